package foz.app.property;

import foz.app.property.Feed.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record of a file.
 *
 * @param cells in the order of the feed's columns, as text; empty for NULL
 * @param bad whether a value is spoiled in the file, so that the row is refused until it is mended
 */
record Row(List<Optional<String>> cells, boolean bad) {

    Row {
        cells = List.copyOf(cells);
    }

    /** A line of JSON. */
    String json(Feed feed) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Column column = feed.columns().get(i);
            String value = cells.get(i).map(v -> json(column, v)).orElse("null");
            members.add("\"" + column.name() + "\": " + (bad && i == feed.spoiled() ? "\"?" + value + "?\"" : value));
        }
        return "{" + String.join(", ", members) + "}";
    }

    private static String json(Column column, String value) {
        return column.isNested() || column.isNumber()
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A spoiled line as it should have been. */
    static String mended(String line) {
        return line.replace("\"?", "").replace("?\"", "");
    }

    /** For a VALUES list of plain DuckDB. */
    String literals(Feed feed) {
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Column column = feed.columns().get(i);
            literals.add(cells.get(i).map(v -> literal(column, v)).orElse("NULL"));
        }
        return String.join(", ", literals);
    }

    private static String literal(Column column, String value) {
        String text = "'" + value.replace("'", "''") + "'";
        return column.isNested()
                ? "CAST(CAST(" + text + " AS JSON) AS " + column.duckdb() + ")"
                : "CAST(" + text + " AS " + column.duckdb() + ")";
    }
}
