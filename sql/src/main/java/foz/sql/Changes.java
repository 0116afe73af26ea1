package foz.sql;

import foz.api.sql.Incremental.Term;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;

/**
 * What happened to the rows of each block, as SQL over what happened to its tables: the sum over the leaves that rows are made of, one
 * changed and the others as they are or were; for rows that hang together in groups, the touched groups before and now.
 */
final class Changes {

    private final Block root;
    private final BlockText text;
    private final RowParts parts;
    private final Steps steps;
    private final Touches touches;
    private final Restricted restricted;
    private final Map<Block, Changed> known = new IdentityHashMap<>();
    private final Map<Block, Grouped> groups = new IdentityHashMap<>();
    private final Map<Leaf, Changed> linked = new IdentityHashMap<>();

    Changes(Block root, BlockText text, RowParts parts, Steps steps) {
        this.root = root;
        this.text = text;
        this.parts = parts;
        this.steps = steps;
        this.touches = new Touches(text, this);
        this.restricted = new Restricted(text, parts);
    }

    /** The rows of a block that came and went, with {@code _change} behind its columns. */
    Changed of(Block block) {
        Changed changed = known.get(block);
        if (changed == null) {
            changed = switch (block) {
                case Block.Select select when isRows(select) -> rows(select);
                case Block.Select select -> compared(select);
                case Block.Combined combined when combined.isUnionAll() -> together(combined);
                case Block.Combined combined -> compared(combined);
                case Block.Limited limited -> compared(limited);
                case Block.Constant constant -> throw new Unfollowable("it reads no table");
            };
            known.put(block, changed);
        }
        return changed;
    }

    /** Whether rows are for themselves, and made of some main leaf. */
    boolean isRows(Block.Select select) {
        return select.isRows()
                && !(parts.of(select).main().isEmpty() && !select.leaves().isEmpty());
    }

    private Changed rows(Block.Select select) {
        List<Term> terms = terms(
                parts.of(select),
                new LinkedHashSet<>(parts.of(select).adding()),
                (reading, change, behind) -> text.select(select, reading, List.of(change + " AS _change"), behind));
        return terms.size() == 1
                ? new Changed(
                        "(" + terms.getFirst().sql() + ")",
                        true,
                        terms.getFirst().concerned())
                : step("change", terms, select.inputs());
    }

    private Changed step(String what, List<Term> terms, Set<TableName> concerned) {
        return new Changed(steps.add(what, terms, List.of()), true, concerned);
    }

    private Changed together(Block.Combined combined) {
        List<Term> terms = new ArrayList<>();
        for (Block side : combined.parts()) {
            if (!side.inputs().isEmpty()) {
                Changed changed = of(side);
                terms.add(new Term(
                        changed.concerned(),
                        "SELECT * FROM " + changed.source() + " AS _side" + behind(combined.columns(), "_change")));
            }
        }
        return step("change", terms, combined.inputs());
    }

    private static String behind(List<String> columns, String last) {
        List<String> all = new ArrayList<>(columns);
        all.add(last);
        return BlockText.names(all);
    }

    /** The touched groups as they were, taken away, and as they are now. */
    private Changed compared(Block block) {
        Optional<Grouped> grouped = block instanceof Block.Limited ? Optional.empty() : Optional.of(grouped(block));
        boolean all = grouped.isEmpty() || grouped.get().keys().isEmpty();
        if (all) {
            refuseUnlessSeldom(block, "it asks for " + what(block) + " of all rows");
        }
        List<Term> terms = new ArrayList<>();
        for (BlockText.Version version : List.of(BlockText.Version.BEFORE, BlockText.Version.NOW)) {
            String rows = all ? text.block(block, version) : restricted.block(grouped.get(), version);
            String sign = version == BlockText.Version.NOW ? "1" : "-1";
            terms.add(new Term(block.inputs(), "SELECT *, " + sign + " AS _change FROM (" + rows + ") AS _rows"));
        }
        return step("change", terms, block.inputs());
    }

    private static String what(Block block) {
        return switch (block) {
            case Block.Select select when select.takesSome() -> "the first (LIMIT)";
            case Block.Select select when select.looksAround() -> "a window (OVER)";
            case Block.Select s -> "an aggregate";
            case Block.Combined c -> "a set";
            case Block.Limited l -> "the first (LIMIT)";
            case Block.Constant c -> "nothing";
        };
    }

