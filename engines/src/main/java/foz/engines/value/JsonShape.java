package foz.engines.value;

import foz.api.type.Field;
import foz.api.type.Type;
import foz.engines.database.DuckDbTypes;
import java.util.stream.Collectors;

/** The structure of a nested type as DuckDB's {@code from_json_strict} wants it told, such as <code>{"a":["BIGINT"]}</code>. */
final class JsonShape {

    private JsonShape() {}

    static String of(Type type) {
        return switch (type) {
            case Type.Primitive primitive -> quoted(DuckDbTypes.text(withoutBytes(primitive)));
            case Type.Decimal decimal -> quoted(DuckDbTypes.text(decimal));
            case Type.ListOf list -> "[" + of(list.element()) + "]";
            case Type.MapOf map -> quoted(DuckDbTypes.text(withoutBytes(map)));
            case Type.Struct struct ->
                struct.fields().stream().map(JsonShape::member).collect(Collectors.joining(",", "{", "}"));
        };
    }

    /** Bytes travel as text with escapes, since from_json_strict takes text for bytes as it stands; a CAST reads the escapes. */
    private static Type withoutBytes(Type type) {
        return switch (type) {
            case Type.Primitive primitive -> primitive == Type.Primitive.BINARY ? Type.Primitive.STRING : primitive;
            case Type.Decimal decimal -> decimal;
            case Type.ListOf list -> new Type.ListOf(withoutBytes(list.element()));
            case Type.MapOf map -> new Type.MapOf(withoutBytes(map.key()), withoutBytes(map.value()));
            case Type.Struct struct ->
                new Type.Struct(struct.fields().stream()
                        .map(f -> new Field(f.name(), withoutBytes(f.type()), f.required()))
                        .toList());
        };
    }

    private static String member(Field field) {
        return quoted(field.name()) + ":" + of(field.type());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
