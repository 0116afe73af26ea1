package foz.sql;

import foz.api.sql.Incremental.Term;
import foz.api.type.TableName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the groups that changes touch: for each leaf the keys' values in the rows that came or went, got from the leaf itself where it
 * has them, else by way of the leaves between it and them, as they ever were. It may find too many groups, never too few.
 */
final class Touches {

    private final BlockText text;
    private final Changes changes;

    Touches(BlockText text, Changes changes) {
        this.text = text;
        this.changes = changes;
    }

    /** One term for each leaf that may change. */
    List<Term> of(RowPart rows, List<Key> keys) {
        List<Leaf> leaves = new ArrayList<>(rows.main());
        leaves.addAll(rows.adding());
        return of(rows, keys, leaves);
    }

    List<Term> of(RowPart rows, List<Key> keys, List<Leaf> changing) {
        List<Term> terms = new ArrayList<>();
        for (Leaf leaf : changing) {
            if (leaf.changes()) {
                terms.add(new Search(rows, leaf, keys).term());
                nulls(rows, leaf, keys).ifPresent(terms::add);
            }
        }
        return terms;
    }

    /** NOT IN: a NULL among the values, or to be looked for, makes each change one for every row. */
    private Optional<Term> nulls(RowPart rows, Leaf leaf, List<Key> keys) {
        boolean plain = !(leaf.rows() instanceof Leaf.Within within)
                || within.filters()
                || within.among().isEmpty();
        List<Dependence.Link> links = plain
                ? List.of()
                : rows.dependence(leaf).orElseThrow().links().stream()
                        .filter(l -> !l.restricts())
                        .toList();
        if (links.isEmpty()) {
            return Optional.empty();
        }
        Changed changed = changes.links(rows, leaf);
        String any = links.stream().map(l -> l.outer().text() + " IS NULL").collect(Collectors.joining(" OR "));
        String held = links.stream().map(l -> l.column() + " IS NULL").collect(Collectors.joining(" OR "));
        String exists = "EXISTS (SELECT 1 FROM " + changed.source() + " AS _changed";
        List<String> conditions = new ArrayList<>();
        rows.conditions().stream()
                .filter(c -> c.adds().isEmpty())
                .forEach(c -> conditions.add(c.part().text()));
        conditions.add("((" + any + ") AND " + exists + ") OR " + exists + " WHERE " + held + "))");
        List<String> from = new ArrayList<>();
        List<String> lists = new ArrayList<>();
        for (Leaf main : rows.select().leaves()) {
            if (rows.main().contains(main)) {
                from.add(standing(main));
            }
        }
        from.addAll(lists);
        return Optional.of(new Term(
                changed.concerned(),
                "SELECT DISTINCT " + columns(keys, rows.main()) + " FROM " + String.join(" CROSS JOIN ", from)
                        + " WHERE " + String.join(" AND ", conditions)));
    }

    /** A leaf as it ever was, with its alias. */
    private String standing(Leaf leaf) {
        return switch (leaf.rows()) {
            case Leaf.Unnested u -> text.from(leaf);
            case Leaf.Fixed f -> text.from(leaf);
            case Leaf.Table t -> text.from(leaf, text.source(leaf, BlockText.Version.EVER));
            case Leaf.Nested n -> text.from(leaf, text.source(leaf, BlockText.Version.EVER));
            case Leaf.Lateral l -> throw new IllegalStateException("what depends on a row doesn't stand alone");
            case Leaf.Within w -> throw new IllegalStateException("what depends on a row doesn't stand alone");
        };
    }

    private static String columns(List<Key> keys, Set<Leaf> leaves) {
        return keys.isEmpty()
                ? "1 AS any_"
                : keys.stream()
                        .map(k -> k.among(leaves).orElseThrow().text() + " AS " + k.name())
                        .collect(Collectors.joining(", "));
    }

    /** The way from one leaf to the keys. */
    private final class Search {

        private final RowPart rows;
        private final Leaf leaf;
        private final List<Key> keys;
        private final Set<Leaf> needed = new LinkedHashSet<>();

        Search(RowPart rows, Leaf leaf, List<Key> keys) {
            this.rows = rows;
            this.leaf = leaf;
            this.keys = keys;
        }

