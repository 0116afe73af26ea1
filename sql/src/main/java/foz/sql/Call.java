package foz.sql;

import foz.api.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** How Calcite asks one of our functions whether a call is right and what type it has. */
final class Call implements SqlOperandTypeChecker, SqlReturnTypeInference {

    private final Function function;

    Call(Function function) {
        this.function = function;
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
        List<Argument> arguments = arguments(binding);
        if (function.match(arguments).isPresent()) {
            return true;
        }
        if (throwOnFailure) {
            throw refuse(binding.getCall(), arguments);
        }
        return false;
    }

    private Refusal refuse(SqlNode call, List<Argument> arguments) {
        String found = arguments.stream().map(Argument::describe).collect(Collectors.joining(", ", "(", ")"));
        if (function.sort() == Function.Sort.OPERATOR) {
            return Refusal.at(
                    call,
                    SqlProblem.SQL_TYPES_DIFFER,
                    "what",
                    Signs.of(function),
                    "found",
                    Signs.pair(arguments),
                    "way",
                    Signs.wayOut(function, arguments));
        }
        Optional<Refusal> word = unknownWord(call, arguments);
        if (word.isPresent()) {
            return word.get();
        }
        String expected = parameters(function);
        return Refusal.at(
                call,
                SqlProblem.SQL_WRONG_ARGUMENTS,
                "function",
                function.name(),
                "expected",
                expected,
                "found",
                found);
    }

    /** A literal where only certain words can stand, and this is none of them. */
    private Optional<Refusal> unknownWord(SqlNode call, List<Argument> arguments) {
        for (Form form : function.forms()) {
            for (int i = 0; i < arguments.size() && form.takes(arguments.size()); i++) {
                boolean text = arguments.get(i) instanceof Argument.Typed t
                        && t.literal().isPresent();
                if (text
                        && form.parameter(i) instanceof Pattern.Word word
                        && !word.words().isEmpty()
                        && !word.fits(arguments.get(i), new HashMap<>())) {
                    String found =
                            "'" + ((Argument.Typed) arguments.get(i)).literal().orElse("") + "'";
                    String expected = "one of " + word.words().stream().sorted().collect(Collectors.joining(", "));
                    return Optional.of(Refusal.at(
                            call,
                            SqlProblem.SQL_WRONG_ARGUMENTS,
                            "function",
                            function.name(),
                            "expected",
                            expected,
                            "found",
                            found));
                }
            }
        }
        return Optional.empty();
    }

    /** What a function takes, in all its forms. */
    static String parameters(Function function) {
        return function.forms().stream()
                .map(f -> f.signature().substring(0, f.signature().indexOf(" ->")))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        return function.match(arguments(binding))
                .flatMap(Function.Match::result)
                .map(CalciteTypes::of)
                .orElseGet(() -> CalciteTypes.FACTORY.createTypeWithNullability(
                        CalciteTypes.FACTORY.createSqlType(SqlTypeName.ANY), true));
    }

    private List<Argument> arguments(SqlOperatorBinding binding) {
        List<SqlNode> nodes = binding instanceof SqlCallBinding call ? call.operands() : List.of();
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < binding.getOperandCount(); i++) {
            if (i < nodes.size() && nodes.get(i) instanceof SqlNodeList) {
                continue; // the ORDER BY of an aggregate
            }
            if (i < nodes.size() && nodes.get(i) instanceof SqlIdentifier star && star.isStar()) {
                arguments.add(new Argument.Unfit("*"));
                continue;
            }
            arguments.add(Argument.of(
                    binding.getOperandType(i), i < nodes.size() ? literal(nodes.get(i)) : Optional.empty()));
        }
        return arguments;
    }

    /** The arguments of a call that has been validated. */
    static List<Argument> arguments(SqlCall call, java.util.function.Function<SqlNode, RelDataType> types) {
        List<Argument> arguments = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            if (operand instanceof SqlNodeList) {
                continue;
            }
            if (operand instanceof SqlIdentifier star && star.isStar()) {
                arguments.add(new Argument.Unfit("*"));
            } else {
                arguments.add(Argument.of(types.apply(operand), literal(operand)));
            }
        }
        return arguments;
    }

    static Optional<String> literal(SqlNode node) {
        return node instanceof SqlLiteral literal && literal.getTypeName() != SqlTypeName.NULL
                ? Optional.ofNullable(literal.toValue())
                : Optional.empty();
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        int least = function.forms().stream()
                .mapToInt(f -> f.parameters().size())
                .min()
                .orElse(0);
        boolean endless = function.forms().stream().anyMatch(Form::repeats);
        int most = function.forms().stream()
                .mapToInt(f -> f.parameters().size())
                .max()
                .orElse(0);
        return endless ? SqlOperandCountRanges.from(least) : SqlOperandCountRanges.between(least, most);
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
        return function.forms().stream().map(Form::signature).collect(Collectors.joining("\n"));
    }

    /** How an operator and its operands are named in a message. */
    private static final class Signs {

        static String of(Function function) {
            return switch (function.name()) {
                case "negate" -> "-";
                case "item" -> "[…]";
                default -> function.name().toUpperCase(java.util.Locale.ROOT);
            };
        }

        static String pair(List<Argument> arguments) {
            return arguments.stream().map(Argument::describe).distinct().collect(Collectors.joining(" and "));
        }

        static String wayOut(Function function, List<Argument> arguments) {
            List<Type> types = arguments.stream()
                    .flatMap(a -> a instanceof Argument.Typed t
                            ? java.util.stream.Stream.of(t.type())
                            : java.util.stream.Stream.of())
                    .toList();
            if ("-".equals(function.name())
                    && types.size() == 2
                    && types.stream().allMatch(Signs::isTime)) {
                return "count the time between them with timestampdiff(DAY, from, to)";
            }
            if (types.contains(Type.Primitive.TIMESTAMPTZ)
                    && (types.contains(Type.Primitive.TIMESTAMP) || types.contains(Type.Primitive.DATE))) {
                return "take the wall clock of the timestamptz with local(…)";
            }
            for (Argument argument : arguments) {
                if (argument instanceof Argument.Typed t
                        && t.type() == Type.Primitive.STRING
                        && t.literal().isPresent()) {
                    Optional<Type> other = types.stream().filter(Signs::isTime).findFirst();
                    if (other.isPresent()) {
                        return "write " + other.get().toString().toUpperCase(java.util.Locale.ROOT) + " '"
                                + t.literal().get() + "'";
                    }
                }
            }
            return "cast one of them, as in CAST(… AS " + (types.isEmpty() ? "string" : types.getFirst()) + ")";
        }

        private static boolean isTime(Type type) {
            return type == Type.Primitive.DATE
                    || type == Type.Primitive.TIMESTAMP
                    || type == Type.Primitive.TIMESTAMPTZ;
        }
    }
}
