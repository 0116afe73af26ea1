package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.failure.FozException;
import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionsTest {

    private static final TableName TABLE = TableName.bronze("t");
    private static final Schema SCHEMA = new Schema(List.of(
            Field.optional("n", Primitive.LONG),
            Field.optional("Text", Primitive.STRING),
            Field.optional("day", Primitive.DATE),
            Field.optional("at", Primitive.TIMESTAMP),
            Field.optional("atz", Primitive.TIMESTAMPTZ),
            Field.optional("price", new Type.Decimal(8, 2)),
            Field.optional("raw", Primitive.BINARY),
            Field.optional("share", Primitive.DOUBLE),
            Field.optional("ok", Primitive.BOOLEAN)));
    private static final org.apache.iceberg.Schema ICEBERG = Columns.fresh(SCHEMA);

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(Transform.IDENTITY, "n", 0, "42", "n=42"),
                Arguments.of(Transform.IDENTITY, "Text", 0, "a b", "Text=a+b"),
                Arguments.of(Transform.IDENTITY, "day", 0, "2026-03-01", "day=2026-03-01"),
                Arguments.of(Transform.IDENTITY, "at", 0, "2026-03-01 10:00:00", "at=2026-03-01T10%3A00%3A00"),
                Arguments.of(
                        Transform.IDENTITY,
                        "atz",
                        0,
                        "2026-03-01T10:00:00.000000+00:00",
                        "atz=2026-03-01T10%3A00%3A00%2B00%3A00"),
                Arguments.of(Transform.IDENTITY, "price", 0, "1.5", "price=1.50"),
                Arguments.of(Transform.IDENTITY, "ok", 0, "true", "ok=true"),
                Arguments.of(Transform.IDENTITY, "raw", 0, "00FF", "raw=AP8%3D"),
                Arguments.of(Transform.TRUNCATE, "raw", 1, "FF", "raw_trunc=%2Fw%3D%3D"),
                Arguments.of(Transform.IDENTITY, "share", 0, "-Infinity", "share=-Infinity"),
                Arguments.of(Transform.YEAR, "day", 0, "56", "day_year=2026"),
                Arguments.of(Transform.MONTH, "at", 0, "674", "at_month=2026-03"),
                Arguments.of(Transform.DAY, "atz", 0, "1", "atz_day=1970-01-02"),
                Arguments.of(Transform.HOUR, "atz", 0, "25", "atz_hour=1970-01-02-01"),
                Arguments.of(Transform.BUCKET, "n", 16, "3", "n_bucket=3"),
                Arguments.of(Transform.TRUNCATE, "Text", 2, "ab", "Text_trunc=ab"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aFilesPartitionIsReadFromText(Transform transform, String column, int width, String text, String path) {
        PartitionField field = new PartitionField(transform, column, width);
        PartitionSpec spec = Partitions.spec(TABLE, ICEBERG, List.of(field));
        StructLike partition = Partitions.partition(spec, List.of(Optional.of(text)));
        assertThat(spec.partitionToPath(partition)).isEqualTo(path);
        assertThat(Partitions.fields(spec)).containsExactly(field);
    }

    @Test
    void noTextIsNull() {
        PartitionSpec spec =
                Partitions.spec(TABLE, ICEBERG, List.of(new PartitionField(Transform.IDENTITY, "TEXT", 0)));
        assertThat(Partitions.partition(spec, List.of(Optional.empty())).get(0, Object.class))
                .isNull();
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Partitions.spec(TABLE, ICEBERG, List.of(new PartitionField(Transform.DAY, "when", 0))))
                .isInstanceOf(FozException.class)
                .hasMessageContainingAll("when", "Text");
    }
}
