package foz.sql;

import foz.api.sql.Incremental;
import foz.api.sql.Incremental.Merge;
import foz.api.sql.Incremental.Recompute;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;

/** Finds the cheapest right way in which a query's table follows its inputs. */
final class Incrementals {

    /**
     * The way, and the hidden columns that it needs.
     *
     * @param columns behind the query's own
     * @param items what they are, over the rows of the query
     */
    record Way(Incremental incremental, List<Field> columns, List<String> items) {
        Way {
            columns = List.copyOf(columns);
            items = List.copyOf(items);
        }

        /** All columns of the table. */
        Schema with(Schema own) {
            List<Field> all = new ArrayList<>(own.fields());
            all.addAll(columns);
            return new Schema(all);
        }

        /** The whole query, with the hidden columns. */
        String query(SqlNode tree, DuckDbQuery printer) {
            return printer.with(Incrementals.items(columns, items), OutputNames.first(tree), () -> printer.query(tree));
        }
    }

    private final Block root;
    private final BlockText text;
    private final RowParts parts;
    private final Validation validation;
    private final List<Field> visible;

    private Incrementals(Block root, DuckDbQuery printer, Validation validation, Schema columns) {
        this.root = root;
        this.text = new BlockText(printer);
        this.parts = new RowParts(text, validation);
        this.validation = validation;
        this.visible = columns.fields();
    }

    static Way of(
            SqlNode tree, DuckDbQuery printer, Validation validation, Schema columns, Map<TableName, Schema> tables) {
        Optional<String> varying = Volatile.in(tree);
        if (varying.isPresent()) {
            return whole(varying.get() + " changes from refresh to refresh");
        }
        try {
            return new Incrementals(new Blocks(tables).of(tree), printer, validation, columns).way();
        } catch (Unfollowable unfollowable) {
            return whole(unfollowable.because());
        } catch (Refusal unprintable) {
            return whole("a part of it can't stand alone");
        }
    }

    private static Way whole(String because) {
        return new Way(new Incremental.Whole(because), List.of(), List.of());
    }

    static String cast(String expression, Field field) {
        return "CAST(" + expression + " AS " + DuckDbTypes.text(field.type()) + ") AS "
                + DuckDbTypes.name(field.name());
    }

    private static String columns(List<Field> fields, String... more) {
        String list = fields.stream()
                .map(f -> cast("q." + DuckDbTypes.name(f.name()), f))
                .collect(Collectors.joining(", "));
        return more.length == 0 ? list : list + ", " + String.join(", ", more);
    }

    private Way way() {
        Steps steps = new Steps("");
        Changes changes = new Changes(root, text, parts, steps);
        return switch (root) {
            case Block.Select select
            when changes.isRows(select) ->
                above(select, changes)
                        .map(grouped -> groups(changes, grouped, steps))
                        .orElseGet(() -> rows(changes, steps, Because.rows(parts.of(select))));
            case Block.Select select -> select(select, changes, steps);
            case Block.Combined combined
            when combined.isUnionAll() ->
                rows(changes, steps, "what comes and goes on each side of UNION ALL comes and goes here");
            case Block.Combined combined -> groups(changes, changes.grouped(combined), steps);
            case Block.Limited limited -> throw new Unfollowable("it takes only some rows (LIMIT)");
            case Block.Constant constant -> throw new Unfollowable("it reads no table");
        };
    }

