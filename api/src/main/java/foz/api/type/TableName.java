package foz.api.type;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table's name, {@code layer.name}: lower-case words of letters, digits and underscores.
 *
 * @param layer bronze, silver, gold, system or a layer of the user's own
 * @param name the table within the layer
 */
public record TableName(String layer, String name) implements Comparable<TableName> {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9_]*)\\.([a-z][a-z0-9_]*)");

    public TableName {
        if (!FORM.matcher(layer + "." + name).matches()) {
            throw new IllegalArgumentException(layer + "." + name);
        }
    }

    /** Reads {@code layer.name}; empty when the text has another form. */
    public static Optional<TableName> parse(String text) {
        var m = FORM.matcher(text);
        return m.matches() ? Optional.of(new TableName(m.group(1), m.group(2))) : Optional.empty();
    }

    /** The table that a source lands in. */
    public static TableName bronze(String source) {
        return new TableName("bronze", source);
    }

    @Override
    public int compareTo(TableName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return layer + "." + name;
    }
}
