package foz.sql;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Prints a validated query for DuckDB. Knows a closed set of nodes and refuses every other one: the text never holds anything whose
 * meaning isn't pinned.
 */
final class DuckDbQuery {

    private final DuckDbExpression expressions;
    private final Map<String, SqlWithItem> inlined = new HashMap<>();
    private Substitutes substitutes = Substitutes.NONE;

    DuckDbQuery(Validation validation, ZoneId zone) {
        this.expressions = new DuckDbExpression(validation, zone, this);
    }

    DuckDbExpression expressions() {
        return expressions;
    }

    /** Prints with some parts replaced. */
    String with(Substitutes replaced, Supplier<String> printing) {
        Substitutes before = substitutes;
        substitutes = replaced;
        try {
            return printing.get();
        } finally {
            substitutes = before;
        }
    }

    /** Prints with more columns in one SELECT. */
    String with(List<String> items, SqlNode in, Supplier<String> printing) {
        return with(
                node -> node == in && !items.isEmpty()
                        ? Optional.of(with(Substitutes.NONE, () -> select((SqlSelect) in, items, "")))
                        : Optional.empty(),
                printing);
    }

    Optional<String> substitute(SqlNode node) {
        return substitutes.text(node);
    }

    String query(SqlNode query) {
        return substitute(query).orElseGet(() -> plain(query));
    }

    private String plain(SqlNode query) {
        return switch (query) {
            case SqlOrderBy order ->
                "(" + query(order.query) + ")" + orderAndLimit(order.orderList, order.offset, order.fetch);
            case SqlWith with -> with(with);
            case SqlSelect select -> select(select);
            case SqlCall call when OutputNames.isSetOperation(call) -> setOperation(call);
            case SqlCall call when call.getKind() == SqlKind.VALUES -> values(call);
            default -> throw Refusal.at(query, SqlProblem.SQL_NOT_PORTABLE, "construct", query.getKind().sql);
        };
    }

