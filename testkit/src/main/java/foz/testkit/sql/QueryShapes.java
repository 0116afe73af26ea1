package foz.testkit.sql;

import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.api.type.TypeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The queries of {@code shapes.txt}, whose tables must follow every change of their inputs, and the tables that they read.
 *
 * @param tables each table's columns with the values that a random history puts into them
 */
public record QueryShapes(ZoneId zone, Map<TableName, List<Column>> tables, List<Shape> shapes) {

    /**
     * A column and its values besides NULL.
     *
     * @param values as text; of lists and structs as JSON
     */
    public record Column(String name, Type type, List<String> values) {
        public Column {
            values = List.copyOf(values);
        }
    }

    /** A query and what it is called. */
    public record Shape(String name, String sql) {
        @Override
        public String toString() {
            return name;
        }
    }

    public QueryShapes {
        tables = new LinkedHashMap<>(tables);
        shapes = List.copyOf(shapes);
    }

    /** The schema of every table. */
    public Map<TableName, Schema> schemas() {
        Map<TableName, Schema> schemas = new LinkedHashMap<>();
        tables.forEach((name, columns) -> schemas.put(
                name,
                new Schema(columns.stream()
                        .map(c -> Field.optional(c.name(), c.type()))
                        .toList())));
        return schemas;
    }

    /** Reads the file. */
    public static QueryShapes read() {
        try (InputStream stream = Objects.requireNonNull(
                QueryShapes.class.getResourceAsStream("/foz/testkit/shapes.txt"), "shapes.txt")) {
            return new Reader().read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader {

        private ZoneId zone = ZoneId.of("UTC");
        private final Map<TableName, List<Column>> tables = new LinkedHashMap<>();
        private final List<Shape> shapes = new ArrayList<>();
        private List<Column> columns = new ArrayList<>();

        QueryShapes read(String text) {
            String[] parts = text.split("(?m)^== ");
            parts[0].lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(this::declaration);
            for (int i = 1; i < parts.length; i++) {
                int end = parts[i].indexOf('\n');
                shapes.add(new Shape(
                        parts[i].substring(0, end).strip(),
                        parts[i].substring(end).strip()));
            }
            return new QueryShapes(zone, tables, shapes);
        }

        private void declaration(String line) {
            if (line.startsWith("zone ")) {
                zone = ZoneId.of(line.substring(5).strip());
            } else if (line.startsWith("table ")) {
                columns = new ArrayList<>();
                tables.put(
                        TableName.parse(line.substring(6).strip()).orElseThrow(() -> new IllegalStateException(line)),
                        columns);
            } else {
                columns.add(column(line));
            }
        }

        /** A type may hold colons itself. */
        private static Column column(String line) {
            int name = line.indexOf(' ');
            for (int at = line.indexOf(": ", name); at > 0; at = line.indexOf(": ", at + 1)) {
                Optional<Type> type = TypeText.parse(line.substring(name + 1, at));
                if (type.isPresent()) {
                    return new Column(
                            line.substring(0, name),
                            type.get(),
                            values(line.substring(at + 2).strip()));
                }
            }
            throw new IllegalStateException(line);
        }

        private static List<String> values(String text) {
            if (text.matches("\\d+\\.\\.\\d+")) {
                String[] ends = text.split("\\.\\.");
                return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[1]))
                        .mapToObj(String::valueOf)
                        .toList();
            }
            return List.of(text.split(" \\| "));
        }
    }
}
