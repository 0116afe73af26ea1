package foz.sql;

import foz.api.failure.Nearest;
import foz.api.failure.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The part of {@link Normaliser} that knows calls of functions: which there are, and the forms of SQL that are calls in disguise. */
final class FunctionCalls {

    private final Normaliser tree;
    private final Problems problems;

    FunctionCalls(Normaliser tree, Problems problems) {
        this.tree = tree;
        this.problems = problems;
    }

    SqlNode function(SqlCall call) {
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        switch (name) {
            case "trim":
                return call.operandCount() == 3 ? trim(call) : tree.ours("trim", call);
            case "json_value":
                return jsonValue(call);
            case "floor", "ceil":
                if (call.operandCount() == 2) {
                    return tree.refuse(call, name.toUpperCase(Locale.ROOT) + "(… TO …) (date_trunc does it)");
                }
                return tree.ours(name, call);
            case "grouping":
                return SqlStdOperatorTable.GROUPING.createCall(call.getParserPosition(), tree.rewritten(call));
            default:
                break;
        }
        Optional<Function> function = Functions.named(name);
        if (function.isPresent()) {
            return counted(function.get(), call, tree.rewritten(call));
        }
        tree.rewritten(call);
        boolean named = call instanceof SqlBasicCall && call.getOperator() instanceof SqlFunction;
        if (!named) {
            return tree.refuse(call, call.getOperator().getName());
        }
        problems.add(new Refusal(
                call.getParserPosition(),
                Sentence.of(
                        SqlProblem.SQL_UNKNOWN_FUNCTION,
                        "name",
                        call.getOperator().getName()),
                Nearest.to(name, Functions.all().map(Function::name).toList())));
        return Normaliser.problem(call);
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
            return Normaliser.problem(call);
        }
        return quantified(call, call.getParserPosition(), function.name(), operands);
    }

    /** The ordered argument becomes an ordinary one, so that the validator sees a function like all others. */
    SqlNode withinGroup(SqlCall call) {
        SqlCall aggregate = call.operand(0);
        SqlNodeList order = (SqlNodeList) tree.rewrite(call.operand(1));
        String name = aggregate.getOperator().getName().toLowerCase(Locale.ROOT);
        List<SqlNode> operands = tree.rewritten(aggregate);
        switch (name) {
            case "percentile_cont" -> {
                if (order.size() != 1 || order.get(0).getKind() == SqlKind.DESCENDING) {
                    return tree.refuse(call, "percentile_cont over several or descending values");
                }
                operands.add(order.get(0));
            }
            case "listagg", "string_agg", "array_agg" -> operands.add(order);
            default -> {
                return tree.refuse(call, aggregate.getOperator().getName() + " WITHIN GROUP");
            }
        }
        return quantified(aggregate, call.getParserPosition(), name, operands);
    }

    /** The validator doesn't take FILTER before OVER; a value that isn't NULL only where the condition holds is the same. */
    SqlNode over(SqlCall call) {
        tree.operands(call);
        if (call.operand(0).getKind() != SqlKind.FILTER) {
            return call;
        }
        SqlCall filter = call.operand(0);
        SqlCall aggregate = filter.operand(0);
        SqlParserPos at = aggregate.getParserPosition();
        boolean leavesNullsOut = aggregate.operandCount() == 1;
        if (!leavesNullsOut) {
            return tree.refuse(call, "this function with FILTER and OVER");
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

    SqlNode cast(SqlCall call) {
        SqlNode type = call.operand(1);
        if (call.operandCount() > 2
                && call.operand(2) != null
                && !(call.operand(2) instanceof SqlLiteral l && l.getValue() == null)) {
            return tree.refuse(call, "CAST with FORMAT");
        }
        if (!(type instanceof SqlDataTypeSpec spec)) {
            return tree.refuse(call, "CAST");
        }
        SqlNode value = tree.rewrite(call.operand(0));
        try {
            SqlDataTypeSpec known = CastTypes.spec(spec);
            boolean trying = call.getKind() == SqlKind.SAFE_CAST;
            return (trying ? SqlLibraryOperators.TRY_CAST : SqlStdOperatorTable.CAST)
                    .createCall(call.getParserPosition(), value, known);
        } catch (Refusal refusal) {
            problems.add(refusal);
            return Normaliser.problem(call);
        }
    }

    private SqlNode trim(SqlCall call) {
        String flag = String.valueOf(call.operand(0));
        String name = "LEADING".equals(flag) ? "ltrim" : "TRAILING".equals(flag) ? "rtrim" : "trim";
        boolean blank = call.operand(1) instanceof SqlLiteral literal && " ".equals(literal.toValue());
        SqlNode text = tree.rewrite(call.operand(2));
        return blank
                ? Normaliser.ours(name, call.getParserPosition(), text)
                : Normaliser.ours(name, call.getParserPosition(), text, tree.rewrite(call.operand(1)));
    }

    private SqlNode jsonValue(SqlCall call) {
        if (call.operandCount() < 2) {
            return tree.refuse(call, "JSON_VALUE without a path");
        }
        SqlNode value = Normaliser.ours(
                "json_value", call.getParserPosition(), tree.rewrite(call.operand(0)), tree.rewrite(call.operand(1)));
        for (SqlNode more : call.getOperandList().subList(2, call.operandCount())) {
            if (more instanceof SqlDataTypeSpec spec) {
                try {
                    return SqlLibraryOperators.TRY_CAST.createCall(
                            call.getParserPosition(), value, CastTypes.spec(spec));
                } catch (Refusal refusal) {
                    problems.add(refusal);
                }
            } else if (!String.valueOf(more).equals("RETURNING")) {
                return tree.refuse(call, "JSON_VALUE with ON EMPTY or ON ERROR");
            }
        }
        return value;
    }

    private static SqlNode quantified(SqlCall call, SqlParserPos position, String name, List<SqlNode> operands) {
        SqlLiteral quantifier = call.getFunctionQuantifier();
        return Operators.named(name).createCall(quantifier, position, operands.toArray(SqlNode[]::new));
    }
}
