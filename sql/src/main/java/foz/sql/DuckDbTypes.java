package foz.sql;

import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.util.stream.Collectors;

/** How DuckDB spells types, names and texts. */
final class DuckDbTypes {

    private DuckDbTypes() {}

    static String text(Type type) {
        return switch (type) {
            case Primitive p -> primitive(p);
            case Type.Decimal d -> "DECIMAL(" + d.precision() + "," + d.scale() + ")";
            case Type.ListOf list -> text(list.element()) + "[]";
            case Type.MapOf map -> "MAP(" + text(map.key()) + ", " + text(map.value()) + ")";
            case Type.Struct s ->
                s.fields().stream()
                        .map(f -> name(f.name()) + " " + text(f.type()))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
        };
    }

    private static String primitive(Primitive type) {
        return switch (type) {
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

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
