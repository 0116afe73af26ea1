package foz.lake;

import foz.api.failure.FozException;
import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Foz's columns as Iceberg's, and back. */
final class Columns {

    private Columns() {}

    /** An Iceberg schema with ids of its own. */
    static org.apache.iceberg.Schema fresh(foz.api.type.Schema schema) {
        int[] last = new int[1];
        return new org.apache.iceberg.Schema(fields(schema.fields(), () -> ++last[0]));
    }

    /** An Iceberg type with ids of its own, which Iceberg renumbers where the type is added to a table. */
    static org.apache.iceberg.types.Type fresh(Type type) {
        int[] last = new int[1];
        return type(type, () -> ++last[0]);
    }

    private static List<NestedField> fields(List<Field> fields, IntSupplier ids) {
        List<NestedField> all = new ArrayList<>();
        for (Field f : fields) {
            int id = ids.getAsInt();
            org.apache.iceberg.types.Type type = type(f.type(), ids);
            all.add(f.required() ? NestedField.required(id, f.name(), type) : NestedField.optional(id, f.name(), type));
        }
        return all;
    }

    private static org.apache.iceberg.types.Type type(Type type, IntSupplier ids) {
        return switch (type) {
            case Primitive p -> primitive(p);
            case Type.Decimal d -> Types.DecimalType.of(d.precision(), d.scale());
            case Type.ListOf list -> Types.ListType.ofOptional(ids.getAsInt(), type(list.element(), ids));
            case Type.MapOf map ->
                Types.MapType.ofOptional(ids.getAsInt(), ids.getAsInt(), type(map.key(), ids), type(map.value(), ids));
            case Type.Struct struct -> Types.StructType.of(fields(struct.fields(), ids));
        };
    }

    private static org.apache.iceberg.types.Type primitive(Primitive type) {
        return switch (type) {
            case BOOLEAN -> Types.BooleanType.get();
            case INT -> Types.IntegerType.get();
            case LONG -> Types.LongType.get();
            case FLOAT -> Types.FloatType.get();
            case DOUBLE -> Types.DoubleType.get();
            case DATE -> Types.DateType.get();
            case TIME -> Types.TimeType.get();
            case TIMESTAMP -> Types.TimestampType.withoutZone();
            case TIMESTAMPTZ -> Types.TimestampType.withZone();
            case STRING -> Types.StringType.get();
            case UUID -> Types.UUIDType.get();
            case BINARY -> Types.BinaryType.get();
        };
    }

    /**
     * The columns of a table with their ids.
     *
     * @throws FozException when another program gave one a type that Foz doesn't have
     */
    static Layout layout(TableName table, org.apache.iceberg.Schema schema) {
        return new Layout(schema.columns().stream().map(f -> column(table, f)).toList());
    }

    private static Layout.Column column(TableName table, NestedField field) {
        List<Layout.Column> parts = switch (field.type().typeId()) {
            case STRUCT, LIST, MAP ->
                field.type().asNestedType().fields().stream()
                        .map(part -> column(table, part))
                        .toList();
            default -> List.of();
        };
        return new Layout.Column(
                new Field(field.name(), type(table, field.name(), field.type()), field.isRequired()),
                field.fieldId(),
                parts);
    }

    /** The same type in our words. */
    static Type type(TableName table, String column, org.apache.iceberg.types.Type type) {
        return switch (type) {
            case Types.BooleanType b -> Primitive.BOOLEAN;
            case Types.IntegerType i -> Primitive.INT;
            case Types.LongType l -> Primitive.LONG;
            case Types.FloatType f -> Primitive.FLOAT;
            case Types.DoubleType d -> Primitive.DOUBLE;
            case Types.DateType d -> Primitive.DATE;
            case Types.TimeType t -> Primitive.TIME;
            case Types.TimestampType t -> t.shouldAdjustToUTC() ? Primitive.TIMESTAMPTZ : Primitive.TIMESTAMP;
            case Types.StringType s -> Primitive.STRING;
            case Types.UUIDType u -> Primitive.UUID;
            case Types.BinaryType b -> Primitive.BINARY;
            case Types.DecimalType d -> new Type.Decimal(d.precision(), d.scale());
            case Types.ListType l -> new Type.ListOf(type(table, column, l.elementType()));
            case Types.MapType m ->
                new Type.MapOf(type(table, column, m.keyType()), type(table, column, m.valueType()));
            case Types.StructType s ->
                new Type.Struct(s.fields().stream()
                        .map(f -> new Field(f.name(), type(table, f.name(), f.type()), f.isRequired()))
                        .toList());
            default ->
                throw new FozException(
                        LakeFailure.WRITTEN_BY_ANOTHER,
                        "table",
                        table,
                        "found",
                        "the column " + column + " of type " + type);
        };
    }

    /**
     * Whether a column that both layouts have is the same column in both, with the same values: neither built anew under its old name,
     * nor changed from float to double, which makes other values of 0.1.
     */
    static boolean readAlike(Layout then, Layout now) {
        return readAlike(then.columns(), now.columns());
    }

    private static boolean readAlike(List<Layout.Column> then, List<Layout.Column> now) {
        Map<String, Layout.Column> names =
                then.stream().collect(Collectors.toMap(Columns::key, c -> c, (one, other) -> one));
        return now.stream().allMatch(c -> {
            Layout.Column old = names.get(key(c));
            return old == null || readAlike(old, c);
        });
    }

    private static boolean readAlike(Layout.Column then, Layout.Column now) {
        boolean sameValues =
                then.field().type() != Primitive.FLOAT || now.field().type() == Primitive.FLOAT;
        return then.id() == now.id() && sameValues && readAlike(then.parts(), now.parts());
    }

    private static String key(Layout.Column column) {
        return column.field().name().toLowerCase(Locale.ROOT);
    }
}
