package foz.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.jspecify.annotations.Nullable;

/** Finds the expressions by which the rows of a SELECT fall into groups that know nothing of each other. */
final class GroupKeys {

    private GroupKeys() {}

    /** The expressions by their text; none at all when all rows are one group; empty when rows know nothing of each other. */
    static Optional<Map<String, SqlNode>> of(Block.Select select, BlockText text) {
        List<Map<String, SqlNode>> levels = new ArrayList<>();
        if (select.aggregates()) {
            levels.add(group(select.node().getGroup(), text));
        }
        if (select.looksAround()) {
            windows(select, text).forEach(levels::add);
        }
        if (select.node().isDistinct()) {
            Map<String, SqlNode> items = new LinkedHashMap<>();
            for (SqlNode item : select.node().getSelectList()) {
                SqlNode value = Dependence.value(item);
                if (!Constructs.aggregates(value) && !Constructs.hasWindow(value)) {
                    items.put(text.expression(value), value);
                }
            }
            levels.add(items);
        }
        if (levels.isEmpty()) {
            return Optional.empty();
        }
        Map<String, SqlNode> common = new LinkedHashMap<>(levels.getFirst());
        levels.forEach(level -> common.keySet().retainAll(level.keySet()));
        common.values().removeIf(node -> !Constructs.subqueries(node).isEmpty());
        return Optional.of(common);
    }

    /** The texts of the expressions by which its rows fall into groups; empty when each row is for itself. */
    static Optional<Set<String>> separates(Block.Select select, BlockText text) {
        return of(select, text).map(keys -> new HashSet<>(keys.keySet()));
    }

    private static Map<String, SqlNode> group(@Nullable SqlNodeList group, BlockText text) {
        Map<String, SqlNode> keys = new LinkedHashMap<>();
        if (group != null) {
            for (SqlNode key : group) {
                sets(key).forEach(node -> keys.put(text.expression(node), node));
            }
        }
        return keys;
    }

    /** The expressions that stand in every grouping set of one element of GROUP BY. */
    private static List<SqlNode> sets(SqlNode key) {
        return switch (key.getKind()) {
            case ROLLUP, CUBE -> List.of();
            case GROUPING_SETS -> {
                List<List<SqlNode>> sets = ((SqlCall) key)
                        .getOperandList().stream().map(GroupKeys::sets).toList();
                List<SqlNode> common = new ArrayList<>(sets.getFirst());
                sets.forEach(set -> common.removeIf(
                        node -> set.stream().noneMatch(n -> n.toString().equals(node.toString()))));
                yield common;
            }
            case ROW -> flat(((SqlCall) key).getOperandList());
            default -> key instanceof SqlNodeList list ? flat(list) : List.of(key);
        };
    }

    private static List<SqlNode> flat(Iterable<SqlNode> nodes) {
        List<SqlNode> flat = new ArrayList<>();
        nodes.forEach(n -> flat.addAll(sets(n)));
        return flat;
    }

    private static List<Map<String, SqlNode>> windows(Block.Select select, BlockText text) {
        List<SqlNode> found = new ArrayList<>();
        overs(select.node().getSelectList(), found);
        SqlNode qualify = select.node().getQualify();
        if (qualify != null) {
            overs(qualify, found);
        }
        List<Map<String, SqlNode>> windows = new ArrayList<>();
        for (SqlNode over : found) {
            Map<String, SqlNode> keys = new LinkedHashMap<>();
            partition(((SqlCall) over).operand(1), select.node().getWindowList())
                    .forEach(node -> keys.put(text.expression(node), node));
            windows.add(keys);
        }
        return windows;
    }

    private static void overs(SqlNode node, List<SqlNode> found) {
        if (node.getKind() == SqlKind.OVER) {
            found.add(node);
        } else if (!Constructs.isQuery(node)) {
            Constructs.children(node).forEach(child -> overs(child, found));
        }
    }

    private static List<SqlNode> partition(SqlNode window, SqlNodeList named) {
        if (window instanceof SqlIdentifier name) {
            for (SqlNode each : named) {
                SqlIdentifier declared = ((SqlWindow) each).getDeclName();
                if (declared != null && declared.getSimple().equalsIgnoreCase(name.getSimple())) {
                    return partition(each, named);
                }
            }
            return List.of();
        }
        SqlWindow spec = (SqlWindow) window;
        SqlIdentifier base = spec.getRefName();
        List<SqlNode> keys = new ArrayList<>(base == null ? List.of() : partition(base, named));
        spec.getPartitionList().forEach(keys::add);
        return keys;
    }
}
