package foz.lake;

import foz.api.failure.FozException;
import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.type.TableName;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.expressions.Term;
import org.apache.iceberg.transforms.PartitionSpecVisitor;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Partition fields as Iceberg's specs, and the partitions of files. */
final class Partitions {

    private Partitions() {}

    /** A spec for a schema. */
    static PartitionSpec spec(TableName table, Schema schema, List<PartitionField> fields) {
        PartitionSpec.Builder builder = PartitionSpec.builderFor(schema);
        for (PartitionField f : fields) {
            String column = column(table, schema, f);
            switch (f.transform()) {
                case IDENTITY -> builder.identity(column);
                case YEAR -> builder.year(column);
                case MONTH -> builder.month(column);
                case DAY -> builder.day(column);
                case HOUR -> builder.hour(column);
                case BUCKET -> builder.bucket(column, f.width());
                case TRUNCATE -> builder.truncate(column, f.width());
            }
        }
        return builder.build();
    }

    /** A field as Iceberg's evolution of specs takes it. */
    static Term term(TableName table, Schema schema, PartitionField f) {
        String column = column(table, schema, f);
        return switch (f.transform()) {
            case IDENTITY -> Expressions.ref(column);
            case YEAR -> Expressions.year(column);
            case MONTH -> Expressions.month(column);
            case DAY -> Expressions.day(column);
            case HOUR -> Expressions.hour(column);
            case BUCKET -> Expressions.bucket(column, f.width());
            case TRUNCATE -> Expressions.truncate(column, f.width());
        };
    }

    private static String column(TableName table, Schema schema, PartitionField f) {
        Types.NestedField column = schema.caseInsensitiveFindField(f.column());
        if (column == null) {
            throw new FozException(
                    LakeFailure.UNKNOWN_PARTITION_COLUMN,
                    "table",
                    table,
                    "column",
                    f.column(),
                    "columns",
                    schema.columns().stream().map(Types.NestedField::name).toList());
        }
        return column.name();
    }

    /** The fields of a spec. */
    static List<PartitionField> fields(PartitionSpec spec) {
        return PartitionSpecVisitor.visit(spec, new Reader()).stream()
                .filter(Objects::nonNull)
                .toList();
    }

    private static final class Reader implements PartitionSpecVisitor<@Nullable PartitionField> {
        @Override
        public PartitionField identity(String column, int id) {
            return new PartitionField(Transform.IDENTITY, column, 0);
        }

        @Override
        public PartitionField bucket(String column, int id, int width) {
            return new PartitionField(Transform.BUCKET, column, width);
        }

        @Override
        public PartitionField truncate(String column, int id, int width) {
            return new PartitionField(Transform.TRUNCATE, column, width);
        }

        @Override
        public PartitionField year(String column, int id) {
            return new PartitionField(Transform.YEAR, column, 0);
        }

        @Override
        public PartitionField month(String column, int id) {
            return new PartitionField(Transform.MONTH, column, 0);
        }

        @Override
        public PartitionField day(String column, int id) {
            return new PartitionField(Transform.DAY, column, 0);
        }

        @Override
        public PartitionField hour(String column, int id) {
            return new PartitionField(Transform.HOUR, column, 0);
        }

        /** A field that was dropped; Iceberg keeps its place. */
        @Override
        public @Nullable PartitionField alwaysNull(int fieldId, String column, int id) {
            return null;
        }
    }

    /** The partition of a file from the text its writer gave for each field. */
    static StructLike partition(PartitionSpec spec, List<Optional<String>> values) {
        Types.StructType type = spec.partitionType();
        if (values.size() != type.fields().size()) {
            throw new IllegalArgumentException(
                    "expected " + type.fields().size() + " partition values, found " + values);
        }
        PartitionData data = new PartitionData(type);
        for (int i = 0; i < values.size(); i++) {
            boolean isDay = spec.fields().get(i).transform().toString().equals("day");
            Type valueType = type.fields().get(i).type();
            data.set(
                    i,
                    values.get(i)
                            .map(text -> isDay ? Integer.valueOf(text) : value(valueType, text))
                            .orElse(null));
        }
        return data;
    }

    /** A value from its text, as Iceberg holds it in memory. */
    static Object value(Type type, String text) {
        return switch (type) {
            case Types.DecimalType d -> new BigDecimal(text).setScale(d.scale());
            case Types.TimestampType t ->
                Literal.of(text.replace(' ', 'T')).to(type).value();
            case Types.TimeType t -> Literal.of(text).to(type).value();
            case Types.BinaryType b -> ByteBuffer.wrap(HexFormat.of().parseHex(text));
            default -> Conversions.fromPartitionString(type, text);
        };
    }
}
