package foz.sql;

import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Replaces expressions known to be wrong, so that the others can be looked at. */
final class Mistakes {

    private Mistakes() {}

    static void replace(SqlNode tree, Set<SqlParserPos> mistaken) {
        if (!mistaken.isEmpty()) {
            visit(tree, mistaken);
        }
    }

    private static void visit(SqlNode node, Set<SqlParserPos> mistaken) {
        switch (node) {
            case SqlNodeList list -> {
                for (int i = 0; i < list.size(); i++) {
                    SqlNode item = list.get(i);
                    if (item != null) {
                        list.set(i, replaced(item, mistaken));
                    }
                }
            }
            case SqlWith with -> {
                with.withList.forEach(item -> visit(((SqlWithItem) item).query, mistaken));
                visit(with.body, mistaken);
            }
            case SqlWindow window -> {
                visit(window.getPartitionList(), mistaken);
                visit(window.getOrderList(), mistaken);
            }
            case SqlJoin join -> {
                visit(join.getLeft(), mistaken);
                visit(join.getRight(), mistaken);
                if (join.getConditionType() == JoinConditionType.ON && join.getCondition() != null) {
                    join.setOperand(5, replaced(join.getCondition(), mistaken));
                }
            }
            case SqlCall call -> {
                boolean named = call.getKind() == SqlKind.AS;
                for (int i = 0; i < (named ? 1 : call.operandCount()); i++) {
                    SqlNode operand = call.operand(i);
                    boolean fixed = operand == null || call instanceof SqlSelect s && operand == s.getFrom();
                    if (!fixed) {
                        SqlNode other = replaced(operand, mistaken);
                        if (other != operand) {
                            call.setOperand(i, other);
                        }
                    } else if (operand != null) {
                        visit(operand, mistaken);
                    }
                }
            }
            default -> {}
        }
    }

    /** A mistake in one part of a name is one of the whole name. */
    private static boolean isMistaken(SqlNode node, Set<SqlParserPos> mistaken) {
        SqlParserPos at = node.getParserPosition();
        return mistaken.contains(at)
                || node instanceof SqlIdentifier && mistaken.stream().anyMatch(m -> covers(at, m));
    }

    private static boolean covers(SqlParserPos name, SqlParserPos part) {
        return name.getLineNum() == part.getLineNum()
                && name.getEndLineNum() == part.getEndLineNum()
                && name.getColumnNum() <= part.getColumnNum()
                && name.getEndColumnNum() >= part.getEndColumnNum();
    }

    private static SqlNode replaced(SqlNode node, Set<SqlParserPos> mistaken) {
        boolean expression =
                !(node instanceof SqlNodeList) && !Constructs.isQuery(node) && node.getKind() != SqlKind.AS;
        if (expression && isMistaken(node, mistaken)) {
            return Normaliser.problem(node);
        }
        visit(node, mistaken);
        return node;
    }
}