    /** The groups of a block, and which of them are touched. */
    Grouped grouped(Block block) {
        Grouped grouped = groups.get(block);
        if (grouped == null) {
            grouped = new Groupings(this, text, parts, steps, touches).of(block);
            groups.put(block, grouped);
        }
        return grouped;
    }

    Restricted restricted() {
        return restricted;
    }

    /** How a term prints what it selects. */
    interface Print {
        String term(BlockText.Reading reading, String change, String behindFrom);
    }

    /** The change of a row part, a term for each of its leaves that may change. */
    List<Term> terms(RowPart rows, Set<Leaf> adding, Print print) {
        List<Term> terms = new ArrayList<>();
        List<Leaf> main = new ArrayList<>(rows.main());
        for (int i = 0; i < main.size(); i++) {
            if (main.get(i).changes()) {
                terms.add(mainTerm(main, i, print));
            }
        }
        List<Leaf> all = adding.stream().filter(Leaf::changes).toList();
        for (int i = 0; i < all.size(); i++) {
            terms.addAll(addingTerms(rows, all, i, print));
        }
        if (terms.isEmpty()) {
            throw new Unfollowable("it reads no table");
        }
        return terms;
    }

    private Term mainTerm(List<Leaf> main, int index, Print print) {
        Leaf leaf = main.get(index);
        Changed changed = leaf.rows() instanceof Leaf.Nested nested ? of(nested.block()) : null;
        String source = changed == null
                ? text.source(leaf, BlockText.Version.CHANGE)
                : changed.source().startsWith("(")
                        ? BlockText.derived(
                                leaf,
                                ((Leaf.Nested) leaf.rows()).block(),
                                changed.source().substring(1, changed.source().length() - 1))
                        : BlockText.derived(
                                leaf, ((Leaf.Nested) leaf.rows()).block(), "SELECT * FROM " + changed.source());
        BlockText.Reading reading = each -> {
            if (each == leaf) {
                return source;
            }
            boolean later = main.indexOf(each) > index;
            return text.source(each, later ? BlockText.Version.BEFORE : BlockText.Version.NOW);
        };
        return new Term(
                changed == null ? Touches.inputs(leaf) : changed.concerned(),
                print.term(reading, DuckDbTypes.name(leaf.alias()) + "._change", ""));
    }

    /** What an outer join or a query within an expression adds to rows: the rows it touches, as they were without and with its change. */
    private List<Term> addingTerms(RowPart rows, List<Leaf> all, int index, Print print) {
        Leaf leaf = all.get(index);
        List<Key> keys = keys(rows, leaf);
        Restriction touched = null;
        if (keys.isEmpty()) {
            refuseUnlessSeldom(leaf, "a change of " + named(leaf) + " touches every row");
        } else {
            List<Term> found = touches.of(rows, keys, List.of(leaf));
            touched = Restriction.step(steps, found, keys, rows);
        }
        List<Term> terms = new ArrayList<>();
        for (BlockText.Version version : List.of(BlockText.Version.BEFORE, BlockText.Version.NOW)) {
            Restriction only = touched;
            BlockText.Reading reading = each -> {
                int place = all.indexOf(each);
                BlockText.Version of = each == leaf
                        ? version
                        : rows.main().contains(each) || place >= 0 && place < index
                                ? BlockText.Version.BEFORE
                                : BlockText.Version.NOW;
                return only == null ? text.source(each, of) : restricted.source(rows, each, of, only);
            };
            String behind = touched == null ? "" : Restricted.behind(rows, touched);
            terms.add(new Term(
                    Touches.inputs(leaf), print.term(reading, version == BlockText.Version.NOW ? "1" : "-1", behind)));
        }
        return terms;
    }

    private static String named(Leaf leaf) {
        return leaf.rows() instanceof Leaf.Within ? "a query within an expression" : leaf.toString();
    }

