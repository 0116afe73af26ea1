package foz.engines.database;

import foz.api.type.Field;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a type as DuckDB writes it. Types that tables don't have become the nearest one that holds every value of theirs: small
 * integers become int, unsigned ones long or decimal, {@code HUGEINT} (the sum of integers) decimal(38,0), enumerations and JSON string.
 */
public final class DuckDbTypeText {

    private final String text;
    private int at;

    private DuckDbTypeText(String text) {
        this.text = text;
    }

    /** The type, or empty when no type of Foz's holds every value of it. */
    public static Optional<Type> parse(String text) {
        DuckDbTypeText reader = new DuckDbTypeText(text);
        try {
            Type type = reader.type();
            return reader.at == text.length() ? Optional.of(type) : Optional.empty();
        } catch (NoSuchType noneOfOurs) {
            return Optional.empty();
        }
    }

    private Type type() throws NoSuchType {
        Type type = plainType();
        while (peek() == '[') {
            at = text.indexOf(']', at) + 1;
            type = new Type.ListOf(type);
        }
        return type;
    }

    private Type plainType() throws NoSuchType {
        String word = word();
        return switch (word) {
            case "STRUCT" -> struct();
            case "MAP" -> map();
            case "DECIMAL" -> decimal();
            case "ENUM" -> enumeration();
            default -> primitive(word);
        };
    }

    private static Type primitive(String word) throws NoSuchType {
        return switch (word) {
            case "BOOLEAN" -> Primitive.BOOLEAN;
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> Primitive.INT;
            case "BIGINT", "UINTEGER" -> Primitive.LONG;
            case "UBIGINT" -> new Type.Decimal(20, 0);
            case "HUGEINT" -> new Type.Decimal(38, 0);
            case "FLOAT" -> Primitive.FLOAT;
            case "DOUBLE" -> Primitive.DOUBLE;
            case "DATE" -> Primitive.DATE;
            case "TIME" -> Primitive.TIME;
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS" -> Primitive.TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ" -> Primitive.TIMESTAMPTZ;
            case "VARCHAR", "JSON" -> Primitive.STRING;
            case "UUID" -> Primitive.UUID;
            case "BLOB" -> Primitive.BINARY;
            default -> throw new NoSuchType();
        };
    }

    private Type decimal() throws NoSuchType {
        expect('(');
        int precision = number();
        expect(',');
        int scale = number();
        expect(')');
        return new Type.Decimal(precision, scale);
    }

    private int number() throws NoSuchType {
        String digits = word();
        if (!digits.matches("\\d{1,2}")) {
            throw new NoSuchType();
        }
        return Integer.parseInt(digits);
    }

    private Type map() throws NoSuchType {
        expect('(');
        Type key = type();
        expect(',');
        Type value = type();
        expect(')');
        return new Type.MapOf(key, value);
    }

    private Type struct() throws NoSuchType {
        List<Field> fields = new ArrayList<>();
        char before = '(';
        do {
            expect(before);
            String name = name();
            fields.add(Field.optional(name, type()));
            before = ',';
        } while (peek() == ',');
        expect(')');
        return new Type.Struct(fields);
    }

    private Type enumeration() throws NoSuchType {
        expect('(');
        while (peek() != ')') {
            at = peek() == '\'' ? endOfQuoted('\'') : at + 1;
            if (at >= text.length()) {
                throw new NoSuchType();
            }
        }
        expect(')');
        return Primitive.STRING;
    }

    private String name() {
        if (peek() != '"') {
            int end = text.indexOf(' ', at);
            String name = text.substring(at, end < 0 ? text.length() : end);
            at += name.length();
            return name;
        }
        int start = at + 1;
        at = endOfQuoted('"');
        return text.substring(start, at - 1).replace("\"\"", "\"");
    }

    /** The index behind a quoted text that begins here; quotes within are doubled. */
    private int endOfQuoted(char quote) {
        int end = at + 1;
        while (end < text.length() && (text.charAt(end) != quote || text.startsWith("" + quote + quote, end))) {
            end += text.charAt(end) == quote ? 2 : 1;
        }
        return end + 1;
    }

    /** Letters, digits, and the blanks between them, as in {@code TIMESTAMP WITH TIME ZONE}. */
    private String word() {
        peek();
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || " _".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(start, at).strip().toUpperCase(Locale.ROOT);
    }

    private void expect(char c) throws NoSuchType {
        if (peek() != c) {
            throw new NoSuchType();
        }
        at++;
    }

    private char peek() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** Foz has no type that holds the values. */
    private static final class NoSuchType extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
