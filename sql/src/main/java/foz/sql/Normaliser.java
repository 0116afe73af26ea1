package foz.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Turns the parser's tree into the few constructs that the rest of this room knows: every call is one of our functions or one of the
 * operators in {@link Operators}. What has no place there becomes a problem, so that nothing passes without a pinned meaning.
 */
final class Normaliser {

    private static final Set<String> WITHOUT_PARENTHESES =
            Set.of("current_timestamp", "current_date", "localtimestamp");

    private final Problems problems;
    private final FunctionCalls functions;

    Normaliser(Problems problems) {
        this.problems = problems;
        this.functions = new FunctionCalls(this, problems);
    }

    SqlNode rewrite(SqlNode node) {
        return switch (node) {
            case SqlNodeList list -> each(list);
            case SqlIntervalLiteral interval -> interval(interval);
            case SqlLiteral literal -> literal;
            case SqlIdentifier name -> name(name);
            case SqlDynamicParam parameter -> refuse(parameter, "?");
            case SqlOrderBy order -> order(order);
            case SqlCall call -> call(call);
            default -> node;
        };
    }

    private SqlNodeList each(SqlNodeList list) {
        for (int i = 0; i < list.size(); i++) {
            SqlNode item = list.get(i);
            if (item != null) {
                list.set(i, rewrite(item));
            }
        }
        return list;
    }

    private SqlNode interval(SqlIntervalLiteral literal) {
        SqlIntervalLiteral.IntervalValue value = (SqlIntervalLiteral.IntervalValue) literal.getValue();
        boolean simple = value != null
                && value.getIntervalQualifier().isSingleDatetimeField()
                && value.getIntervalLiteral().strip().matches("[+-]?\\d+");
        return simple ? literal : refuse(literal, "an interval of several units or of a fraction");
    }

    private SqlNode name(SqlIdentifier name) {
        boolean isCall = name.isSimple()
                && !name.isComponentQuoted(0)
                && WITHOUT_PARENTHESES.contains(name.getSimple().toLowerCase(Locale.ROOT));
        return isCall ? ours(name.getSimple(), name.getParserPosition()) : name;
    }

    private SqlNode order(SqlOrderBy order) {
        return new SqlOrderBy(
                order.getParserPosition(), rewrite(order.query), each(order.orderList), order.offset, order.fetch);
    }

    private SqlNode call(SqlCall call) {
        if (call instanceof SqlStarExclude) {
            return call;
        }
        if (call instanceof SqlStarReplace star) {
            each(star.getReplaceList());
            return star;
        }
        return switch (call.getKind()) {
            case SELECT,
                    VALUES,
                    UNION,
                    INTERSECT,
                    EXCEPT,
                    EXISTS,
                    WINDOW,
                    DESCENDING,
                    NULLS_FIRST,
                    NULLS_LAST,
                    CASE,
                    AND,
                    OR,
                    NOT,
                    IS_NULL,
                    IS_NOT_NULL,
                    IS_TRUE,
                    IS_NOT_TRUE,
                    IS_FALSE,
                    IS_NOT_FALSE,
                    ROW,
                    ARRAY_VALUE_CONSTRUCTOR,
                    MAP_VALUE_CONSTRUCTOR,
                    FILTER,
                    IGNORE_NULLS,
                    RESPECT_NULLS,
                    LATERAL,
                    UNNEST,
                    ROLLUP,
                    CUBE,
                    GROUPING_SETS,
                    SCALAR_QUERY,
                    PRECEDING,
                    FOLLOWING,
                    DOT -> operands(call);
            case OVER -> functions.over(call);
            case AS -> alias(call);
            case WITH -> with((SqlWith) call);
            case WITH_ITEM -> withItem((SqlWithItem) call);
            case JOIN -> join((SqlJoin) call);
            case IN, NOT_IN -> in(call);
            case BETWEEN -> between(call);
            case LIKE -> like(call);
            case MINUS_PREFIX -> negate(call);
            case PLUS_PREFIX -> rewrite(call.operand(0));
            case CAST, SAFE_CAST -> functions.cast(call);
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM,
                    PLUS,
                    MINUS,
                    TIMES,
                    DIVIDE -> sign(call);
            case WITHIN_GROUP -> functions.withinGroup(call);
            case LITERAL_CHAIN -> refuse(call, "two texts side by side");
            case COLLECTION_TABLE -> tableFunction(call);
            default -> functions.function(call);
        };
    }

