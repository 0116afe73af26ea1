package foz.spec;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A cell of a row in a test: any scalar, list or map; {@code null} or nothing is NULL. */
record CellShape() implements Shape<Cell> {

    @Override
    public @Nullable Cell read(Node node, String key, Problems problems) {
        return switch (node) {
            case Node.Text t when isNull(t) -> new Cell(Optional.empty());
            case Node.Text t -> new Cell(Optional.of(t.text()));
            case Node.Items items -> new Cell(Optional.of(json(items)));
            case Node.Entries entries -> new Cell(Optional.of(json(entries)));
            case Node.Broken reported -> null;
        };
    }

    private static boolean isNull(Node.Text text) {
        return text.isNothing()
                || text.plain() && (text.text().equals("null") || text.text().equals("~"));
    }

    private static String json(Node node) {
        return switch (node) {
            case Node.Text t when isNull(t) -> "null";
            case Node.Text t when t.plain() && t.text().matches("true|false|-?(0|[1-9][0-9]*)(\\.[0-9]+)?") -> t.text();
            case Node.Text t -> Json.quoted(t.text());
            case Node.Items items ->
                items.items().stream().map(CellShape::json).collect(Collectors.joining(",", "[", "]"));
            case Node.Entries entries ->
                entries.entries().stream()
                        .map(e -> Json.quoted(e.key().text()) + ":" + json(e.value()))
                        .collect(Collectors.joining(",", "{", "}"));
            case Node.Broken reported -> "null";
        };
    }

    @Override
    public String words() {
        return "a value, or null";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of();
    }
}
