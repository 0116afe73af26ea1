package foz.app.test;

import foz.app.terminal.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares rows, in any order, by the columns that were written down, and tells what is missing and what is too much. */
final class Differences {

    private static final int MOST_SHOWN = 5;

    private Differences() {}

    /**
     * What differs; nothing when each expected row has a found one of its own and none is left.
     *
     * @param columns to show of a row that was not expected
     */
    static List<String> of(
            String where, List<String> columns, List<Map<String, String>> expected, List<Map<String, String>> found) {
        List<Map<String, String>> left = new ArrayList<>(found);
        List<Map<String, String>> missing = new ArrayList<>();
        for (Map<String, String> row : expected) {
            left.stream().filter(f -> fits(row, f)).findFirst().ifPresentOrElse(left::remove, () -> missing.add(row));
        }
        if (missing.isEmpty() && left.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(where + ": expected " + Amount.count(expected.size(), "row", "rows") + ", found "
                + Amount.count(found.size()));
        shown(missing, "- ", List.of(), lines);
        shown(left, "+ ", columns, lines);
        return lines;
    }

    private static boolean fits(Map<String, String> expected, Map<String, String> found) {
        return expected.entrySet().stream().allMatch(e -> e.getValue().equals(found.get(e.getKey())));
    }

    private static void shown(List<Map<String, String>> rows, String sign, List<String> columns, List<String> lines) {
        rows.stream().limit(MOST_SHOWN).forEach(row -> lines.add("  " + sign + text(row, columns)));
        if (rows.size() > MOST_SHOWN) {
            lines.add("  " + sign + "and " + Amount.count(rows.size() - MOST_SHOWN) + " more");
        }
    }

    private static String text(Map<String, String> row, List<String> columns) {
        return row.entrySet().stream()
                .filter(e -> columns.isEmpty() ? !e.getKey().startsWith("_") : columns.contains(e.getKey()))
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
