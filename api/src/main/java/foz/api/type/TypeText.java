package foz.api.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a type as users write it: {@code long}, {@code decimal(12,2)}, {@code list<string>}, {@code struct<a: int>}. */
public final class TypeText {

    private final String text;
    private int at;

    private TypeText(String text) {
        this.text = text;
    }

    /** The type, or empty when the text is none. */
    public static Optional<Type> parse(String text) {
        TypeText reader = new TypeText(text);
        try {
            Type type = reader.type();
            reader.blanks();
            return reader.at == text.length() ? Optional.of(type) : Optional.empty();
        } catch (IllegalArgumentException notAType) {
            return Optional.empty();
        }
    }

    /** The names a user may write, for suggestions. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Type.Primitive p : Type.Primitive.values()) {
            names.add(p.toString());
        }
        names.addAll(List.of("decimal(p,s)", "list<…>", "map<…, …>", "struct<…>"));
        return List.copyOf(names);
    }

    private Type type() {
        String word = word();
        return switch (word) {
            case "decimal" -> decimal();
            case "list" -> new Type.ListOf(inAngles());
            case "map" -> map();
            case "struct" -> struct();
            default -> Type.Primitive.valueOf(word.toUpperCase(Locale.ROOT));
        };
    }

    private Type decimal() {
        expect('(');
        int precision = Integer.parseInt(word());
        expect(',');
        int scale = Integer.parseInt(word());
        expect(')');
        return new Type.Decimal(precision, scale);
    }

    private Type inAngles() {
        expect('<');
        Type element = type();
        expect('>');
        return element;
    }

    private Type map() {
        expect('<');
        Type key = type();
        expect(',');
        Type value = type();
        expect('>');
        return new Type.MapOf(key, value);
    }

    private Type struct() {
        List<Field> fields = new ArrayList<>();
        char next = '<';
        do {
            expect(next);
            String name = word();
            expect(':');
            fields.add(Field.optional(name, type()));
            next = ',';
        } while (peek() == ',');
        expect('>');
        return new Type.Struct(fields);
    }

    private String word() {
        blanks();
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new IllegalArgumentException("expected " + c + " at " + at + " in " + text);
        }
        at++;
    }

    private char peek() {
        blanks();
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