    /** The values of main leaves by which rows are found to which this leaf adds. */
    private List<Key> keys(RowPart rows, Leaf leaf) {
        Map<String, Part> found = new LinkedHashMap<>();
        Set<Leaf> far = new LinkedHashSet<>(Set.of(leaf));
        while (found.isEmpty()) {
            Set<Leaf> nearer = new LinkedHashSet<>();
            for (RowPart.Condition condition : rows.conditions()) {
                if (condition.adds().stream().anyMatch(far::contains)) {
                    nearer.addAll(condition.part().leaves());
                    condition.part().columns().stream()
                            .filter(c -> rows.main().contains(c.leaf()))
                            .forEach(c -> found.putIfAbsent(text(c), new Part(text(c), Set.of(c))));
                }
            }
            if (!far.addAll(nearer)) {
                break;
            }
        }
        List<Part> equal = outers(rows, leaf);
        if (!equal.isEmpty()) {
            found.clear();
            equal.forEach(p -> found.putIfAbsent(p.text(), p));
        }
        List<Key> keys = new ArrayList<>();
        found.values().forEach(part -> keys.add(new Key("k" + keys.size(), part.text(), rows.closure(part))));
        return keys;
    }

    private static List<Part> outers(RowPart rows, Leaf leaf) {
        return rows.equalities().stream()
                .filter(e -> e.to().leaves().contains(leaf)
                        && rows.main().containsAll(e.from().leaves()))
                .map(RowPart.Equality::from)
                .toList();
    }

    private static String text(Part.Column column) {
        int index = column.leaf().index(column.name());
        return DuckDbTypes.name(column.leaf().alias()) + "."
                + DuckDbTypes.name(
                        index < 0 ? column.name() : column.leaf().columns().get(index));
    }

    /** A leaf's changes with at least some of its columns, for finding what they touch. */
    Changed touched(RowPart rows, Leaf leaf, Set<String> columns) {
        return switch (leaf.rows()) {
            case Leaf.Table table ->
                new Changed(BlockText.Version.CHANGE.table(table.name()), true, Set.of(table.name()));
            case Leaf.Nested nested -> {
                List<Integer> indexes = columns.stream().map(leaf::index).toList();
                yield outputs(
                        nested.block(),
                        indexes,
                        indexes.stream().map(i -> leaf.columns().get(i)).toList(),
                        leaf.columns());
            }
            case Leaf.Within w -> links(rows, leaf);
            case Leaf.Lateral l -> links(rows, leaf);
            case Leaf.Unnested u -> throw new IllegalStateException("a list in a row has no change of its own");
            case Leaf.Fixed f -> throw new IllegalStateException("rows in the text don't change");
        };
    }

