package foz.engines.database;

import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.Type;
import java.util.stream.Collectors;

/** Foz's types in DuckDB's words, and the shapes of Parquet data files made of them. */
public final class DuckDbTypes {

    private DuckDbTypes() {}

    /** The type as DuckDB's SQL writes it, such as {@code STRUCT("a" INTEGER)[]}. */
    public static String text(Type type) {
        return switch (type) {
            case Type.Primitive primitive -> text(primitive);
            case Type.Decimal decimal -> "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
            case Type.ListOf list -> text(list.element()) + "[]";
            case Type.MapOf map -> "MAP(" + text(map.key()) + ", " + text(map.value()) + ")";
            case Type.Struct struct ->
                struct.fields().stream().map(DuckDbTypes::column).collect(Collectors.joining(", ", "STRUCT(", ")"));
        };
    }

    /** Name and type, as in {@code "a" INTEGER}. */
    public static String column(Field field) {
        return SqlText.name(field.name()) + " " + text(field.type());
    }

    /** {@code CAST("a" AS INTEGER) AS "a"}: the column under its own name with exactly its type. */
    public static String cast(Field field) {
        return "CAST(" + SqlText.name(field.name()) + " AS " + text(field.type()) + ") AS "
                + SqlText.name(field.name());
    }

    /** A column of NULLs. */
    public static String empty(Field field) {
        return "CAST(NULL AS " + text(field.type()) + ") AS " + SqlText.name(field.name());
    }

    /** The value of {@code COPY}'s option {@code FIELD_IDS}: the id of every column and nested part. */
    public static String fieldIds(Layout layout) {
        return layout.columns().stream()
                .map(c -> SqlText.name(c.field().name()) + ": " + fieldIds(c))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String fieldIds(Layout.Column column) {
        if (column.parts().isEmpty()) {
            return Integer.toString(column.id());
        }
        StringBuilder text = new StringBuilder("{__duckdb_field_id: ").append(column.id());
        for (int i = 0; i < column.parts().size(); i++) {
            Layout.Column part = column.parts().get(i);
            text.append(", ")
                    .append(partName(column.field().type(), part, i))
                    .append(": ")
                    .append(fieldIds(part));
        }
        return text.append("}").toString();
    }

    private static String partName(Type whole, Layout.Column part, int index) {
        return switch (whole) {
            case Type.ListOf list -> "element";
            case Type.MapOf map -> index == 0 ? "key" : "value";
            case Type.Struct struct -> SqlText.name(part.field().name());
            case Type.Primitive primitive -> throw new IllegalArgumentException(primitive + " has no parts");
            case Type.Decimal decimal -> throw new IllegalArgumentException(decimal + " has no parts");
        };
    }

    private static String text(Type.Primitive primitive) {
        return switch (primitive) {
            case BOOLEAN -> "BOOLEAN";
            case INT -> "INTEGER";
            case LONG -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP -> "TIMESTAMP";
            case TIMESTAMPTZ -> "TIMESTAMPTZ";
            case STRING -> "VARCHAR";
            case UUID -> "UUID";
            case BINARY -> "BLOB";
        };
    }
}
