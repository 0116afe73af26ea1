package foz.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;

/** Prints blocks for some groups only: the restriction goes down to every leaf that the groups' values can be traced to. */
final class Restricted {

    private final BlockText text;
    private final RowParts parts;

    Restricted(BlockText text, RowParts parts) {
        this.text = text;
        this.parts = parts;
    }

    /** A block for the touched groups; no other rows, and these all. */
    String block(Grouped grouped, BlockText.Version version) {
        Restriction touched = grouped.touched();
        return switch (grouped.block()) {
            case Block.Select select -> select(select, touched, version, List.of());
            case Block.Combined combined -> {
                List<String> names = new ArrayList<>();
                for (int i = 0; i < combined.columns().size(); i++) {
                    names.add("c" + i);
                }
                Map<Integer, Key> keys = new TreeMap<>();
                for (int i = 0; i < touched.keys().size(); i++) {
                    keys.put(grouped.outputs().get(i), touched.keys().get(i));
                }
                String on = keys.entrySet().stream()
                        .map(e -> Restriction.on("_all.c" + e.getKey(), e.getValue()))
                        .collect(Collectors.joining(" AND "));
                String renamed = names.stream()
                        .map(n ->
                                n + " AS " + DuckDbTypes.name(combined.columns().get(names.indexOf(n))))
                        .collect(Collectors.joining(", "));
                yield "SELECT " + renamed + " FROM (" + outputs(combined, version, keys, touched) + ") AS _all("
                        + String.join(", ", names) + ")" + touched.behind(on);
            }
            case Block.Limited limited -> throw new IllegalStateException("a LIMIT has no groups");
            case Block.Constant constant -> text.block(constant, version);
        };
    }

    /** A SELECT for the touched groups, with more columns. */
    String select(Block.Select select, Restriction touched, BlockText.Version version, List<String> more) {
        RowPart rows = parts.of(select);
        return text.select(select, leaf -> source(rows, leaf, version, touched), more, behind(rows, touched));
    }

    /** What must stand behind the FROM, where leaving rows out of one leaf isn't enough. */
    static String behind(RowPart rows, Restriction touched) {
        return isExact(rows, touched) ? "" : touched.behindFrom();
    }

    /** Whether leaving rows out of one leaf alone leaves the right rows. */
    private static boolean isExact(RowPart rows, Restriction touched) {
        return rows.full().isEmpty()
                && rows.main().stream()
                        .anyMatch(leaf -> !(leaf.rows() instanceof Leaf.Unnested)
                                && !(leaf.rows() instanceof Leaf.Fixed)
                                && touched.keys().stream()
                                        .allMatch(k ->
                                                rows.isMain(k) && k.on(leaf).isPresent()));
    }

    /** A leaf as a relation without the rows of other groups, as far as can be told. */
    String source(RowPart rows, Leaf leaf, BlockText.Version version, Restriction touched) {
        return switch (leaf.rows()) {
            case Leaf.Table table -> wrapped(leaf, version.table(table.name()), rows, touched);
            case Leaf.Nested nested -> {
                Map<Integer, Key> keys = new TreeMap<>();
                for (Key key : pushed(rows, touched)) {
                    key.on(leaf)
                            .filter(rows::restricts)
                            .ifPresent(part -> plain(leaf, part).ifPresent(i -> keys.put(i, key)));
                }
                String inner = outputs(nested.block(), version, keys, touched);
                yield wrapped(leaf, BlockText.derived(leaf, nested.block(), inner), rows, touched);
            }
            case Leaf.Lateral lateral -> "LATERAL (" + dependent(rows, leaf, version, touched) + ")";
            case Leaf.Within within -> dependent(rows, leaf, version, touched);
            case Leaf.Unnested u -> throw new IllegalStateException("a list in a row is part of the row");
            case Leaf.Fixed f -> throw new IllegalStateException("rows in the text depend on nothing");
        };
    }

    private static List<Key> pushed(RowPart rows, Restriction touched) {
        return touched.keys().stream().filter(rows::isPushed).toList();
    }

