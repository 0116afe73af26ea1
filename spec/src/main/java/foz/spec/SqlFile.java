package foz.spec;

import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.api.type.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file below {@code sql/} that fills a table; its path is the table's name.
 *
 * @param table the table
 * @param text its SELECT
 * @param place its first character
 */
record SqlFile(TableName table, String text, Place place) {

    private static final Set<String> RESERVED = Set.of("bronze", "system");

    /** Every query of a folder by its table; files that are no table's are reported. */
    static Map<TableName, SqlFile> all(Folder folder, Problems problems) {
        Map<TableName, SqlFile> files = new TreeMap<>();
        for (String name : folder.files("sql")) {
            if (!name.endsWith(".md")) {
                table(name, problems)
                        .ifPresent(t ->
                                folder.text(name).ifPresent(text -> files.put(t, read(t, name, text, problems))));
            }
        }
        return files;
    }

    private static SqlFile read(TableName table, String name, String text, Problems problems) {
        if (text.isBlank()) {
            problems.report(new Place(name, 0, 0), SpecProblem.EMPTY_QUERY, "table", table);
        }
        return new SqlFile(table, text, new Place(name, 1, 1));
    }

    private static Optional<TableName> table(String name, Problems problems) {
        Place place = new Place(name, 0, 0);
        List<String> parts = List.of(name.split("/"));
        if (parts.size() != 3 || !name.endsWith(".sql")) {
            problems.report(place, SpecProblem.MISPLACED_SQL_FILE);
            return Optional.empty();
        }
        String written =
                parts.get(1) + "." + parts.get(2).substring(0, parts.get(2).length() - ".sql".length());
        Optional<TableName> table = TableName.parse(written);
        if (table.isEmpty()) {
            Problem problem = Problem.at(place, SpecProblem.BAD_SQL_FILE_NAME, "found", written);
            problems.addAll(List.of(
                    problem.suggesting(tidied(written).map(t -> "sql/" + t.layer() + "/" + t.name() + ".sql"))));
        } else if (RESERVED.contains(table.get().layer())) {
            problems.report(
                    place, SpecProblem.RESERVED_LAYER, "layer", table.get().layer());
            return Optional.empty();
        }
        return table;
    }

    private static Optional<TableName> tidied(String name) {
        return TableName.parse(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.]", "_"));
    }

    /** Whether there is anything to check. */
    boolean isEmpty() {
        return text.isBlank();
    }
}
