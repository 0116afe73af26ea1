package foz.api.type;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table's name, {@code layer.name}: lower-case words of letters, digits and underscores. A part of the platform's own
 * that belongs to a table has its name with {@code $} and a word: {@code gold.best$1}, {@code gold.best$snapshots}.
 *
 * @param layer bronze, silver, gold, system or a layer of the user's own
 * @param name the table within the layer
 */
public record TableName(String layer, String name) implements Comparable<TableName> {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9_]*)\\.([a-z][a-z0-9_]*(?:\\$[a-z0-9]+)?)");

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

    /** A part of this table: {@code part("snapshots")} of {@code gold.best} is {@code gold.best$snapshots}. */
    public TableName part(String word) {
        return new TableName(layer, name + "$" + word);
    }

    /** The table that this is a part of; itself when it is none. */
    public TableName whole() {
        int cut = name.indexOf('$');
        return cut < 0 ? this : new TableName(layer, name.substring(0, cut));
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