    /** The leaf's column that a part is, if it is one. */
    private static Optional<Integer> plain(Leaf leaf, Part part) {
        if (part.columns().size() != 1) {
            return Optional.empty();
        }
        int index = leaf.index(part.columns().iterator().next().name());
        boolean same = index >= 0
                && part.text()
                        .equalsIgnoreCase(DuckDbTypes.name(leaf.alias()) + "."
                                + DuckDbTypes.name(leaf.columns().get(index)));
        return same ? Optional.of(index) : Optional.empty();
    }

    private String wrapped(Leaf leaf, String source, RowPart rows, Restriction touched) {
        List<Key> keys = new ArrayList<>();
        List<Part> found = new ArrayList<>();
        for (Key key : pushed(rows, touched)) {
            key.on(leaf).filter(rows::restricts).ifPresent(part -> {
                keys.add(key);
                found.add(part);
            });
        }
        if (keys.isEmpty()) {
            return source;
        }
        if (leaf.rows() instanceof Leaf.Table) {
            return "(" + touched.table(text.from(leaf, source), rows, keys, found) + ")";
        }
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            conditions.add(Restriction.on(found.get(i).text(), keys.get(i)));
        }
        return "(SELECT * FROM " + text.from(leaf, source) + touched.behind(String.join(" AND ", conditions)) + ")";
    }

    private String dependent(RowPart rows, Leaf leaf, BlockText.Version version, Restriction touched) {
        Block block = Dependence.block(leaf);
        Dependence dependence = rows.dependence(leaf).orElseThrow();
        Map<Integer, Key> outputs = new TreeMap<>();
        List<Key> inner = new ArrayList<>();
        for (Key key : pushed(rows, touched)) {
            for (Dependence.Link link : dependence.links()) {
                boolean found = link.restricts()
                        && key.parts().stream()
                                .anyMatch(p ->
                                        p.columns().equals(java.util.Set.of(new Part.Column(leaf, link.column()))));
                if (found && dependence.correlated() && block instanceof Block.Select select) {
                    parts.of(select)
                            .key(key.name(), link.inner())
                            .filter(parts.of(select)::isMain)
                            .ifPresent(inner::add);
                } else if (found && !dependence.correlated()) {
                    outputs.put(link.output(), key);
                }
            }
        }
        if (dependence.correlated() && block instanceof Block.Select select) {
            Restriction own = touched.with(inner);
            return text.select(select, l -> source(parts.of(select), l, version, own), List.of(), "");
        }
        return outputs(block, version, outputs, touched);
    }

    /** A block without rows whose output columns have other values than the keys, where that can be told below its groups. */
    private String outputs(Block block, BlockText.Version version, Map<Integer, Key> keys, Restriction touched) {
        if (keys.isEmpty()) {
            return text.block(block, version);
        }
        return switch (block) {
            case Block.Select select -> {
                RowPart rows = parts.of(select);
                List<Key> own = new ArrayList<>();
                keys.forEach(
                        (index, key) -> key(select, rows, index, key.name()).ifPresent(own::add));
                yield text.select(select, leaf -> source(rows, leaf, version, touched.with(own)), List.of(), "");
            }
            case Block.Combined combined ->
                BlockText.combined(
                        combined,
                        combined.parts().stream()
                                .map(p -> outputs(p, version, keys, touched))
                                .toList());
            case Block.Limited limited -> text.block(limited, version);
            case Block.Constant constant -> text.block(constant, version);
        };
    }

    /** An output column as a key of the rows below, if leaving out rows by it leaves groups out whole. */
    private Optional<Key> key(Block.Select select, RowPart rows, int index, String name) {
        SqlNode value = Dependence.value(select.node().getSelectList().get(index));
        if (select.takesSome() || Constructs.aggregates(value) || Constructs.hasWindow(value)) {
            return Optional.empty();
        }
        boolean separates = GroupKeys.separates(select, text)
                .map(s -> s.contains(text.expression(value)))
                .orElse(true);
        return separates
                ? rows.key(name, value)
                        .filter(k -> rows.isPushed(k)
                                && (rows.isFull(k)
                                        || !k.parts().getFirst().leaves().isEmpty()))
                : Optional.empty();
    }
}
