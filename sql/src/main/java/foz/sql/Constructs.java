package foz.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** What an expression contains, outside the queries within it. */
final class Constructs {

    private Constructs() {}

    static boolean isQuery(SqlNode node) {
        return switch (node.getKind()) {
            case SELECT, WITH, ORDER_BY, UNION, INTERSECT, EXCEPT -> true;
            default -> false;
        };
    }

    /** The outermost queries within an expression. */
    static List<SqlNode> subqueries(SqlNode node) {
        List<SqlNode> found = new ArrayList<>();
        collect(node, found);
        return found;
    }

    private static void collect(SqlNode node, List<SqlNode> found) {
        if (isQuery(node)) {
            found.add(node);
        } else {
            children(node).forEach(child -> collect(child, found));
        }
    }

    /** Whether it makes one value of many rows; an aggregate with OVER doesn't. */
    static boolean aggregates(SqlNode node) {
        if (isQuery(node)) {
            return false;
        }
        if (node.getKind() == SqlKind.OVER) {
            SqlCall over = (SqlCall) node;
            return ((SqlCall) over.operand(0)).getOperandList().stream().anyMatch(o -> o != null && aggregates(o))
                    || aggregates(over.operand(1));
        }
        return isAggregate(node) || children(node).stream().anyMatch(Constructs::aggregates);
    }

    static boolean isAggregate(SqlNode node) {
        if (!(node instanceof SqlCall call)) {
            return false;
        }
        return call.getOperator() == SqlStdOperatorTable.GROUPING
                || sort(call).filter(s -> s == Function.Sort.AGGREGATE).isPresent();
    }

    static boolean hasWindow(SqlNode node) {
        return node.getKind() == SqlKind.OVER
                || !isQuery(node) && children(node).stream().anyMatch(Constructs::hasWindow);
    }

    /** A function in it whose value differs from call to call. */
    static Optional<String> volatileFunction(SqlNode node) {
        if (node instanceof SqlCall call
                && sort(call).filter(s -> s == Function.Sort.VOLATILE).isPresent()) {
            return Operators.function(call.getOperator()).map(Function::name);
        }
        return children(node).stream()
                .map(Constructs::volatileFunction)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Function.Sort> sort(SqlCall call) {
        return Operators.function(call.getOperator()).map(Function::sort);
    }

    static List<SqlNode> children(SqlNode node) {
        List<SqlNode> children = new ArrayList<>();
        if (node instanceof SqlNodeList list) {
            list.forEach(n -> add(n, children));
        } else if (node instanceof SqlCall call && !(node instanceof SqlSelect)) {
            call.getOperandList().forEach(n -> add(n, children));
        }
        return children;
    }

    private static void add(@org.jspecify.annotations.Nullable SqlNode node, List<SqlNode> children) {
        if (node != null) {
            children.add(node);
        }
    }
}