    private SqlNode tableFunction(SqlCall call) {
        String name =
                call.operand(0) instanceof SqlCall inner ? inner.getOperator().getName() : "TABLE";
        return refuse(
                call,
                name + "(…) as a table" + ("TUMBLE".equalsIgnoreCase(name) ? " (time_bucket does the same)" : ""));
    }

    SqlCall operands(SqlCall call) {
        for (int i = 0; i < call.operandCount(); i++) {
            SqlNode operand = call.operand(i);
            if (operand != null) {
                SqlNode rewritten = rewrite(operand);
                if (rewritten != operand) {
                    call.setOperand(i, rewritten);
                }
            }
        }
        return call;
    }

    private SqlNode alias(SqlCall call) {
        call.setOperand(0, rewrite(call.operand(0)));
        return call;
    }

    private SqlNode with(SqlWith with) {
        each(with.withList);
        return new SqlWith(with.getParserPosition(), with.withList, rewrite(with.body));
    }

    private SqlNode withItem(SqlWithItem item) {
        if (item.recursive.booleanValue()) {
            return refuse(item, "WITH RECURSIVE");
        }
        item.query = rewrite(item.query);
        return item;
    }

    private SqlNode join(SqlJoin join) {
        if (join.getJoinType() == JoinType.ASOF
                || join.getJoinType() == JoinType.LEFT_ASOF
                || join.getJoinType() == JoinType.LEFT_SEMI_JOIN) {
            return refuse(join, join.getJoinType().name().replace('_', ' ') + " JOIN");
        }
        join.setLeft(rewrite(join.getLeft()));
        join.setRight(rewrite(join.getRight()));
        SqlNode condition = join.getCondition();
        if (condition != null) {
            join.setOperand(5, rewrite(condition));
        }
        return join;
    }

    private SqlNode in(SqlCall call) {
        boolean not = call.getKind() == SqlKind.NOT_IN;
        SqlNode value = rewrite(call.operand(0));
        if (call.operand(1) instanceof SqlNodeList list && value.getKind() != SqlKind.ROW) {
            List<SqlNode> operands = new ArrayList<>();
            operands.add(value);
            operands.addAll(each(list));
            return not(not, ours("in", call.getParserPosition(), operands.toArray(SqlNode[]::new)));
        }
        return (not ? SqlStdOperatorTable.NOT_IN : SqlStdOperatorTable.IN)
                .createCall(call.getParserPosition(), value, rewrite(call.operand(1)));
    }

    private SqlNode between(SqlCall call) {
        SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
        if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
            return refuse(call, "BETWEEN SYMMETRIC");
        }
        return not(operator.isNegated(), ours("between", call));
    }

    private SqlNode like(SqlCall call) {
        String name = call.getOperator().getName();
        boolean not = name.startsWith("NOT ");
        String plain = not ? name.substring(4) : name;
        return switch (plain) {
            case "LIKE", "ILIKE" -> not(not, ours(plain, call));
            case "RLIKE" -> not(not, ours("regexp_like", call));
            default -> refuse(call, plain);
        };
    }

    private SqlNode not(boolean not, SqlNode condition) {
        return not ? SqlStdOperatorTable.NOT.createCall(condition.getParserPosition(), condition) : condition;
    }

    private SqlNode negate(SqlCall call) {
        return ours("negate", call);
    }

    private SqlNode sign(SqlCall call) {
        return ours(call.getOperator().getName(), call);
    }

    List<SqlNode> rewritten(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            if (operand instanceof SqlIntervalQualifier unit) {
                operands.add(SqlLiteral.createCharString(
                        unit.toString().toLowerCase(Locale.ROOT), unit.getParserPosition()));
            } else if (operand instanceof SqlIdentifier star && star.isStar()) {
                operands.add(star);
            } else if (operand != null) {
                operands.add(rewrite(operand));
            }
        }
        return operands;
    }

    SqlNode ours(String name, SqlCall call) {
        return ours(name, call.getParserPosition(), rewritten(call).toArray(SqlNode[]::new));
    }

    static SqlNode ours(String name, SqlParserPos position, SqlNode... operands) {
        return Operators.named(name).createCall(position, operands);
    }

    SqlNode refuse(SqlNode node, String construct) {
        problems.add(Refusal.at(node, SqlProblem.SQL_NOT_PORTABLE, "construct", construct));
        return problem(node);
    }

    static SqlNode problem(SqlNode node) {
        return Operators.PROBLEM.createCall(node.getParserPosition());
    }
}
