package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.TypeText;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The partitions that the engine tells of (the same cases stand in its own test) are those that Iceberg computes, by which its planner
 * looks for rows.
 */
class TransformsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "YEAR | 0 | date | 1969-12-31 | -1",
                "YEAR | 0 | timestamptz | 2020-01-01T01:00:00+00:00 | 50",
                "MONTH | 0 | date | 1969-12-31 | -1",
                "MONTH | 0 | date | 1968-01-01 | -24",
                "MONTH | 0 | timestamp | 2019-04-30T23:59:59.999999 | 591",
                "DAY | 0 | date | 1969-12-31 | -1",
                "DAY | 0 | timestamp | 1969-12-31T23:59:59.999999 | -1",
                "DAY | 0 | timestamptz | 2020-01-01T01:00:00+00:00 | 18262",
                "HOUR | 0 | timestamp | 1969-12-31T23:59:59.999999 | -1",
                "HOUR | 0 | timestamp | 1969-12-30T00:30:00 | -48",
                "TRUNCATE | 10 | int | -1 | -10",
                "TRUNCATE | 10 | int | -2147483648 | 2147483646",
                "TRUNCATE | 10 | long | -9223372036854775808 | 9223372036854775806",
                "TRUNCATE | 50 | decimal(10,2) | -10.65 | -11.00",
                "TRUNCATE | 3 | string | iceberg | ice",
                "TRUNCATE | 2 | string | 日本語 | 日本",
                "TRUNCATE | 2 | binary | 00FF01 | 00FF",
                "BUCKET | 2147483647 | int | 34 | 2017239379",
                "BUCKET | 2147483647 | long | 34 | 2017239379",
                "BUCKET | 2147483647 | decimal(9,2) | 14.20 | 1646729059",
                "BUCKET | 2147483647 | date | 2017-11-16 | 1494153226",
                "BUCKET | 2147483647 | time | 22:31:08 | 1484720659",
                "BUCKET | 2147483647 | timestamp | 2017-11-16T22:31:08 | 99539207",
                "BUCKET | 2147483647 | timestamp | 2017-11-16T22:31:08.000001 | 940286838",
                "BUCKET | 2147483647 | timestamptz | 2017-11-16T22:31:08+00:00 | 99539207",
                "BUCKET | 2147483647 | string | iceberg | 1210000089",
                "BUCKET | 2147483647 | uuid | f79c3e09-677c-4bbd-a479-3f349cb785e7 | 1488055340",
                "BUCKET | 2147483647 | binary | 00010203 | 1958800441",
            })
    void aTextIsThePartitionThatIcebergComputes(
            Transform transform, int width, String type, String value, String text) {
        Schema schema =
                new Schema(List.of(Field.optional("p", TypeText.parse(type).orElseThrow())));
        PartitionSpec spec = Partitions.spec(
                TableName.bronze("t"), Columns.fresh(schema), List.of(new PartitionField(transform, "p", width)));

        StructLike told = Partitions.partition(spec, List.of(Optional.of(text)));

        assertThat(told.get(0, Object.class)).isEqualTo(computed(spec, value));
    }

    private static Object computed(PartitionSpec spec, String value) {
        Type type = spec.schema().columns().getFirst().type();
        Object source = type.equals(Types.BinaryType.get())
                ? ByteBuffer.wrap(HexFormat.of().parseHex(value))
                : switch (type.typeId()) {
                    case INTEGER -> Integer.valueOf(value);
                    case LONG -> Long.valueOf(value);
                    default -> Literal.of(value).to(type).value();
                };
        @SuppressWarnings("unchecked")
        var transform = (org.apache.iceberg.transforms.Transform<Object, Object>)
                Transforms.fromString(type, spec.fields().getFirst().transform().toString());
        return transform.bind(type).apply(source);
    }
}
