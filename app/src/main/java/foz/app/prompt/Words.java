package foz.app.prompt;

import foz.api.type.Schema;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What can be completed: tables, their columns, the words of SQL.
 *
 * @param tables the visible columns of every table
 */
public record Words(SortedMap<TableName, Schema> tables) {

    private static final List<String> SQL = List.of(
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP BY",
            "ORDER BY",
            "HAVING",
            "LIMIT",
            "OFFSET",
            "JOIN",
            "LEFT JOIN",
            "ON",
            "USING",
            "UNION ALL",
            "WITH",
            "AS",
            "AND",
            "OR",
            "NOT",
            "IN",
            "IS NULL",
            "IS NOT NULL",
            "BETWEEN",
            "LIKE",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "DISTINCT",
            "DESC",
            "ASC",
            "count(*)",
            "sum(",
            "avg(",
            "min(",
            "max(",
            "date_trunc(",
            "CAST(",
            "OVER (",
            "PARTITION BY",
            "DESCRIBE",
            "SUMMARIZE");

    public Words {
        tables = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /** Of these tables. */
    public static Words of(Map<TableName, Schema> tables) {
        return new Words(new TreeMap<>(tables));
    }

    /** What a word that has been begun may become, given the text before it: columns of a table behind its name and a dot. */
    List<String> completing(String word, String before) {
        String begun = word.toLowerCase(Locale.ROOT);
        TreeSet<String> found = new TreeSet<>();
        tables.keySet().stream()
                .map(TableName::toString)
                .filter(t -> t.startsWith(begun))
                .forEach(found::add);
        tables.forEach((table, schema) -> {
            boolean mentioned = before.contains(table.toString()) || tables.size() == 1;
            if (mentioned || !before.contains(".")) {
                schema.visible().names().stream()
                        .filter(c -> c.startsWith(begun))
                        .forEach(found::add);
            }
        });
        List<String> words = new ArrayList<>(found);
        if (!begun.isEmpty()) {
            SQL.stream()
                    .filter(s -> s.toLowerCase(Locale.ROOT).startsWith(begun))
                    .forEach(words::add);
        }
        return words;
    }
}
