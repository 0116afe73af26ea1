package foz.app.property;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of a history as its author wrote it.
 *
 * @param name such as {@code gold.by_day}
 * @param shape what it is an example of
 * @param sql its query
 * @param rules its settings
 */
record TableText(String name, String shape, String sql, Rules rules) {

    TableText(String name, String shape, String sql) {
        this(name, shape, sql, Rules.NONE);
    }

    TableText with(String otherSql) {
        return new TableText(name, shape, otherSql, rules);
    }

    /**
     * What stays of the rows that a query yields.
     *
     * @param key what makes a row unique; empty for nothing
     * @param keep {@code first} or {@code last}
     * @param by what orders rows of one key
     * @param withinDays how far apart two rows of one key may lie to count as the same
     * @param expect outcome ({@code quarantine}, {@code drop}, {@code warn}) to rule name to condition
     */
    record Rules(
            List<String> key,
            String keep,
            Optional<String> by,
            Optional<Integer> withinDays,
            Map<String, Map<String, String>> expect) {

        static final Rules NONE = new Rules(List.of(), "first", Optional.empty(), Optional.empty(), Map.of());

        Rules {
            key = List.copyOf(key);
            expect = Map.copyOf(expect);
        }

        boolean isEmpty() {
            return key.isEmpty() && expect.isEmpty();
        }
    }
}
