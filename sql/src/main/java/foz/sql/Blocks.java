package foz.sql;

import foz.api.type.Schema;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/** Cuts a validated tree into {@link Block}s. */
final class Blocks {

    /** A query named by WITH, and the names it can see itself. */
    private record Named(SqlWithItem item, Map<String, Named> common) {}

    private final Map<TableName, Schema> tables;
    private int numbered;

    Blocks(Map<TableName, Schema> tables) {
        this.tables = tables;
    }

    Block of(SqlNode query) {
        return block(query, Map.of());
    }

    private Block block(SqlNode query, Map<String, Named> common) {
        return switch (query) {
            case SqlOrderBy order -> {
                Block inner = block(order.query, common);
                yield order.fetch == null && order.offset == null ? inner : new Block.Limited(order, inner);
            }
            case SqlWith with -> {
                Map<String, Named> more = new HashMap<>(common);
                for (SqlNode node : with.withList) {
                    SqlWithItem item = (SqlWithItem) node;
                    more.put(lower(item.name), new Named(item, Map.copyOf(more)));
                }
                yield block(with.body, more);
            }
            case SqlSelect select -> select(select, common);
            case SqlCall call
            when OutputNames.isSetOperation(call) -> {
                List<Block> sides = call.getOperandList().stream()
                        .map(side -> block(side, common))
                        .toList();
                yield new Block.Combined(call, sides, sides.getFirst().columns());
            }
            case SqlCall call when call.getKind() == SqlKind.VALUES -> new Block.Constant(call, List.of());
            default -> throw new Unfollowable("it reads no table");
        };
    }

    private static String lower(SqlIdentifier name) {
        return name.getSimple().toLowerCase(Locale.ROOT);
    }

    private Block.Select select(SqlSelect select, Map<String, Named> common) {
        List<Leaf> leaves = new ArrayList<>();
        Map<SqlNode, Leaf> within = new IdentityHashMap<>();
        SqlNode from = select.getFrom();
        if (from != null) {
            from(from, common, leaves, within);
        }
        expressions(select).forEach(e -> within(e, common, within, false));
        SqlNode where = select.getWhere();
        if (where != null) {
            Conjunctions.of(where).forEach(c -> within(c, common, within, true));
        }
        List<String> columns = new ArrayList<>();
        select.getSelectList().forEach(i -> columns.add(OutputNames.name(i).orElse("")));
        return new Block.Select(select, leaves, within, columns);
    }

    /** All of a SELECT's expressions but those of FROM and WHERE. */
    private static List<SqlNode> expressions(SqlSelect select) {
        List<SqlNode> expressions = new ArrayList<>();
        add(select.getSelectList(), expressions);
        add(select.getGroup(), expressions);
        add(select.getHaving(), expressions);
        add(select.getQualify(), expressions);
        add(select.getWindowList(), expressions);
        return expressions;
    }

    private static void add(@Nullable SqlNode node, List<SqlNode> nodes) {
        if (node != null) {
            nodes.add(node);
        }
    }

    /** The queries in an expression; {@code filters} when rows must fulfil it. */
    private void within(SqlNode node, Map<String, Named> common, Map<SqlNode, Leaf> within, boolean filters) {
        if (Constructs.isQuery(node)) {
            within.put(node, pseudo(node, new Leaf.Within(block(node, common), List.of(), false)));
            return;
        }
        boolean in = node.getKind() == SqlKind.IN || node.getKind() == SqlKind.NOT_IN;
        if (in && Constructs.isQuery(((SqlCall) node).operand(1))) {
            SqlCall call = (SqlCall) node;
            SqlNode sought = call.operand(0);
            List<SqlNode> among =
                    sought.getKind() == SqlKind.ROW ? ((SqlCall) sought).getOperandList() : List.of(sought);
            boolean matches = filters && node.getKind() == SqlKind.IN;
            within.put(
                    call.operand(1),
                    pseudo(call.operand(1), new Leaf.Within(block(call.operand(1), common), among, matches)));
            within(sought, common, within, false);
            return;
        }
        Constructs.children(node).forEach(child -> within(child, common, within, false));
    }

    private Leaf pseudo(SqlNode query, Leaf.Within rows) {
        return new Leaf(query, query, "_within_" + ++numbered, rows, List.of());
    }

    private void from(SqlNode from, Map<String, Named> common, List<Leaf> leaves, Map<SqlNode, Leaf> within) {
        switch (from) {
            case SqlJoin join -> {
                from(join.getLeft(), common, leaves, within);
                from(join.getRight(), common, leaves, within);
                if (join.getCondition() != null && !(join.getCondition() instanceof SqlNodeList)) {
                    within(join.getCondition(), common, within, false);
                }
            }
            case SqlIdentifier table -> leaves.add(leaf(table, table, table.names.getLast(), List.of(), common));
            case SqlCall as
            when as.getKind() == SqlKind.AS -> {
                List<String> names = new ArrayList<>();
                as.getOperandList()
                        .subList(2, as.operandCount())
                        .forEach(n -> names.add(((SqlIdentifier) n).getSimple()));
                leaves.add(leaf(as, as.operand(0), ((SqlIdentifier) as.operand(1)).getSimple(), names, common));
            }
            default -> throw new Unfollowable("it reads something without a name");
        }
    }

    private Leaf leaf(SqlNode from, SqlNode source, String alias, List<String> renamed, Map<String, Named> common) {
        return switch (source) {
            case SqlIdentifier name -> {
                Optional<Named> named =
                        name.isSimple() ? Optional.ofNullable(common.get(lower(name))) : Optional.empty();
                if (named.isPresent()) {
                    Block block = block(named.get().item().query, named.get().common());
                    List<String> own = names(named.get().item().columnList, block.columns());
                    yield new Leaf(from, source, alias, new Leaf.Nested(block), renamed.isEmpty() ? own : renamed);
                }
                TableName table = new TableName(name.names.get(0), name.names.get(1));
                Schema schema = tables.get(table);
                List<String> columns = schema == null ? List.of() : schema.names();
                yield new Leaf(from, source, alias, new Leaf.Table(table), renamed.isEmpty() ? columns : renamed);
            }
            case SqlCall call
            when call.getKind() == SqlKind.UNNEST ->
                new Leaf(from, source, alias, new Leaf.Unnested(call.operand(0)), renamed);
            case SqlCall call
            when call.getKind() == SqlKind.VALUES -> new Leaf(from, source, alias, new Leaf.Fixed(), renamed);
            case SqlCall call
            when call.getKind() == SqlKind.LATERAL -> {
                Block block = block(call.operand(0), common);
                yield new Leaf(
                        from, source, alias, new Leaf.Lateral(block), renamed.isEmpty() ? block.columns() : renamed);
            }
            default -> {
                Block block = block(source, common);
                yield new Leaf(
                        from, source, alias, new Leaf.Nested(block), renamed.isEmpty() ? block.columns() : renamed);
            }
        };
    }

    private static List<String> names(@Nullable SqlNodeList written, List<String> own) {
        if (written == null || written.size() == 0) {
            return own;
        }
        List<String> names = new ArrayList<>();
        written.forEach(n -> names.add(((SqlIdentifier) n).getSimple()));
        return names;
    }
}
