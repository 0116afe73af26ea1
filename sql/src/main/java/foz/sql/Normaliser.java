package foz.sql;

import foz.api.failure.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
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
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
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

    Normaliser(Problems problems) {
        this.problems = problems;
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
            case OVER -> over(call);
            case AS -> alias(call);
            case WITH -> with((SqlWith) call);
            case WITH_ITEM -> withItem((SqlWithItem) call);
            case JOIN -> join((SqlJoin) call);
            case IN, NOT_IN -> in(call);
            case BETWEEN -> between(call);
            case LIKE -> like(call);
            case MINUS_PREFIX -> negate(call);
            case PLUS_PREFIX -> rewrite(call.operand(0));
            case CAST, SAFE_CAST -> cast(call);
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
            case WITHIN_GROUP -> withinGroup(call);
            case LITERAL_CHAIN -> refuse(call, "two texts side by side");
            case COLLECTION_TABLE -> tableFunction(call);
            default -> function(call);
        };
    }

    /** The validator doesn't take FILTER before OVER; a value that isn't NULL only where the condition holds is the same. */
    private SqlNode over(SqlCall call) {
        operands(call);
        if (call.operand(0).getKind() != SqlKind.FILTER) {
            return call;
        }
        SqlCall filter = call.operand(0);
        SqlCall aggregate = filter.operand(0);
        SqlParserPos at = aggregate.getParserPosition();
        boolean leavesNullsOut = aggregate.operandCount() == 1;
        if (!leavesNullsOut) {
            return refuse(call, "this function with FILTER and OVER");
        }
        SqlNode value = aggregate.isCountStar() ? SqlLiteral.createExactNumeric("1", at) : aggregate.operand(0);
        SqlNode chosen = new SqlCase(
                at, null, SqlNodeList.of(filter.operand(1)), SqlNodeList.of(value), SqlLiteral.createNull(at));
        call.setOperand(
                0,
                aggregate
                        .getOperator()
                        .createCall(aggregate.getFunctionQuantifier(), aggregate.getParserPosition(), chosen));
        return call;
    }

    private SqlNode tableFunction(SqlCall call) {
        String name =
                call.operand(0) instanceof SqlCall inner ? inner.getOperator().getName() : "TABLE";
        return refuse(
                call,
                name + "(…) as a table" + ("TUMBLE".equalsIgnoreCase(name) ? " (time_bucket does the same)" : ""));
    }

    private SqlCall operands(SqlCall call) {
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

    private SqlNode cast(SqlCall call) {
        SqlNode type = call.operand(1);
        if (call.operandCount() > 2
                && call.operand(2) != null
                && !(call.operand(2) instanceof SqlLiteral l && l.getValue() == null)) {
            return refuse(call, "CAST with FORMAT");
        }
        if (!(type instanceof SqlDataTypeSpec spec)) {
            return refuse(call, "CAST");
        }
        SqlNode value = rewrite(call.operand(0));
        try {
            SqlDataTypeSpec known = CastTypes.spec(spec);
            boolean trying = call.getKind() == SqlKind.SAFE_CAST;
            return (trying ? SqlLibraryOperators.TRY_CAST : SqlStdOperatorTable.CAST)
                    .createCall(call.getParserPosition(), value, known);
        } catch (Refusal refusal) {
            problems.add(refusal);
            return problem(call);
        }
    }

    private SqlNode sign(SqlCall call) {
        return ours(call.getOperator().getName(), call);
    }

    /** The ordered argument becomes an ordinary one, so that the validator sees a function like all others. */
    private SqlNode withinGroup(SqlCall call) {
        SqlCall aggregate = call.operand(0);
        SqlNodeList order = (SqlNodeList) rewrite(call.operand(1));
        String name = aggregate.getOperator().getName().toLowerCase(Locale.ROOT);
        List<SqlNode> operands = rewritten(aggregate);
        switch (name) {
            case "percentile_cont" -> {
                if (order.size() != 1 || order.get(0).getKind() == SqlKind.DESCENDING) {
                    return refuse(call, "percentile_cont over several or descending values");
                }
                operands.add(order.get(0));
            }
            case "listagg", "string_agg", "array_agg" -> operands.add(order);
            default -> {
                return refuse(call, aggregate.getOperator().getName() + " WITHIN GROUP");
            }
        }
        return quantified(aggregate, call.getParserPosition(), name, operands);
    }

    private SqlNode function(SqlCall call) {
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        switch (name) {
            case "trim":
                return call.operandCount() == 3 ? trim(call) : ours("trim", call);
            case "json_value":
                return jsonValue(call);
            case "floor", "ceil":
                if (call.operandCount() == 2) {
                    return refuse(call, name.toUpperCase(Locale.ROOT) + "(… TO …) (date_trunc does it)");
                }
                return ours(name, call);
            case "grouping":
                return SqlStdOperatorTable.GROUPING.createCall(call.getParserPosition(), rewritten(call));
            default:
                break;
        }
        Optional<Function> function = Functions.named(name);
        if (function.isPresent()) {
            return counted(function.get(), call, rewritten(call));
        }
        rewritten(call);
        boolean named = call instanceof SqlBasicCall && call.getOperator() instanceof SqlFunction;
        if (!named) {
            return refuse(call, call.getOperator().getName());
        }
        problems.add(new Refusal(
                call.getParserPosition(),
                Sentence.of(
                        SqlProblem.SQL_UNKNOWN_FUNCTION,
                        "name",
                        call.getOperator().getName()),
                Nearest.to(name, Functions.all().map(Function::name).toList())));
        return problem(call);
    }

    private SqlNode counted(Function function, SqlCall call, List<SqlNode> operands) {
        long count = operands.stream().filter(o -> !(o instanceof SqlNodeList)).count();
        if (function.forms().stream().noneMatch(f -> f.takes((int) count))) {
            String expected = Call.parameters(function);
            String found = count == 1 ? "one argument" : count == 0 ? "none" : count + " arguments";
            problems.add(Refusal.at(
                    call,
                    SqlProblem.SQL_WRONG_ARGUMENTS,
                    "function",
                    function.name(),
                    "expected",
                    expected,
                    "found",
                    found));
            return problem(call);
        }
        return quantified(call, call.getParserPosition(), function.name(), operands);
    }

    private SqlNode trim(SqlCall call) {
        String flag = String.valueOf(call.operand(0));
        String name = "LEADING".equals(flag) ? "ltrim" : "TRAILING".equals(flag) ? "rtrim" : "trim";
        boolean blank = call.operand(1) instanceof SqlLiteral literal && " ".equals(literal.toValue());
        SqlNode text = rewrite(call.operand(2));
        return blank
                ? ours(name, call.getParserPosition(), text)
                : ours(name, call.getParserPosition(), text, rewrite(call.operand(1)));
    }

    private SqlNode jsonValue(SqlCall call) {
        if (call.operandCount() < 2) {
            return refuse(call, "JSON_VALUE without a path");
        }
        SqlNode value =
                ours("json_value", call.getParserPosition(), rewrite(call.operand(0)), rewrite(call.operand(1)));
        for (SqlNode more : call.getOperandList().subList(2, call.operandCount())) {
            if (more instanceof SqlDataTypeSpec spec) {
                try {
                    return SqlLibraryOperators.TRY_CAST.createCall(
                            call.getParserPosition(), value, CastTypes.spec(spec));
                } catch (Refusal refusal) {
                    problems.add(refusal);
                }
            } else if (!String.valueOf(more).equals("RETURNING")) {
                return refuse(call, "JSON_VALUE with ON EMPTY or ON ERROR");
            }
        }
        return value;
    }

    private List<SqlNode> rewritten(SqlCall call) {
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

    private SqlNode ours(String name, SqlCall call) {
        return ours(name, call.getParserPosition(), rewritten(call).toArray(SqlNode[]::new));
    }

    private static SqlNode ours(String name, SqlParserPos position, SqlNode... operands) {
        return Operators.named(name).createCall(position, operands);
    }

    private static SqlNode quantified(SqlCall call, SqlParserPos position, String name, List<SqlNode> operands) {
        SqlLiteral quantifier = call.getFunctionQuantifier();
        return Operators.named(name).createCall(quantifier, position, operands.toArray(SqlNode[]::new));
    }

    private SqlNode refuse(SqlNode node, String construct) {
        problems.add(Refusal.at(node, SqlProblem.SQL_NOT_PORTABLE, "construct", construct));
        return problem(node);
    }

    static SqlNode problem(SqlNode node) {
        return Operators.PROBLEM.createCall(node.getParserPosition());
    }
}
