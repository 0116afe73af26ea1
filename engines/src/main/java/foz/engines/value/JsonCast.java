package foz.engines.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import foz.api.balance.Reason;
import foz.api.plan.Format.Numbers;
import foz.api.type.Field;
import foz.api.type.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists, maps and structs as JSON: arrays and objects whose innermost values are cast as exactly as fields are. Members that a struct
 * doesn't have are left out; those that it lacks are NULL. What is handed on is JSON again, every value in one canonical form.
 */
final class JsonCast extends Cast {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final List<String> patterns;
    private final ZoneId zone;
    private final Map<Type, Cast> leaves = new HashMap<>();

    JsonCast(Type type, List<String> patterns, ZoneId zone) {
        super(type, "JSON of " + type);
        this.patterns = patterns;
        this.zone = zone;
    }

    @Override
    public @Nullable Reason cast(byte[] text, int from, int to, Cell cell, int row) {
        ByteArrayOutputStream canonical = new ByteArrayOutputStream(to - from + 16);
        try (JsonParser in = FACTORY.createParser(text, from, to - from);
                JsonGenerator out = FACTORY.createGenerator(canonical)) {
            in.nextToken();
            Reason reason = copy(type(), in, out);
            if (reason != null) {
                out.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
                return reason;
            }
            if (in.nextToken() != null) {
                return Reason.MALFORMED_JSON;
            }
        } catch (IOException malformed) {
            return Reason.MALFORMED_JSON;
        }
        byte[] bytes = canonical.toByteArray();
        cell.setText(row, bytes, 0, bytes.length);
        return null;
    }

    private @Nullable Reason copy(Type type, JsonParser in, JsonGenerator out) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            out.writeNull();
            return null;
        }
        return switch (type) {
            case Type.ListOf list -> list(list, in, out);
            case Type.MapOf map -> map(map, in, out);
            case Type.Struct struct -> struct(struct, in, out);
            case Type.Decimal decimal -> leaf(decimal, in, out);
            case Type.Primitive primitive -> leaf(primitive, in, out);
        };
    }

    private @Nullable Reason list(Type.ListOf type, JsonParser in, JsonGenerator out) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            return Reason.WRONG_JSON_TYPE;
        }
        out.writeStartArray();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            Reason reason = copy(type.element(), in, out);
            if (reason != null) {
                return reason;
            }
        }
        out.writeEndArray();
        return null;
    }

    private @Nullable Reason map(Type.MapOf type, JsonParser in, JsonGenerator out) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return Reason.WRONG_JSON_TYPE;
        }
        Set<String> keys = new HashSet<>();
        out.writeStartObject();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            Canonical key = new Canonical(type.key());
            Reason reason = leafOf(type.key()).cast(utf8(in.currentName()), 0, utf8(in.currentName()).length, key, 0);
            if (reason != null) {
                return reason;
            }
            if (!keys.add(key.text())) {
                return Reason.WRONG_JSON_TYPE;
            }
            out.writeFieldName(key.text());
            in.nextToken();
            Reason ofValue = copy(type.value(), in, out);
            if (ofValue != null) {
                return ofValue;
            }
        }
        out.writeEndObject();
        return null;
    }

    private @Nullable Reason struct(Type.Struct type, JsonParser in, JsonGenerator out) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return Reason.WRONG_JSON_TYPE;
        }
        Map<String, Type> missing = new HashMap<>();
        for (Field field : type.fields()) {
            missing.put(field.name(), field.type());
        }
        out.writeStartObject();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            Type wanted = missing.remove(in.currentName());
            String name = in.currentName();
            in.nextToken();
            if (wanted == null) {
                in.skipChildren();
                continue;
            }
            out.writeFieldName(name);
            Reason reason = copy(wanted, in, out);
            if (reason != null) {
                return reason;
            }
        }
        for (String name : missing.keySet()) {
            out.writeNullField(name);
        }
        out.writeEndObject();
        return null;
    }

    private @Nullable Reason leaf(Type type, JsonParser in, JsonGenerator out) throws IOException {
        Kind kind = Kind.of(in.currentToken());
        if (!kind.fits(type)) {
            return Reason.WRONG_JSON_TYPE;
        }
        byte[] text = utf8(in.getText());
        Canonical value = new Canonical(type);
        Reason reason = leafOf(type).cast(text, 0, text.length, value, 0);
        if (reason == null) {
            out.writeString(value.text());
        }
        return reason;
    }

    private Cast leafOf(Type type) {
        return leaves.computeIfAbsent(type, t -> Casts.of(t, patterns, Numbers.STANDARD, zone));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The kinds of JSON values that have no parts. */
    private enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        STRUCTURE;

        static Kind of(JsonToken token) {
            return token == JsonToken.VALUE_STRING
                    ? TEXT
                    : token.isNumeric() ? NUMBER : token.isBoolean() ? TRUTH : STRUCTURE;
        }

        boolean fits(Type type) {
            return switch (this) {
                case TEXT -> true;
                case TRUTH -> type == Type.Primitive.BOOLEAN || type == Type.Primitive.STRING;
                case NUMBER ->
                    type instanceof Type.Decimal
                            || type == Type.Primitive.INT
                            || type == Type.Primitive.LONG
                            || type == Type.Primitive.FLOAT
                            || type == Type.Primitive.DOUBLE
                            || type == Type.Primitive.STRING;
                case STRUCTURE -> false;
            };
        }
    }
}
