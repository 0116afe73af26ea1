package foz.app.property;

import java.util.List;
import java.util.Locale;

/**
 * A source of a history. Its files are JSON lines, which can say everything.
 *
 * @param name lands in {@code bronze.<name>}
 * @param columns what its files have
 */
record Feed(String name, List<Column> columns) {

    Feed {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param type in the pipeline's words
     * @param values what a random row may hold in it, as text; NULL is one more
     */
    record Column(String name, String type, List<String> values) {

        Column {
            values = List.copyOf(values);
        }

        boolean isNested() {
            return type.contains("<");
        }

        boolean isNumber() {
            return List.of("long", "int", "double", "float").contains(type) || type.startsWith("decimal");
        }

        String duckdb() {
            return duckdb(type);
        }

        private static String duckdb(String type) {
            if (type.startsWith("list<")) {
                return duckdb(type.substring(5, type.length() - 1)) + "[]";
            }
            if (type.startsWith("struct<")) {
                return java.util.Arrays.stream(
                                type.substring(7, type.length() - 1).split(","))
                        .map(f -> f.strip().split(":\\s*", 2))
                        .map(f -> f[0] + " " + duckdb(f[1]))
                        .collect(java.util.stream.Collectors.joining(", ", "STRUCT(", ")"));
            }
            return switch (type) {
                case "long" -> "BIGINT";
                case "string" -> "VARCHAR";
                default -> type.toUpperCase(Locale.ROOT);
            };
        }
    }

    String table() {
        return "bronze." + name;
    }

    /** The column whose value is spoiled in a bad row. */
    int spoiled() {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isNumber()) {
                return i;
            }
        }
        throw new IllegalStateException(name + " has no number to spoil");
    }
}
