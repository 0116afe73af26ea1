package foz.sql;

import foz.api.sql.Incremental.Merge;
import foz.api.sql.Incremental.Term;
import foz.api.type.Field;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * A root that groups, whose groups follow from partial aggregates of the rows that came and went. What the table's own columns don't
 * keep is kept in hidden ones.
 */
final class Merging {

    private final Block.Select select;
    private final BlockText text;
    private final Map<String, SqlNode> keys = new LinkedHashMap<>();
    private final Map<SqlNode, Aggregate> aggregates = new java.util.IdentityHashMap<>();
    private final Map<String, Aggregate.State> states = new LinkedHashMap<>();
    private final List<Extra> extras = new ArrayList<>();
    private final List<String> columnOfKey = new ArrayList<>();
    private final Map<String, String> columnOfState = new LinkedHashMap<>();
    private final boolean grandTotal;

    /**
     * A hidden column.
     *
     * @param text over the rows of the query
     */
    record Extra(Field field, String text) {}

    private Merging(Block.Select select, BlockText text, Validation validation, List<Field> visible) {
        this.select = select;
        this.text = text;
        SqlNodeList group = select.node().getGroup();
        if (group != null) {
            group.forEach(this::key);
        }
        this.grandTotal = group == null || group.size() == 0 || hasEmptySet(group);
        state(Aggregate.count("count(*)", "1", "TRUE"));
        for (SqlNode item : select.node().getSelectList()) {
            collect(Dependence.value(item), validation);
        }
        columns(validation, visible);
    }

