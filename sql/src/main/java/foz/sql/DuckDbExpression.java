package foz.sql;

import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlCase;

/** Prints a validated expression for DuckDB. */
final class DuckDbExpression {

    /** In a template of several aggregates: where FILTER and OVER go. */
    private static final String AFTER = "$after";

    private final Validation validation;
    private final DuckDbQuery queries;
    private final String zone;
    private boolean qualified = true;

    DuckDbExpression(Validation validation, ZoneId zone, DuckDbQuery queries) {
        this.validation = validation;
        this.queries = queries;
        this.zone = DuckDbTypes.literal(zone.getId());
    }

    /** From now on columns are printed without their table. */
    DuckDbExpression unqualified() {
        qualified = false;
        return this;
    }

    /** The time zone as a literal. */
    String zone() {
        return zone;
    }

    String text(SqlNode node) {
        return Constructs.isQuery(node) ? plain(node) : queries.substitute(node).orElseGet(() -> plain(node));
    }

    private String plain(SqlNode node) {
        return switch (node) {
            case SqlLiteral literal -> DuckDbLiterals.text(literal);
            case SqlIdentifier id -> id.isStar() ? "*" : column(id);
            case SqlCase choice -> choice(choice);
            case SqlCall call -> call(call);
            case SqlNodeList list -> "(" + list(list) + ")";
            default -> throw refuse(node);
        };
    }

    private static Refusal refuse(SqlNode node) {
        return Refusal.at(node, SqlProblem.SQL_NOT_PORTABLE, "construct", node.getKind().sql);
    }

    String list(Iterable<SqlNode> nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(n -> texts.add(text(n)));
        return String.join(", ", texts);
    }

    String path(List<String> names) {
        return String.join(".", names.stream().map(DuckDbTypes::name).toList());
    }

    /** Fields of a struct are taken out of the column in parentheses, lest a table's name be seen in it. */
    private String column(SqlIdentifier id) {
        List<String> names = qualified ? id.names : id.names.subList(1, id.names.size());
        int own = qualified ? 2 : 1;
        if (names.size() <= own) {
            return path(names);
        }
        return "(" + path(names.subList(0, own)) + ")." + path(names.subList(own, names.size()));
    }

    private String choice(SqlCase choice) {
        RelDataType type = validation.type(choice);
        StringBuilder text = new StringBuilder("CASE");
        for (int i = 0; i < choice.getWhenOperands().size(); i++) {
            text.append(" WHEN ").append(text(choice.getWhenOperands().get(i)));
            text.append(" THEN ").append(as(choice.getThenOperands().get(i), type));
        }
        SqlNode otherwise = choice.getElseOperand();
        if (otherwise != null) {
            text.append(" ELSE ").append(as(otherwise, type));
        }
        return text + " END";
    }

    /** The expression, converted where its type isn't the one wanted. */
    private String as(SqlNode node, RelDataType wanted) {
        Optional<Type> from = CalciteTypes.type(validation.type(node));
        Optional<Type> to = CalciteTypes.type(wanted);
        boolean same = from.isEmpty() || to.isEmpty() || from.equals(to);
        return same ? text(node) : "CAST(" + text(node) + " AS " + DuckDbTypes.text(to.get()) + ")";
    }

    private String call(SqlCall call) {
        Optional<Function> function = Operators.function(call.getOperator());
        if (function.isPresent()) {
            return wrapped(function.get(), call, suffixed(function.get(), call));
        }
        return switch (call.getKind()) {
            case AND, OR -> joined(call);
            case NOT -> "(NOT " + text(call.operand(0)) + ")";
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                "(" + text(call.operand(0)) + " " + call.getOperator().getName() + ")";
            case CAST -> DuckDbCasts.text(this, "CAST", call, validation);
            case SAFE_CAST -> DuckDbCasts.text(this, "TRY_CAST", call, validation);
            case IN, NOT_IN -> in(call);
            case EXISTS -> "EXISTS (" + queries.query(call.operand(0)) + ")";
            case SCALAR_QUERY -> text(call.operand(0));
            case ROW -> row(call);
            case ARRAY_VALUE_CONSTRUCTOR -> "[" + list(call.getOperandList()) + "]";
            case MAP_VALUE_CONSTRUCTOR -> map(call);
            case COALESCE -> "coalesce(" + list(call.getOperandList()) + ")";
            case GROUPING -> "grouping(" + list(call.getOperandList()) + ")";
            case DOT ->
                "(" + text(call.operand(0)) + ")."
                        + DuckDbTypes.name(((SqlIdentifier) call.operand(1)).names.getLast());
            case OVER, FILTER, IGNORE_NULLS, RESPECT_NULLS -> outer(call);
            case DEFAULT -> throw refuse(call);
            default -> {
                if (Constructs.isQuery(call)) {
                    yield "(" + queries.query(call) + ")";
                }
                throw refuse(call);
            }
        };
    }

