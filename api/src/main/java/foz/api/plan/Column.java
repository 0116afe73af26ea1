package foz.api.plan;

import foz.api.failure.Place;
import foz.api.type.Field;
import foz.api.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * A declared column of a source.
 *
 * @param name its name in bronze
 * @param type its type
 * @param from the header cell (CSV), the 1-based position as {@code #3} (CSV without a header), the JSON pointer or the field of
 *     an access log it is read from
 * @param required whether a row without it is quarantined
 * @param patterns date and time patterns ({@link java.time.format.DateTimeFormatter} letters), tried in order; empty means ISO 8601
 * @param personal whether it holds personal data, so that its values are masked where rows are shown
 * @param formerly the name that the bronze column had before; it is renamed, its values stay
 * @param place where it stands in {@code foz.yaml}
 */
public record Column(
        String name,
        Type type,
        String from,
        boolean required,
        List<String> patterns,
        boolean personal,
        Optional<String> formerly,
        Place place) {

    public Column {
        patterns = List.copyOf(patterns);
    }

    /** A column that always had this name. */
    public Column(
            String name,
            Type type,
            String from,
            boolean required,
            List<String> patterns,
            boolean personal,
            Place place) {
        this(name, type, from, required, patterns, personal, Optional.empty(), place);
    }

    /** The table column it becomes. Bronze columns stay optional, so that a later declaration can relax one. */
    public Field field() {
        return Field.optional(name, type);
    }
}
