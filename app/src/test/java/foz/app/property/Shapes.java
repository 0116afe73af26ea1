package foz.app.property;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The queries that tables of histories have, and what they read.
 *
 * @param zone the pipeline's
 * @param queries name to SQL
 */
record Shapes(String zone, List<Feed> feeds, Map<String, String> queries) {

    private static final String FILE = "/foz/testkit/shapes.txt";

    /** All there are. */
    static Shapes read() {
        try (InputStream file = Shapes.class.getResourceAsStream(FILE)) {
            return parse(new String(java.util.Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Shapes parse(List<String> lines) {
        String zone = "UTC";
        List<Feed> feeds = new ArrayList<>();
        Map<String, String> queries = new LinkedHashMap<>();
        String query = "";
        for (String line : lines) {
            if (line.startsWith("== ")) {
                query = line.substring(3).strip();
                queries.put(query, "");
            } else if (!query.isEmpty()) {
                queries.merge(query, line, (a, b) -> (a + " " + b.strip()).strip());
            } else if (line.startsWith("zone ")) {
                zone = line.substring(5).strip();
            } else if (line.startsWith("table bronze.")) {
                feeds.add(new Feed(line.substring(13).strip(), List.of()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                Feed last = feeds.removeLast();
                List<Feed.Column> columns = new ArrayList<>(last.columns());
                columns.add(column(line));
                feeds.add(new Feed(last.name(), columns));
            }
        }
        return new Shapes(zone, feeds, queries);
    }

    /** Such as {@code quantity int: 0..4}; a struct's type has colons of its own. */
    static Feed.Column column(String line) {
        int blank = line.indexOf(' ');
        int colon = line.indexOf(": ", Math.max(blank, line.lastIndexOf('>')));
        String values = line.substring(colon + 2).strip();
        return new Feed.Column(
                line.substring(0, blank), line.substring(blank + 1, colon).strip(), values(values));
    }

    private static List<String> values(String text) {
        if (text.matches("-?\\d+\\.\\.-?\\d+")) {
            String[] ends = text.split("\\.\\.");
            return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]))
                    .mapToObj(Integer::toString)
                    .toList();
        }
        return Stream.of(text.split("\\|")).map(String::strip).toList();
    }
}
