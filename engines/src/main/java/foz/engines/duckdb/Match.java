package foz.engines.duckdb;

import foz.engines.database.DuckDb;
import foz.engines.database.SqlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The condition under which a row of a table and a row of a smaller relation have the same values in some columns; NULL is the same as
 * NULL. Where the smaller relation has no NULL, columns are compared by {@code =}: DuckDB then skips parts of files in which no value of
 * it can be.
 */
final class Match {

    private Match() {}

    /** A condition over rows {@code s} and rows {@code t} of the smaller relation; true for no columns. */
    static String on(Collection<String> columns, String smaller, DuckDb database) {
        if (columns.isEmpty()) {
            return "true";
        }
        List<Boolean> nulls = nulls(columns, smaller, database);
        List<String> conditions = new ArrayList<>();
        for (String column : columns) {
            String name = SqlText.name(column);
            boolean mayBeNull = nulls.get(conditions.size());
            conditions.add("s." + name + (mayBeNull ? " IS NOT DISTINCT FROM " : " = ") + "t." + name);
        }
        return String.join(" AND ", conditions);
    }

    private static List<Boolean> nulls(Collection<String> columns, String smaller, DuckDb database) {
        String counts = columns.stream()
                .map(c -> "count(*) > count(" + SqlText.name(c) + ")")
                .collect(Collectors.joining(", "));
        return database.rows("SELECT " + counts + " FROM " + smaller, row -> {
                    List<Boolean> found = new ArrayList<>();
                    for (int i = 1; i <= columns.size(); i++) {
                        found.add(row.getBoolean(i));
                    }
                    return found;
                })
                .getFirst();
    }
}
