package foz.sql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Only the rows of the groups that stand in a relation.
 *
 * @param relation has a column for each key, under its name
 */
record Restriction(String relation, List<Key> keys) {

    Restriction {
        keys = List.copyOf(keys);
    }

    Restriction with(List<Key> others) {
        return new Restriction(relation, others);
    }

    /** To stand behind a FROM. */
    String behindFrom() {
        return keys.isEmpty()
                ? ""
                : behind(keys.stream().map(k -> on(k.text(), k)).collect(Collectors.joining(" AND ")));
    }

    String behind(String condition) {
        return " SEMI JOIN " + relation + " AS _touched ON " + condition;
    }

    static String on(String expression, Key key) {
        return expression + " IS NOT DISTINCT FROM _touched." + key.name();
    }
}
