package foz.sql;

import foz.api.type.Type;
import foz.api.type.Type.Decimal;
import foz.api.type.Type.Primitive;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;

/**
 * An aggregate whose value follows from partial ones.
 *
 * @param call as it stands in the query, FILTER and all
 * @param states what of it is kept
 * @param value its value, of the states' columns: {@code $0} is the first
 * @param takesBack whether rows can be taken out of it
 */
record Aggregate(SqlNode call, List<State> states, String value, boolean takesBack) {

    /**
     * A partial aggregate that is kept with the table's rows.
     *
     * @param full computed from all rows; equal texts are one state
     * @param partial over the rows that came and went: {@code $x} is the argument, {@code $came} and {@code $went} stand for which rows
     * @param merged the function that puts partial values together
     */
    record State(String full, Type type, String argument, String filter, String partial, String merged) {}

    /** The aggregate behind a node, if its parts can be merged. */
    static Optional<Aggregate> of(SqlNode node, DuckDbExpression printer, Validation validation) {
        SqlCall call = node.getKind() == SqlKind.FILTER ? ((SqlCall) node).operand(0) : (SqlCall) node;
        String filter = node.getKind() == SqlKind.FILTER ? printer.text(((SqlCall) node).operand(1)) : "TRUE";
        String behind = "TRUE".equals(filter) ? "" : " FILTER (WHERE " + filter + ")";
        SqlLiteral quantifier = call.getFunctionQuantifier();
        boolean distinct = quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
        String name = Operators.function(call.getOperator()).map(Function::name).orElse("");
        boolean minMax = "min".equals(name) || "max".equals(name);
        boolean simple = call.operandCount() == 1 && (!distinct || minMax || name.startsWith("bool_"));
        if (!simple) {
            return Optional.empty();
        }
        SqlNode operand = call.operand(0);
        boolean star = operand instanceof SqlIdentifier id && id.isStar();
        String argument = star ? "1" : printer.text(operand);
        Optional<Type> type = star ? Optional.of(Primitive.INT) : CalciteTypes.type(validation.type(operand));
        String full = printer.text(node);
        return type.flatMap(t -> switch (name) {
            case "count" -> Optional.of(new Aggregate(node, List.of(count(full, argument, filter)), "$0", true));
            case "count_if" -> {
                String counted = "CASE WHEN " + argument + " THEN 1 END";
                yield Optional.of(new Aggregate(node, List.of(count(full, counted, filter)), "$0", true));
            }
            case "sum" -> Optional.of(sum(node, full, t, argument, filter, behind));
            case "avg" -> Optional.of(avg(node, t, argument, filter, behind));
            case "min", "max", "bool_and", "bool_or" ->
                Optional.of(new Aggregate(
                        node,
                        List.of(new State(full, t, argument, filter, name + "($x) FILTER (WHERE $f)", name)),
                        "$0",
                        false));
            default -> Optional.empty();
        });
    }

    static State count(String full, String argument, String filter) {
        String partial = "count($x) FILTER (WHERE $came) - count($x) FILTER (WHERE $went)";
        return new State(full, Primitive.LONG, argument, filter, partial, "sum");
    }

    private static Aggregate sum(SqlNode node, String full, Type type, String argument, String filter, String behind) {
        if (CommonType.isBinaryFraction(type)) {
            State state = new State(
                    full, Primitive.DOUBLE, argument, filter, "sum(CAST($x AS DOUBLE)) FILTER (WHERE $f)", "sum");
            return new Aggregate(node, List.of(state), "$0", false);
        }
        Type sum = type instanceof Decimal d ? new Decimal(38, d.scale()) : Primitive.LONG;
        State state = exact(full, sum, argument, filter);
        return new Aggregate(node, List.of(state, counted(argument, filter, behind)), "$0", true);
    }

    private static Aggregate avg(SqlNode node, Type type, String argument, String filter, String behind) {
        State count = counted(argument, filter, behind);
        String value = "CAST($0 AS DOUBLE) / NULLIF($1, 0)";
        if (CommonType.isBinaryFraction(type)) {
            String full = "sum(CAST(" + argument + " AS DOUBLE))" + behind;
            State sum = new State(
                    full, Primitive.DOUBLE, argument, filter, "sum(CAST($x AS DOUBLE)) FILTER (WHERE $f)", "sum");
            return new Aggregate(node, List.of(sum, count), value, false);
        }
        Type sum = new Decimal(38, type instanceof Decimal d ? d.scale() : 0);
        String full = "CAST(sum(" + argument + ")" + behind + " AS " + DuckDbTypes.text(sum) + ")";
        return new Aggregate(node, List.of(exact(full, sum, argument, filter), count), value, true);
    }

    private static State counted(String argument, String filter, String behind) {
        return count("count(" + argument + ")" + behind, argument, filter);
    }

    private static State exact(String full, Type type, String argument, String filter) {
        String partial = "coalesce(sum($x) FILTER (WHERE $came), 0) - coalesce(sum($x) FILTER (WHERE $went), 0)";
        return new State(full, type, argument, filter, partial, "exact");
    }
}