    /** Values of output columns, under other names, in at least the rows that came or went. */
    private Changed outputs(Block block, List<Integer> columns, List<String> names, List<String> all) {
        if (block instanceof Block.Select select && !isRows(select) && !select.takesSome()) {
            Grouped grouped = grouped(select);
            boolean traced = !grouped.keys().isEmpty() && grouped.outputs().containsAll(columns);
            if (traced) {
                List<String> items = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    int key = grouped.outputs().indexOf(columns.get(i));
                    items.add(grouped.keys().get(key).name() + " AS " + DuckDbTypes.name(names.get(i)));
                }
                String list = items.isEmpty() ? "1 AS any_" : String.join(", ", items);
                return new Changed(
                        "(SELECT DISTINCT " + list + " FROM "
                                + grouped.touched().relation() + ")",
                        false,
                        grouped.concerned());
            }
        }
        if (block instanceof Block.Select select && isRows(select) && !Linear.isMonotone(select)) {
            Optional<List<Key>> keys = keys(select, columns);
            if (keys.isPresent()) {
                String step = steps.add("touched", touches.of(parts.of(select), keys.get()), List.of());
                List<String> items = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    items.add("k" + i + " AS " + DuckDbTypes.name(names.get(i)));
                }
                String list = items.isEmpty() ? "1 AS any_" : String.join(", ", items);
                return new Changed("(SELECT " + list + " FROM " + step + ")", false, select.inputs());
            }
        }
        Changed changed = of(block);
        return new Changed(
                "(SELECT * FROM " + changed.source() + " AS _changed" + behind(all, "_change") + ")",
                true,
                changed.concerned());
    }

    /** Output columns of a row block as keys over its leaves; empty if one isn't of main leaves. */
    private Optional<List<Key>> keys(Block.Select select, List<Integer> columns) {
        RowPart rows = parts.of(select);
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            SqlNode item = Dependence.value(select.node().getSelectList().get(columns.get(i)));
            rows.key("k" + i, item).filter(rows::isMain).ifPresent(keys::add);
        }
        return keys.size() == columns.size() ? Optional.of(keys) : Optional.empty();
    }

    /** Whether the values of an output column in touched rows are known without the rows themselves. */
    boolean isCheap(Block block, int column) {
        return switch (block) {
            case Block.Select select when column < 0 -> false;
            case Block.Select select
            when isRows(select) -> {
                Optional<Key> key = parts.of(select)
                        .key("k", Dependence.value(select.node().getSelectList().get(column)))
                        .filter(parts.of(select)::isMain);
                yield key.isPresent() && isCheap(key.get());
            }
            case Block.Select select ->
                !select.takesSome() && grouped(select).outputs().contains(column);
            case Block.Combined combined ->
                combined.isUnionAll() && combined.parts().stream().allMatch(p -> isCheap(p, column));
            case Block.Limited l -> false;
            case Block.Constant c -> true;
        };
    }

    /** Whether a key's values in touched rows are known without the rows of a group below. */
    boolean isCheap(Key key) {
        return key.parts().getFirst().columns().stream()
                .allMatch(c -> !(c.leaf().rows() instanceof Leaf.Nested nested)
                        || isCheap(nested.block(), c.leaf().index(c.name())));
    }

    /** The values by which rows around a query find it, in its rows that came or went. */
    Changed links(RowPart rows, Leaf leaf) {
        Changed changed = linked.get(leaf);
        if (changed == null) {
            changed = linksOf(rows, leaf);
            linked.put(leaf, changed);
        }
        return changed;
    }

    private Changed linksOf(RowPart rows, Leaf leaf) {
        Dependence dependence = rows.dependence(leaf).orElseThrow();
        Block block = Dependence.block(leaf);
        if (dependence.links().isEmpty()) {
            return new Changed(any(block), false, block.inputs());
        }
        if (!dependence.correlated()) {
            List<Integer> outputs =
                    dependence.links().stream().map(Dependence.Link::output).toList();
            List<String> names =
                    dependence.links().stream().map(Dependence.Link::column).toList();
            List<String> all = new ArrayList<>();
            for (int i = 0; i < block.columns().size(); i++) {
                int link = outputs.indexOf(i);
                all.add(link < 0 ? "c" + i : names.get(link));
            }
            return outputs(block, outputs, names, all);
        }
        RowPart own = parts.of((Block.Select) block);
        List<Key> keys = new ArrayList<>();
        dependence
                .links()
                .forEach(l -> own.key(l.column(), l.inner()).filter(own::isMain).ifPresent(keys::add));
        if (keys.size() < dependence.links().size()) {
            throw new Unfollowable("a query within an expression is bound to what an outer join adds");
        }
        return new Changed(steps.add("touched", touches.of(own, keys), List.of()), false, block.inputs());
    }

    /** One row if anything that a block reads changed. */
    private String any(Block block) {
        List<Term> terms = block.inputs().stream()
                .map(t -> new Term(
                        Set.of(t),
                        "SELECT 1 AS any_ FROM (SELECT 1 FROM " + BlockText.Version.CHANGE.table(t)
                                + " LIMIT 1) AS _one"))
                .toList();
        return steps.add("any", terms, List.of());
    }

    void refuseUnlessSeldom(Leaf leaf, String because) {
        refuseUnlessSeldom(Touches.inputs(leaf), occurrences(leaf), because);
    }

    private static List<TableName> occurrences(Leaf leaf) {
        return leaf.rows() instanceof Leaf.Table table
                ? List.of(table.name())
                : Dependence.block(leaf).occurrences();
    }

    private void refuseUnlessSeldom(Block block, String because) {
        refuseUnlessSeldom(block.inputs(), block.occurrences(), because);
    }

    /** What touches all rows is followed only where its tables are read for nothing else; else each change would be one. */
    private void refuseUnlessSeldom(Set<TableName> inputs, List<TableName> own, String because) {
        List<TableName> everywhere = root.occurrences();
        boolean elsewhere =
                inputs.stream().anyMatch(t -> Collections.frequency(everywhere, t) > Collections.frequency(own, t));
        boolean only = everywhere.stream().allMatch(inputs::contains);
        if (elsewhere || only) {
            throw new Unfollowable(because
                    + (elsewhere
                            ? ", and "
                                    + inputs.stream()
                                            .map(TableName::toString)
                                            .sorted()
                                            .collect(Collectors.joining(", "))
                                    + " is read for the rows too"
                            : ""));
        }
    }
}