    /**
     * Rows over one grouped query, such as those of {@code (SELECT …, row_number() OVER …) WHERE n = 1}: its groups are those of the root,
     * which needs each of them only once.
     */
    private Optional<Grouped> above(Block.Select select, Changes changes) {
        boolean single = select.leaves().size() == 1
                && select.within().isEmpty()
                && select.leaves().getFirst().rows() instanceof Leaf.Nested nested
                && nested.block() instanceof Block.Select below
                && !below.isRows()
                && !below.takesSome();
        if (!single) {
            return Optional.empty();
        }
        Leaf leaf = select.leaves().getFirst();
        Grouped below = changes.grouped(((Leaf.Nested) leaf.rows()).block());
        if (below.keys().isEmpty() || below.outputs().contains(-1)) {
            return Optional.empty();
        }
        List<String> items = new ArrayList<>();
        select.node().getSelectList().forEach(i -> items.add(text.expression(Dependence.value(i))));
        List<Key> keys = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        for (int i = 0; i < below.keys().size(); i++) {
            String column = leaf.columns().get(below.outputs().get(i));
            String printed = DuckDbTypes.name(leaf.alias()) + "." + DuckDbTypes.name(column);
            Part.Column own = new Part.Column(leaf, column.toLowerCase(Locale.ROOT));
            keys.add(new Key(below.keys().get(i).name(), printed, List.of(new Part(printed, Set.of(own)))));
            outputs.add(items.indexOf(printed));
        }
        return outputs.contains(-1)
                ? Optional.empty()
                : Optional.of(new Grouped(select, below.touched().with(keys), outputs, below.concerned()));
    }

    private Way rows(Changes changes, Steps steps, String because) {
        Changed changed = changes.of(root);
        String change = "SELECT " + columns(visible, "CAST(q._change AS INTEGER) AS _change") + " FROM "
                + changed.source() + " AS q(" + names(visible) + ", _change)";
        return new Way(new Incremental.Rows(because, steps.all(), change), List.of(), List.of());
    }

    private static String names(List<Field> fields) {
        return fields.stream().map(f -> DuckDbTypes.name(f.name())).collect(Collectors.joining(", "));
    }

    private Way select(Block.Select select, Changes changes, Steps steps) {
        Optional<Merging> merging = Merging.of(select, text, validation, visible);
        boolean clean = Linear.isClean(parts.of(select));
        boolean worthwhile = merging.isPresent() && (clean || merging.get().takesBack() && !isTraced(select, changes));
        return worthwhile ? merged(select, merging.get()) : groups(changes, changes.grouped(select), steps);
    }

    /** Whether the groups can be told from those below, so that computing them again reads nothing twice. */
    private boolean isTraced(Block.Select select, Changes changes) {
        RowPart rows = parts.of(select);
        return GroupKeys.of(select, text).orElse(Map.of()).values().stream()
                .map(node -> rows.key("k", node))
                .flatMap(Optional::stream)
                .anyMatch(k -> rows.isMain(k) && hasGroupsBelow(k) && changes.isCheap(k));
    }

    private static boolean hasGroupsBelow(Key key) {
        return key.parts().getFirst().leaves().stream()
                .anyMatch(l -> l.rows() instanceof Leaf.Nested nested && Linear.hasGroups(nested.block()));
    }

    private Way merged(Block.Select select, Merging merging) {
        List<Field> hidden = merging.extras().stream().map(Merging.Extra::field).toList();
        List<String> items = merging.extras().stream().map(Merging.Extra::text).toList();
        List<Field> all = new ArrayList<>(visible);
        all.addAll(hidden);
        Steps steps = new Steps("merge_");
        Merge merge = merging.merge(new Changes(root, text, parts, steps), parts.of(select), steps, all);
        Recompute again = again(select, merging, all, items(hidden, items));
        List<String> columns = merging.groupColumns();
        return new Way(
                new Incremental.Groups(Because.merged(columns), columns, again, Optional.of(merge)), hidden, items);
    }