    private String with(SqlWith with) {
        List<String> items = new ArrayList<>();
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            items.add(DuckDbTypes.name(item.name.getSimple()) + columns(item.columnList) + " AS (" + query(item.query)
                    + ")");
        }
        return "WITH " + String.join(", ", items) + " " + query(with.body);
    }

    private static String columns(@Nullable SqlNodeList names) {
        if (names == null || names.size() == 0) {
            return "";
        }
        List<String> columns = new ArrayList<>();
        names.forEach(n -> columns.add(DuckDbTypes.name(((SqlIdentifier) n).getSimple())));
        return "(" + String.join(", ", columns) + ")";
    }

    private String setOperation(SqlCall call) {
        List<String> sides = new ArrayList<>();
        call.getOperandList().forEach(side -> sides.add("(" + query(side) + ")"));
        return String.join(" " + call.getOperator().getName() + " ", sides);
    }

    private String values(SqlCall call) {
        List<String> rows = new ArrayList<>();
        for (SqlNode row : call.getOperandList()) {
            rows.add("(" + expressions.list(((SqlCall) row).getOperandList()) + ")");
        }
        return "VALUES " + String.join(", ", rows);
    }

    private String select(SqlSelect select) {
        return select(select, List.of(), "");
    }

    /** A SELECT with more columns, and with something behind its FROM. */
    String select(SqlSelect select, List<String> more, String behindFrom) {
        StringBuilder text = new StringBuilder("SELECT ");
        if (select.isDistinct()) {
            text.append("DISTINCT ");
        }
        List<String> items = new ArrayList<>();
        select.getSelectList().forEach(item -> items.add(item(item)));
        items.addAll(more);
        text.append(String.join(", ", items)).append(rows(select, behindFrom));
        if (select.getGroup() != null) {
            text.append(group(select.getGroup()));
        }
        clause(text, " HAVING ", optional(select.getHaving()));
        clause(text, " WINDOW ", windows(select.getWindowList()));
        clause(text, " QUALIFY ", optional(select.getQualify()));
        return text + orderAndLimit(select.getOrderList(), select.getOffset(), select.getFetch());
    }

    /** The FROM and WHERE of a SELECT, with something behind the FROM. */
    String rows(SqlSelect select, String behindFrom) {
        StringBuilder text = new StringBuilder();
        clause(text, " FROM ", select.getFrom() == null ? "" : from(select.getFrom()) + behindFrom);
        clause(text, " WHERE ", optional(select.getWhere()));
        return text.toString();
    }

    private static void clause(StringBuilder text, String word, String content) {
        if (!content.isEmpty()) {
            text.append(word).append(content);
        }
    }

    private String optional(@Nullable SqlNode node) {
        return node == null ? "" : expressions.text(node);
    }

    private String item(SqlNode item) {
        if (item.getKind() == SqlKind.AS) {
            SqlCall as = (SqlCall) item;
            return expressions.text(as.operand(0)) + " AS "
                    + DuckDbTypes.name(((SqlIdentifier) as.operand(1)).getSimple());
        }
        String name = item instanceof SqlIdentifier id ? " AS " + DuckDbTypes.name(id.names.getLast()) : "";
        return expressions.text(item) + name;
    }

    String group(SqlNodeList group) {
        List<String> keys = new ArrayList<>();
        for (SqlNode key : group) {
            keys.add(groupKey(key));
        }
        return keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
    }

    private String groupKey(SqlNode key) {
        return switch (key.getKind()) {
            case ROLLUP -> "ROLLUP (" + keys(((SqlCall) key).getOperandList()) + ")";
            case CUBE -> "CUBE (" + keys(((SqlCall) key).getOperandList()) + ")";
            case GROUPING_SETS -> "GROUPING SETS (" + keys(((SqlCall) key).getOperandList()) + ")";
            case ROW -> "(" + keys(((SqlCall) key).getOperandList()) + ")";
            default -> key instanceof SqlNodeList list ? "(" + keys(list) + ")" : expressions.text(key);
        };
    }

    private String keys(Iterable<SqlNode> nodes) {
        List<String> keys = new ArrayList<>();
        nodes.forEach(n -> keys.add(groupKey(n)));
        return String.join(", ", keys);
    }

    private String windows(SqlNodeList windows) {
        List<String> named = new ArrayList<>();
        for (SqlNode node : windows) {
            SqlWindow window = (SqlWindow) node;
            SqlIdentifier name = window.getDeclName();
            named.add(DuckDbTypes.name(name == null ? "" : name.getSimple()) + " AS (" + expressions.window(window)
                    + ")");
        }
        return String.join(", ", named);
    }

    private String orderAndLimit(@Nullable SqlNodeList order, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
        StringBuilder text = new StringBuilder();
        if (order != null && order.size() > 0) {
            text.append(" ORDER BY ").append(expressions.order(order));
        }
        clause(text, " LIMIT ", optional(fetch));
        clause(text, " OFFSET ", optional(offset));
        return text.toString();
    }

    /** What follows FROM. */
    String from(SqlNode from) {
        return switch (from) {
            case SqlIdentifier table ->
                source(table) + " AS " + DuckDbTypes.name(table.names.getLast()) + renamed(table);
            case SqlJoin join -> join(join);
            case SqlCall as
            when as.getKind() == SqlKind.AS -> {
                List<String> names = new ArrayList<>();
                as.getOperandList()
                        .subList(2, as.operandCount())
                        .forEach(n -> names.add(DuckDbTypes.name(((SqlIdentifier) n).getSimple())));
                String columns = names.isEmpty() ? renamed(as.operand(0)) : "(" + String.join(", ", names) + ")";
                yield source(as.operand(0)) + " AS " + DuckDbTypes.name(((SqlIdentifier) as.operand(1)).getSimple())
                        + columns;
            }
            default -> source(from);
        };
    }

    private String source(SqlNode source) {
        return substitute(source).orElseGet(() -> own(source));
    }

    private String own(SqlNode source) {
        return switch (source) {
            case SqlIdentifier table -> {
                SqlWithItem inline = inline(table);
                yield inline == null ? expressions.path(table.names) : "(" + query(inline.query) + ")";
            }
            case SqlCall call when call.getKind() == SqlKind.LATERAL -> "LATERAL (" + query(call.operand(0)) + ")";
            case SqlCall call when call.getKind() == SqlKind.UNNEST -> unnest(call);
            case SqlCall call
            when call.getKind() == SqlKind.VALUES || Constructs.isQuery(call) -> "(" + query(call) + ")";
            default -> throw Refusal.at(source, SqlProblem.SQL_NOT_PORTABLE, "construct", source.getKind().sql);
        };
    }

    private @Nullable SqlWithItem inline(SqlNode source) {
        boolean simple = source instanceof SqlIdentifier table && table.isSimple();
        return simple ? inlined.get(((SqlIdentifier) source).getSimple().toLowerCase(Locale.ROOT)) : null;
    }

    private String renamed(SqlNode source) {
        SqlWithItem inline = inline(source);
        return inline == null ? "" : columns(inline.columnList);
    }

    private String unnest(SqlCall call) {
        if (call.operandCount() != 1) {
            throw Refusal.at(call, SqlProblem.SQL_NOT_PORTABLE, "construct", "UNNEST of several lists");
        }
        boolean ordinality = call.getOperator() == SqlStdOperatorTable.UNNEST_WITH_ORDINALITY;
        return "UNNEST(" + expressions.text(call.operand(0)) + ")" + (ordinality ? " WITH ORDINALITY" : "");
    }

    private String join(SqlJoin join) {
        String word = switch (join.getJoinType()) {
            case INNER -> " JOIN ";
            case LEFT -> " LEFT JOIN ";
            case RIGHT -> " RIGHT JOIN ";
            case FULL -> " FULL JOIN ";
            case CROSS, COMMA -> " CROSS JOIN ";
            default ->
                throw Refusal.at(
                        join,
                        SqlProblem.SQL_NOT_PORTABLE,
                        "construct",
                        join.getJoinType().name() + " JOIN");
        };
        String right = join.getRight() instanceof SqlJoin nested ? "(" + from(nested) + ")" : from(join.getRight());
        SqlNode condition = join.getCondition();
        String on = "";
        if (join.getConditionType() == JoinConditionType.USING && condition != null) {
            on = " USING " + columns((SqlNodeList) condition);
        } else if (condition != null) {
            on = " ON " + expressions.text(condition);
        } else if (" JOIN ".equals(word)) {
            word = " CROSS JOIN ";
        }
        return from(join.getLeft()) + word + right + on;
    }

    /** How many rows of its input the condition of one SELECT turns away. */
    String turnedAway(SqlSelect select, SqlNode condition, Map<String, SqlWithItem> common) {
        inlined.putAll(common);
        SqlNode from = select.getFrom();
        String text = "SELECT count(*) FROM " + (from == null ? "" : from(from)) + " WHERE ("
                + expressions.text(condition) + ") IS NOT TRUE";
        inlined.clear();
        return text;
    }
}