    private String joined(SqlCall call) {
        List<String> parts = new ArrayList<>();
        call.getOperandList().forEach(o -> parts.add(text(o)));
        return "(" + String.join(" " + call.getOperator().getName() + " ", parts) + ")";
    }

    private String in(SqlCall call) {
        SqlNode among = call.operand(1);
        String list = among instanceof SqlNodeList values ? list(values) : queries.query(among);
        return "(" + text(call.operand(0)) + " " + call.getOperator().getName() + " (" + list + "))";
    }

    /** A struct where its fields have names by its type; within IN it's a tuple, whose names don't matter. */
    private String row(SqlCall call) {
        return "(" + list(call.getOperandList()) + (call.operandCount() == 1 ? ",)" : ")");
    }

    private String map(SqlCall call) {
        List<String> keys = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i + 1 < call.operandCount(); i += 2) {
            keys.add(text(call.operand(i)));
            values.add(text(call.operand(i + 1)));
        }
        return "MAP([" + String.join(", ", keys) + "], [" + String.join(", ", values) + "])";
    }

    /** An aggregate with what follows it; a cast to the declared type goes around all of it. */
    private String outer(SqlCall call) {
        SqlCall innermost = innermost(call);
        Function function = Operators.function(innermost.getOperator()).orElseThrow(() -> refuse(call));
        return wrapped(function, innermost, suffixed(function, call));
    }

    private static SqlCall innermost(SqlCall call) {
        return switch (call.getKind()) {
            case OVER, FILTER, IGNORE_NULLS, RESPECT_NULLS -> innermost(call.operand(0));
            default -> call;
        };
    }

    private String suffixed(Function function, SqlCall call) {
        SqlCall innermost = innermost(call);
        String after = after(function, call);
        String template = form(function, innermost).duckdb();
        if (template.contains(AFTER)) {
            return around(template, innermost, after);
        }
        String inner = inner(function, innermost);
        String nulls = nulls(call);
        return (nulls.isEmpty() ? inner : inner.substring(0, inner.length() - 1) + nulls + ")") + after;
    }

    /** FILTER and OVER, in the order written. */
    private String after(Function function, SqlCall call) {
        return switch (call.getKind()) {
            case FILTER -> after(function, call.operand(0)) + " FILTER (WHERE " + text(call.operand(1)) + ")";
            case OVER -> after(function, call.operand(0)) + " OVER " + over(function, call.operand(1));
            case IGNORE_NULLS, RESPECT_NULLS -> after(function, call.operand(0));
            default -> "";
        };
    }

    private static String nulls(SqlCall call) {
        return switch (call.getKind()) {
            case FILTER, OVER -> nulls(call.operand(0));
            case IGNORE_NULLS, RESPECT_NULLS -> " " + call.getKind().name().replace('_', ' ');
            default -> "";
        };
    }

    /** A call made of several aggregates, each followed by the same. */
    private String around(String template, SqlCall call, String after) {
        String distinct = isDistinct(call) ? "DISTINCT " : "";
        List<String> texts =
                call.getOperandList().stream().map(o -> distinct + text(o)).toList();
        return Stream.of(template.split(Pattern.quote(AFTER), -1))
                .map(part -> Template.fill(part, texts, zone, () -> typeName(call)))
                .collect(Collectors.joining(after));
    }

    private static boolean isDistinct(SqlCall call) {
        SqlLiteral quantifier = call.getFunctionQuantifier();
        return quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
    }

    private String over(Function function, SqlNode window) {
        if (window instanceof SqlIdentifier name) {
            return DuckDbTypes.name(name.getSimple());
        }
        SqlWindow spec = (SqlWindow) window;
        boolean unordered = spec.getOrderList().size() == 0 && spec.getRefName() == null;
        if (function.sort() == Function.Sort.WINDOW && unordered) {
            throw Refusal.at(window, SqlProblem.SQL_NEEDS_ORDER, "function", function.name());
        }
        return "(" + window(spec) + ")";
    }

    String window(SqlWindow window) {
        StringBuilder text = new StringBuilder();
        SqlIdentifier base = window.getRefName();
        if (base != null) {
            text.append(DuckDbTypes.name(base.getSimple())).append(' ');
        }
        if (window.getPartitionList().size() > 0) {
            text.append("PARTITION BY ").append(list(window.getPartitionList())).append(' ');
        }
        if (window.getOrderList().size() > 0) {
            text.append("ORDER BY ").append(order(window.getOrderList())).append(' ');
        }
        SqlNode lower = window.getLowerBound();
        if (lower != null) {
            SqlNode upper = window.getUpperBound();
            text.append(window.isRows() ? "ROWS " : "RANGE ");
            text.append(upper == null ? bound(lower) : "BETWEEN " + bound(lower) + " AND " + bound(upper));
        }
        return text.toString().strip();
    }

    private String bound(SqlNode bound) {
        return switch (bound.getKind()) {
            case PRECEDING -> text(((SqlCall) bound).operand(0)) + " PRECEDING";
            case FOLLOWING -> text(((SqlCall) bound).operand(0)) + " FOLLOWING";
            default -> bound.toString();
        };
    }

    /** NULLs come last unless the user says otherwise. */
    String order(SqlNodeList order) {
        List<String> keys = new ArrayList<>();
        for (SqlNode item : order) {
            SqlNode key = item;
            String nulls = " NULLS LAST";
            if (key.getKind() == SqlKind.NULLS_FIRST || key.getKind() == SqlKind.NULLS_LAST) {
                nulls = key.getKind() == SqlKind.NULLS_FIRST ? " NULLS FIRST" : nulls;
                key = ((SqlCall) key).operand(0);
            }
            boolean descending = key.getKind() == SqlKind.DESCENDING;
            key = descending ? ((SqlCall) key).operand(0) : key;
            keys.add(text(key) + (descending ? " DESC" : "") + nulls);
        }
        return String.join(", ", keys);
    }

    private Form form(Function function, SqlCall call) {
        return function.match(Call.arguments(call, validation::type))
                .map(Function.Match::form)
                .orElseThrow(() -> refuse(call));
    }

    private String wrapped(Function function, SqlCall call, String inner) {
        boolean cast = form(function, call).duckdb().startsWith("!");
        return cast ? "CAST(" + inner + " AS " + typeName(call) + ")" : inner;
    }

    private String typeName(SqlCall call) {
        Function function = Operators.function(call.getOperator()).orElseThrow(() -> refuse(call));
        Optional<Type> type =
                function.match(Call.arguments(call, validation::type)).flatMap(Function.Match::result);
        return DuckDbTypes.text(type.orElse(Primitive.STRING));
    }

    /** The call itself, without what an aggregate may be followed by. */
    private String inner(Function function, SqlCall call) {
        String template = form(function, call).duckdb();
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        String order = "";
        if (!operands.isEmpty() && operands.getLast() instanceof SqlNodeList list) {
            operands.removeLast();
            order = " ORDER BY " + order(list);
        }
        boolean needsOrder = List.of("array_agg", "string_agg", "listagg").contains(function.name());
        if (needsOrder && order.isEmpty()) {
            throw Refusal.at(call, SqlProblem.SQL_NEEDS_ORDER, "function", function.name());
        }
        List<String> texts = operands.stream().map(this::text).toList();
        String text = Template.fill(
                template.startsWith("!") ? template.substring(1) : template, texts, zone, () -> typeName(call));
        if (isDistinct(call)) {
            text = text.replaceFirst("\\(", "(DISTINCT ");
        }
        return order.isEmpty() ? text : text.substring(0, text.length() - 1) + order + ")";
    }
}
