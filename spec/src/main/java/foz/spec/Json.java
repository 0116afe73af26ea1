package foz.spec;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes maps, collections, numbers, truth values and text as JSON, indented, in the order of the maps. */
final class Json {

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /** The text of a value. */
    static String of(Object value) {
        Json json = new Json();
        json.write(value, "\n");
        return json.out.append('\n').toString();
    }

    /** A map from alternating names and values, which keeps their order. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** A text between quotes. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }

    private void write(Object value, String lineEnd) {
        switch (value) {
            case Map<?, ?> map -> writeAll(map.entrySet(), '{', '}', lineEnd);
            case Collection<?> items -> writeAll(items, '[', ']', lineEnd);
            case Map.Entry<?, ?> entry -> {
                out.append(quoted(String.valueOf(entry.getKey()))).append(": ");
                write(entry.getValue(), lineEnd);
            }
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> out.append(quoted(value.toString()));
        }
    }

    private void writeAll(Collection<?> items, char open, char close, String lineEnd) {
        out.append(open);
        for (Iterator<?> i = items.iterator(); i.hasNext(); ) {
            out.append(lineEnd).append("  ");
            write(i.next(), lineEnd + "  ");
            out.append(i.hasNext() ? "," : lineEnd);
        }
        out.append(close);
    }
}
