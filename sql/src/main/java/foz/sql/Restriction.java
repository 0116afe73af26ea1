package foz.sql;

import foz.api.sql.Incremental.Term;
import foz.api.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Only the rows of the groups that stand in a relation.
 *
 * @param relation has a column for each key, under its name
 * @param bounded the columns whose least and greatest values are known to SQL
 */
record Restriction(String relation, List<Key> keys, Set<String> bounded) {

    /** Says whether a key of the group is NULL. */
    private static final String NULLS = "nulls";

    Restriction {
        keys = List.copyOf(keys);
        bounded = Set.copyOf(bounded);
    }

    /** No group at all: all rows are one. */
    static Restriction none() {
        return new Restriction("", List.of(), Set.of());
    }

    /** A step of touched groups. */
    static Restriction step(Steps steps, List<Term> terms, List<Key> keys, RowPart rows) {
        Set<String> bounded = new LinkedHashSet<>();
        for (Key key : keys) {
            Optional<Type> type = key.parts().isEmpty()
                    ? Optional.empty()
                    : rows.type(key.parts().getFirst());
            type.filter(Range::isTime).ifPresent(t -> bounded.add(key.name()));
        }
        return step(steps, terms, keys, bounded);
    }

    static Restriction step(Steps steps, List<Term> terms, List<Key> keys, Set<String> bounded) {
        String any = keys.stream().map(k -> k.name() + " IS NULL").collect(Collectors.joining(" OR "));
        Set<String> columns = new LinkedHashSet<>(bounded);
        List<Term> marked = terms;
        if (!keys.isEmpty()) {
            columns.add(NULLS);
            marked = terms.stream()
                    .map(t -> new Term(
                            t.concerned(),
                            "SELECT *, CAST((" + any + ") AS INTEGER) AS " + NULLS + " FROM (" + t.sql()
                                    + ") AS _keys"))
                    .toList();
        }
        return new Restriction(steps.add("touched", marked, List.copyOf(columns)), keys, columns);
    }

    Restriction with(List<Key> others) {
        return new Restriction(relation, others, bounded);
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

    /**
     * A table without the rows of other groups. Plain equality is what the engine turns into a filter of the scan; rows with a NULL
     * come by a way of their own, which the engine drops when it sees that no touched group has one.
     */
    String table(String from, RowPart rows, List<Key> on, List<Part> parts) {
        List<String> same = new ArrayList<>();
        List<String> equal = new ArrayList<>();
        List<String> nothing = new ArrayList<>();
        List<String> near = new ArrayList<>();
        for (int i = 0; i < on.size(); i++) {
            Key key = on.get(i);
            String part = parts.get(i).text();
            same.add(on(part, key));
            equal.add(part + " = _touched." + key.name());
            nothing.add(part + " IS NULL");
            rows.range(parts.get(i))
                    .filter(r -> bounded.contains(key.name()))
                    .ifPresent(r -> near.add(r.condition(variable(key.name(), "min"), variable(key.name(), "max"))));
        }
        boolean scalar =
                parts.stream().map(rows::type).flatMap(Optional::stream).noneMatch(Restriction::isNested);
        if (!scalar || !bounded.contains(NULLS)) {
            return "SELECT * FROM " + from + behind(String.join(" AND ", same));
        }
        return "SELECT * FROM " + from + behind(String.join(" AND ", equal))
                + (near.isEmpty() ? "" : " WHERE " + String.join(" AND ", near)) + " UNION ALL SELECT * FROM " + from
                + behind(String.join(" AND ", same)) + " WHERE " + variable(NULLS, "max") + " = 1 AND ("
                + String.join(" OR ", nothing) + ")";
    }

    private static boolean isNested(Type type) {
        return type instanceof Type.ListOf || type instanceof Type.MapOf || type instanceof Type.Struct;
    }

    private String variable(String column, String end) {
        return "getvariable('" + relation.substring("_job.".length()) + "." + column + "." + end + "')";
    }
}