    /** A way to merge, unless something in the query forbids it. */
    static Optional<Merging> of(Block.Select select, BlockText text, Validation validation, List<Field> visible) {
        boolean plain = select.aggregates()
                && !select.looksAround()
                && !select.node().isDistinct()
                && !select.takesSome()
                && select.node().getHaving() == null
                && Constructs.subqueries(select.node().getSelectList()).isEmpty();
        if (!plain) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Merging(select, text, validation, visible));
        } catch (Unfollowable unmergeable) {
            return Optional.empty();
        }
    }

    private void key(SqlNode node) {
        switch (node.getKind()) {
            case ROLLUP, CUBE, GROUPING_SETS, ROW ->
                ((SqlCall) node).getOperandList().forEach(this::key);
            default -> {
                if (node instanceof SqlNodeList list) {
                    list.forEach(this::key);
                } else {
                    keys.putIfAbsent(text.expression(node), node);
                }
            }
        }
    }

    private boolean hasSets() {
        SqlNodeList group = select.node().getGroup();
        return group != null
                && group.stream().anyMatch(n -> switch (n.getKind()) {
                    case ROLLUP, CUBE, GROUPING_SETS -> true;
                    default -> false;
                });
    }

    /** Whether one of the groups has no key at all, so that it stands even over no rows. */
    private static boolean hasEmptySet(SqlNodeList group) {
        return group.stream().allMatch(Merging::hasEmptySet);
    }

    private static boolean hasEmptySet(SqlNode node) {
        return switch (node.getKind()) {
            case ROLLUP, CUBE -> true;
            case GROUPING_SETS -> ((SqlCall) node).getOperandList().stream().anyMatch(Merging::hasEmptySet);
            case ROW -> ((SqlCall) node).operandCount() == 0;
            default -> node instanceof SqlNodeList list && list.size() == 0;
        };
    }

    private void collect(SqlNode node, Validation validation) {
        boolean leads = node instanceof SqlCall || node instanceof SqlIdentifier || node instanceof SqlNodeList;
        if (!leads || isKey(node)) {
            return;
        }
        if (node instanceof SqlCall call && call.getOperator() == SqlStdOperatorTable.GROUPING) {
            keys.putIfAbsent(text.expression(node), node);
            return;
        }
        boolean aggregate = node.getKind() == SqlKind.FILTER
                || node instanceof SqlCall call
                        && Operators.function(call.getOperator())
                                .filter(f -> f.sort() == Function.Sort.AGGREGATE)
                                .isPresent();
        if (aggregate) {
            Aggregate found = Aggregate.of(node, text.printer().expressions(), validation)
                    .orElseThrow(() -> new Unfollowable("it has an aggregate that can't be merged"));
            aggregates.put(node, found);
            found.states().forEach(this::state);
            return;
        }
        Constructs.children(node).forEach(child -> collect(child, validation));
    }

    private boolean isKey(SqlNode node) {
        return isPlain(node) && keys.containsKey(text.expression(node));
    }

    private void state(Aggregate.State state) {
        states.putIfAbsent(state.full(), state);
    }

    /** Which column keeps which key and state. */
    private void columns(Validation validation, List<Field> visible) {
        if (hasSets()) {
            String all = "grouping("
                    + keys.entrySet().stream()
                            .filter(e -> !isGrouping(e.getValue()))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.joining(", "))
                    + ")";
            keys.putIfAbsent(
                    all, SqlStdOperatorTable.GROUPING.createCall(select.node().getParserPosition()));
        }
        Map<String, String> items = new LinkedHashMap<>();
        SqlNodeList list = select.node().getSelectList();
        for (int i = 0; i < list.size(); i++) {
            items.putIfAbsent(
                    text.expression(Dependence.value(list.get(i))),
                    visible.get(i).name());
        }
        int hidden = 0;
        for (Map.Entry<String, SqlNode> key : keys.entrySet()) {
            String column = items.get(key.getKey());
            if (column == null) {
                column = "_state_key_" + ++hidden;
                Type type = isGrouping(key.getValue())
                        ? Primitive.LONG
                        : CalciteTypes.type(validation.type(key.getValue())).orElse(Primitive.STRING);
                extras.add(new Extra(Field.optional(column, type), key.getKey()));
            }
            columnOfKey.add(column);
        }
        hidden = 0;
        for (Aggregate.State state : states.values()) {
            String column = items.get(state.full());
            if (column == null) {
                column = "count(*)".equals(state.full()) ? "_state_rows" : "_state_" + ++hidden;
                extras.add(new Extra(Field.optional(column, state.type()), state.full()));
            }
            columnOfState.put(state.full(), column);
        }
    }

    private static boolean isGrouping(SqlNode key) {
        return key instanceof SqlCall call && call.getOperator() == SqlStdOperatorTable.GROUPING;
    }

    /** The hidden columns that it needs. */
    List<Extra> extras() {
        return extras;
    }

    /** The table's columns that tell groups apart. */
    List<String> groupColumns() {
        return columnOfKey;
    }

    boolean takesBack() {
        return aggregates.values().stream().allMatch(Aggregate::takesBack);
    }

    /** The keys by which rows below can be left out. */
    List<Key> keys(RowPart rows) {
        Map<String, SqlNode> common = GroupKeys.of(select, text).orElse(Map.of());
        List<Key> found = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, SqlNode> key : keys.entrySet()) {
            String name = "k" + number++;
            if (common.containsKey(key.getKey())) {
                rows.key(name, key.getValue())
                        .filter(k ->
                                rows.isMain(k) && !k.parts().getFirst().leaves().isEmpty())
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** The rows that came and went, put together group by group: partial aggregates under the names that {@link #merge} knows. */
    Merge merge(Changes changes, RowPart rows, Steps steps, List<Field> columns) {
        List<Aggregate.State> all = List.copyOf(states.values());
        String step = steps.add("partial", partials(changes, rows, all), List.of());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            names.add("k" + i);
        }
        return new Merge(
                steps.all(),
                touched(step, columns),
                fresh(step, all, names, columns),
                "SELECT coalesce(bool_or(gone), false) FROM " + step,
                takesBack());
    }

    List<Term> partials(Changes changes, RowPart rows, List<Aggregate.State> all) {
        List<String> items = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (Map.Entry<String, SqlNode> key : keys.entrySet()) {
            if (!isGrouping(key.getValue())) {
                names.put(key.getKey(), "_k" + names.size());
                items.add(key.getKey() + " AS " + names.get(key.getKey()));
            }
        }
        for (int i = 0; i < all.size(); i++) {
            items.add(all.get(i).argument() + " AS _x" + i);
            items.add(all.get(i).filter() + " AS _f" + i);
        }
        List<String> selected = new ArrayList<>();
        for (Map.Entry<String, SqlNode> key : keys.entrySet()) {
            selected.add(renamed(key.getValue(), key.getKey(), names) + " AS k" + selected.size());
        }
        for (int i = 0; i < all.size(); i++) {
            selected.add(partial(all.get(i), i) + " AS s" + i);
        }
        selected.add("bool_or(_change < 0) AS gone");
        String group = groupBy(names);
        if (all.isEmpty() && selected.size() > 1) {
            selected.removeLast();
        }
        return changes
                .terms(
                        rows,
                        new LinkedHashSet<>(rows.adding()),
                        (reading, change, behind) ->
                                text.rows(select, reading, with(items, change + " AS _change"), behind))
                .stream()
                .map(t -> new Term(
                        t.concerned(),
                        "SELECT " + String.join(", ", selected) + " FROM (" + t.sql() + ") AS _rows" + group))
                .toList();
    }

    private static List<String> with(List<String> items, String more) {
        List<String> all = new ArrayList<>(items);
        all.add(more);
        return all;
    }

    private String partial(Aggregate.State state, int index) {
        return state.partial()
                .replace("$x", "_x" + index)
                .replace("$came", "_change > 0 AND _f" + index)
                .replace("$went", "_change < 0 AND _f" + index)
                .replace("$f", "_f" + index);
    }

    private String renamed(SqlNode key, String printed, Map<String, String> names) {
        if (!isGrouping(key)) {
            return names.getOrDefault(printed, printed);
        }
        String inner = printed.substring("grouping(".length(), printed.length() - 1);
        List<SqlNode> operands = ((SqlCall) key).getOperandList();
        String list = operands.isEmpty()
                ? String.join(", ", names.values())
                : operands.stream()
                        .map(o -> names.getOrDefault(text.expression(o), inner))
                        .collect(Collectors.joining(", "));
        return "grouping(" + list + ")";
    }

    private String groupBy(Map<String, String> names) {
        SqlNodeList group = select.node().getGroup();
        if (group == null || names.isEmpty()) {
            return "";
        }
        Map<String, String> texts = Map.copyOf(names);
        Map<String, String> plain = new LinkedHashMap<>();
        keys.forEach((printed, node) -> plain.put(printed, texts.getOrDefault(printed, printed)));
        return text.printer()
                .with(
                        node -> isPlain(node)
                                ? Optional.ofNullable(
                                        texts.get(text.printer().with(Substitutes.NONE, () -> text.expression(node))))
                                : Optional.empty(),
                        () -> text.printer().group(group));
    }

    private static boolean isPlain(SqlNode node) {
        return !Constructs.isQuery(node) && !(node instanceof SqlNodeList);
    }

    private String touched(String step, List<Field> columns) {
        if (columnOfKey.isEmpty()) {
            return "SELECT 1 AS any_ FROM " + step + " LIMIT 1";
        }
        List<String> items = new ArrayList<>();
        for (int i = 0; i < columnOfKey.size(); i++) {
            items.add(Incrementals.cast("k" + i, field(columnOfKey.get(i), columns)));
        }
        return "SELECT DISTINCT " + String.join(", ", items) + " FROM " + step;
    }

    static Field field(String name, List<Field> columns) {
        return columns.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no column " + name));
    }

    private String fresh(String step, List<Aggregate.State> all, List<String> names, List<Field> columns) {
        List<String> self = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String column = DuckDbTypes.name(columnOfKey.get(i));
            self.add("_self." + column + " AS k" + i);
            same.add("_self." + column + " IS NOT DISTINCT FROM _partial.k" + i);
        }
        for (int i = 0; i < all.size(); i++) {
            self.add("_self."
                    + DuckDbTypes.name(columnOfState.getOrDefault(all.get(i).full(), "")) + " AS s" + i);
        }
        String kept = "SELECT " + String.join(", ", self) + " FROM _job.self AS _self"
                + (same.isEmpty() ? "" : " SEMI JOIN " + step + " AS _partial ON " + String.join(" AND ", same));
        List<String> merged = new ArrayList<>(names);
        List<String> parts = new ArrayList<>(names);
        for (int i = 0; i < all.size(); i++) {
            merged.add(merged(all, i) + " AS s" + i);
            parts.add("s" + i);
        }
        String both = "SELECT " + String.join(", ", parts) + " FROM " + step + " UNION ALL " + kept;
        String grouped = "SELECT " + String.join(", ", merged) + " FROM (" + both + ") AS _both"
                + (names.isEmpty() ? "" : " GROUP BY " + String.join(", ", names));
        return outer(grouped, all, names, columns);
    }

    /** A sum of nothing is NULL, which its count tells. */
    private String merged(List<Aggregate.State> all, int index) {
        Aggregate.State state = all.get(index);
        String type = DuckDbTypes.text(state.type());
        if ("exact".equals(state.merged())) {
            int count = countOf(all, state);
            return "CASE WHEN sum(s" + count + ") > 0 THEN CAST(sum(s" + index + ") AS " + type + ") END";
        }
        String merged = state.merged() + "(s" + index + ")";
        boolean counts = state.partial().startsWith("count");
        return counts ? "CAST(coalesce(" + merged + ", 0) AS " + type + ")" : merged;
    }

    private static int countOf(List<Aggregate.State> all, Aggregate.State sum) {
        for (int i = 0; i < all.size(); i++) {
            Aggregate.State each = all.get(i);
            boolean counts = each.partial().startsWith("count")
                    && each.argument().equals(sum.argument())
                    && each.filter().equals(sum.filter());
            if (counts) {
                return i;
            }
        }
        throw new IllegalStateException("a sum without its count");
    }

    private String outer(String grouped, List<Aggregate.State> all, List<String> names, List<Field> columns) {
        List<String> printedKeys = List.copyOf(keys.keySet());
        List<String> items = new ArrayList<>();
        Substitutes replaced = node -> {
            Aggregate aggregate = aggregates.get(node);
            if (aggregate != null) {
                return Optional.of(value(aggregate, all));
            }
            if (Constructs.isQuery(node) || node instanceof SqlNodeList) {
                return Optional.empty();
            }
            int key = printedKeys.indexOf(text.printer().with(Substitutes.NONE, () -> text.expression(node)));
            return key < 0 ? Optional.empty() : Optional.of("k" + key);
        };
        SqlNodeList list = select.node().getSelectList();
        for (int i = 0; i < list.size(); i++) {
            SqlNode value = Dependence.value(list.get(i));
            items.add(Incrementals.cast(text.printer().with(replaced, () -> text.expression(value)), columns.get(i)));
        }
        for (int i = list.size(); i < columns.size(); i++) {
            String column = columns.get(i).name();
            int key = columnOfKey.indexOf(column);
            int state = List.copyOf(columnOfState.values()).indexOf(column);
            items.add(Incrementals.cast(key >= 0 ? "k" + key : "s" + state, columns.get(i)));
        }
        return "SELECT " + String.join(", ", items) + " FROM (" + grouped + ") AS _merged" + filled(names);
    }

    /** Groups without rows are gone, but for the one of all rows. */
    private String filled(List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        int last = names.size() - 1;
        long plain = keys.values().stream().filter(k -> !isGrouping(k)).count();
        boolean total = hasSets() && grandTotal;
        return " WHERE s0 > 0" + (total ? " OR k" + all(last) + " = " + ((1L << plain) - 1) : "");
    }

    /** The key that says which keys a group is without. */
    private int all(int last) {
        List<SqlNode> nodes = List.copyOf(keys.values());
        for (int i = 0; i < nodes.size(); i++) {
            long plain = nodes.stream().filter(k -> !isGrouping(k)).count();
            if (isGrouping(nodes.get(i)) && ((SqlCall) nodes.get(i)).operandCount() == 0 && plain > 0) {
                return i;
            }
        }
        return last;
    }

    private static String value(Aggregate aggregate, List<Aggregate.State> all) {
        String value = aggregate.value();
        for (int i = 0; i < aggregate.states().size(); i++) {
            String full = aggregate.states().get(i).full();
            for (int j = 0; j < all.size(); j++) {
                if (all.get(j).full().equals(full)) {
                    value = value.replace("$" + i, "s" + j);
                }
            }
        }
        return "(" + value + ")";
    }
}