    private static List<String> items(List<Field> fields, List<String> texts) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            items.add(texts.get(i) + " AS " + DuckDbTypes.name(fields.get(i).name()));
        }
        return items;
    }

    /** What can be merged, computed again: the groups of the rows that came and went. */
    private Recompute again(Block.Select select, Merging merging, List<Field> all, List<String> more) {
        Steps steps = new Steps("");
        Changes changes = new Changes(root, text, parts, steps);
        RowPart rows = parts.of(select);
        List<Key> keys = merging.keys(rows);
        Restriction touched = Restriction.step(steps, merging.partials(changes, rows, List.of()), keys, rows);
        String inner = changes.restricted().select(select, touched, BlockText.Version.NOW, more);
        List<String> names = merging.groupColumns();
        List<Field> columns = new ArrayList<>();
        List<String> group = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            group.add("k" + i);
            columns.add(Merging.field(names.get(i), all));
        }
        return recompute(steps, touched.relation(), group, columns, all, inner);
    }

    /** The touched groups, and their rows out of those that hold them. */
    private static Recompute recompute(
            Steps steps, String relation, List<String> keys, List<Field> columns, List<Field> all, String inner) {
        String fresh = "SELECT " + columns(all) + " FROM (" + inner + ") AS q";
        if (keys.isEmpty()) {
            return new Recompute(steps.all(), "SELECT DISTINCT 1 AS any_ FROM " + relation, fresh);
        }
        List<String> touched = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            touched.add(cast(keys.get(i), columns.get(i)));
            same.add("q." + DuckDbTypes.name(columns.get(i).name()) + " IS NOT DISTINCT FROM _touched." + keys.get(i));
        }
        return new Recompute(
                steps.all(),
                "SELECT DISTINCT " + String.join(", ", touched) + " FROM " + relation,
                fresh + " SEMI JOIN " + relation + " AS _touched ON " + String.join(" AND ", same));
    }

    private Way groups(Changes changes, Grouped grouped, Steps steps) {
        List<Key> keys = grouped.keys();
        if (keys.isEmpty()) {
            throw new Unfollowable(because(grouped, Map.of()));
        }
        List<Field> hidden = new ArrayList<>();
        List<String> items = new ArrayList<>();
        List<Field> columns = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            int output = grouped.outputs().get(i);
            if (output < 0) {
                hidden.add(Field.optional("_state_key_" + (hidden.size() + 1), type(grouped, keys.get(i))));
                items.add(keys.get(i).text());
            }
            columns.add(output < 0 ? hidden.getLast() : visible.get(output));
        }
        List<Field> all = new ArrayList<>(visible);
        all.addAll(hidden);
        String inner = grouped.block() instanceof Block.Select select
                ? changes.restricted().select(select, grouped.touched(), BlockText.Version.NOW, items(hidden, items))
                : changes.restricted().block(grouped, BlockText.Version.NOW);
        List<String> names = keys.stream().map(Key::name).toList();
        Recompute again = recompute(steps, grouped.touched().relation(), names, columns, all, inner);
        Map<String, SqlNode> by = new LinkedHashMap<>(nodes(grouped));
        by.keySet().retainAll(keys.stream().map(Key::text).toList());
        return new Way(
                new Incremental.Groups(
                        because(grouped, by), columns.stream().map(Field::name).toList(), again, Optional.empty()),
                hidden,
                items);
    }

    private String because(Grouped grouped, Map<String, SqlNode> keys) {
        return switch (grouped.block()) {
            case Block.Select select
            when select.isRows() && parts.of(select).full().isEmpty() ->
                "rows of one "
                        + grouped.outputs().stream()
                                .map(o -> visible.get(o).name())
                                .collect(Collectors.joining(", "))
                        + " hang together in " + select.leaves().getFirst();
            case Block.Select select
            when keys.isEmpty() && select.aggregates() ->
                "all rows make one group, and it can't be merged from partial sums";
            case Block.Select select
            when keys.isEmpty() && select.looksAround() -> "it looks at all rows (OVER without a common PARTITION BY)";
            case Block.Select select -> Because.grouped(select, keys);
            case Block.Combined combined ->
                "equal rows hang together (" + combined.node().getOperator().getName() + ")";
            case Block.Limited limited -> "it takes only some rows (LIMIT)";
            case Block.Constant constant -> "it reads no table";
        };
    }

    private Map<String, SqlNode> nodes(Grouped grouped) {
        return grouped.block() instanceof Block.Select select
                ? GroupKeys.of(select, text).orElse(Map.of())
                : Map.of();
    }

    private Type type(Grouped grouped, Key key) {
        SqlNode node = nodes(grouped).get(key.text());
        Optional<Type> type = node != null && grouped.block() instanceof Block.Select select
                ? validation.type(node, select.node())
                : grouped.block() instanceof Block.Select select
                        ? parts.of(select).type(key.parts().getFirst())
                        : Optional.empty();
        return type.orElseThrow(() -> new Unfollowable("a key of its groups has no type"));
    }
}