        Term term() {
            needed.add(leaf);
            keys.forEach(this::reach);
            withLists();
            Changed changed = changes.touched(rows, leaf, columns());
            List<String> from = new ArrayList<>();
            from.add(relation(changed));
            for (Leaf other : rows.select().leaves()) {
                if (needed.contains(other) && other != leaf) {
                    from.add(standing(other));
                }
            }
            List<String> conditions = conditions(changed);
            return new Term(
                    changed.concerned(),
                    "SELECT DISTINCT " + Touches.columns(keys, needed) + " FROM " + String.join(" CROSS JOIN ", from)
                            + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)));
        }

        private String relation(Changed changed) {
            boolean table = leaf.rows() instanceof Leaf.Table;
            return table
                    ? text.from(leaf, changed.source())
                    : changed.source() + " AS " + DuckDbTypes.name(leaf.alias());
        }

        private boolean usable(RowPart.Condition condition) {
            return condition.adds().isEmpty() || rows.adding().contains(leaf);
        }

        private void reach(Key key) {
            if (key.among(needed).isPresent()) {
                return;
            }
            Map<Leaf, Leaf> from = new LinkedHashMap<>();
            Deque<Leaf> open = new ArrayDeque<>(needed);
            needed.forEach(l -> from.put(l, l));
            while (!open.isEmpty()) {
                Leaf at = open.remove();
                for (Leaf next : beside(at)) {
                    if (from.putIfAbsent(next, at) == null) {
                        open.add(next);
                        if (key.among(from.keySet()).isPresent()) {
                            key.among(from.keySet()).get().leaves().forEach(l -> walk(l, from));
                            return;
                        }
                    }
                }
            }
            everything();
            needed.addAll(key.parts().getFirst().leaves());
        }

        private void walk(Leaf end, Map<Leaf, Leaf> from) {
            for (Leaf at = end; !needed.contains(at); at = from.getOrDefault(at, leaf)) {
                needed.add(at);
            }
        }

        /** Each change touches all groups: right, but only worth it when it's seldom. */
        private void everything() {
            changes.refuseUnlessSeldom(leaf, "a change of " + leaf + " touches every row");
        }

        private Set<Leaf> beside(Leaf at) {
            Set<Leaf> beside = new LinkedHashSet<>();
            for (RowPart.Condition condition : rows.conditions()) {
                boolean leads = condition.adds().isEmpty() || condition.adds().contains(at);
                Set<Leaf> leaves = condition.part().leaves();
                if (usable(condition) && leads && leaves.contains(at) && leaves.size() == 2) {
                    beside.addAll(leaves);
                }
            }
            for (Leaf other : rows.select().leaves()) {
                if (sources(other).contains(at)) {
                    beside.add(other);
                }
            }
            beside.addAll(sources(at));
            beside.remove(at);
            return beside;
        }

        private Set<Leaf> sources(Leaf of) {
            return of.rows() instanceof Leaf.Unnested list
                    ? rows.part(list.list()).map(Part::leaves).orElse(Set.of())
                    : Set.of();
        }

        /** A list stands only beside the row that it is in. */
        private void withLists() {
            new ArrayList<>(needed).forEach(l -> needed.addAll(sources(l)));
        }

        /** The columns of the changed leaf that the way needs. */
        private Set<String> columns() {
            Set<String> columns = new LinkedHashSet<>();
            keys.forEach(k -> add(k.among(needed).orElseThrow(), columns));
            for (RowPart.Condition condition : rows.conditions()) {
                Set<Leaf> leaves = condition.part().leaves();
                if (usable(condition) && needed.containsAll(leaves) && leaves.size() > 1) {
                    add(condition.part(), columns);
                }
            }
            needed.forEach(l -> {
                if (l.rows() instanceof Leaf.Unnested list) {
                    rows.part(list.list()).ifPresent(p -> add(p, columns));
                }
            });
            return columns;
        }

        private void add(Part part, Set<String> columns) {
            part.columns().stream().filter(c -> c.leaf() == leaf).forEach(c -> columns.add(c.name()));
        }

        private List<String> conditions(Changed changed) {
            List<String> conditions = new ArrayList<>();
            for (RowPart.Condition condition : rows.conditions()) {
                Set<Leaf> leaves = condition.part().leaves();
                boolean mine =
                        condition.adds().isEmpty() || condition.adds().stream().anyMatch(needed::contains);
                boolean known = changed.whole() || !leaves.equals(Set.of(leaf));
                if (usable(condition) && mine && known && needed.containsAll(leaves)) {
                    conditions.add(condition.part().text());
                }
            }
            return conditions;
        }
    }

    /** The tables below a leaf. */
    static Set<TableName> inputs(Leaf leaf) {
        return switch (leaf.rows()) {
            case Leaf.Table table -> Set.of(table.name());
            case Leaf.Nested nested -> nested.block().inputs();
            case Leaf.Lateral lateral -> lateral.block().inputs();
            case Leaf.Within within -> within.block().inputs();
            case Leaf.Unnested u -> Set.of();
            case Leaf.Fixed f -> Set.of();
        };
    }
}
