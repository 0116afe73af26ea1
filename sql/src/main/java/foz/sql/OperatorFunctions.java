package foz.sql;

import static foz.sql.Function.operator;

import foz.api.type.Type;
import foz.api.type.Type.Decimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operators: what stands between or before its operands. */
final class OperatorFunctions {

    static final List<Function> ALL = List.of(
            comparison("=", "Whether both are equal; NULL when one is NULL. Text is compared by code points."),
            comparison("<>", "Whether both differ."),
            comparison("<", "Whether the left is smaller."),
            comparison("<=", "Whether the left is smaller or equal."),
            comparison(">", "Whether the left is larger."),
            comparison(">=", "Whether the left is larger or equal."),
            comparison("IS DISTINCT FROM", "Whether both differ, NULL being a value like any other."),
            comparison("IS NOT DISTINCT FROM", "Whether both are equal, NULL being a value like any other."),
            operator("between", "Whether a value lies between two others, or equals one of them.")
                    .form("(value: C, low: C, high: C) -> boolean", "($0 BETWEEN $1 AND $2)")
                    .example("2 BETWEEN 1 AND 3", "true"),
            operator("in", "Whether a value is among others.")
                    .form("(value: T, others: T...) -> boolean", "($0 IN ($1*))")
                    .example("2 IN (1, 2)", "true"),
            operator(
                            "like",
                            "Whether a text fits a pattern: % stands for any text, _ for one character; no character"
                                    + " escapes them unless ESCAPE names it.")
                    .form("(text: string, pattern: string) -> boolean", "($0 LIKE $1)")
                    .form("(text: string, pattern: string, escape: constant) -> boolean", "($0 LIKE $1 ESCAPE $2)")
                    .example("'abc' LIKE 'a%'", "true"),
            operator("ilike", "Like LIKE, without regard to case.")
                    .form("(text: string, pattern: string) -> boolean", "($0 ILIKE $1)")
                    .example("'ABC' ILIKE 'a%'", "true"),
            sum("+", "The sum; a date or time moved by an interval.")
                    .example("1 + 2", "3")
                    .example("DATE '2024-01-31' + INTERVAL '1' MONTH", "2024-02-29"),
            sum("-", "The difference; a date or time moved back by an interval.")
                    .example("3 - 2", "1"),
            operator("*", "The product; of decimals with all their digits.")
                    .form("(left: I, right: I) -> I", "($0 * $1)")
                    .form(
                            "(left: N, right: N) -> decimal",
                            OperatorFunctions::product,
                            "CAST($0 * $1 AS $type)",
                            "CAST($0 * $1 AS $type)")
                    .form(
                            "(left: number, right: number) -> double",
                            OperatorFunctions::real,
                            "(CAST($0 AS DOUBLE) * CAST($1 AS DOUBLE))",
                            "($0 * $1)")
                    .example("1.5 * 1.5", "2.25"),
            operator("/", "The quotient, always a double, NULL when the divisor is 0.")
                    .form(
                            "(left: number, right: number) -> double",
                            "(CAST($0 AS DOUBLE) / NULLIF(CAST($1 AS DOUBLE), 0))")
                    .example("1 / 4", "0.25")
                    .example("1 / 0", "NULL"),
            operator("%", "The same as mod.")
                    .form("(dividend: N, divisor: N) -> N", "CAST($0 % NULLIF($1, 0) AS $type)")
                    .example("7 % 3", "1"),
            operator("negate", "The number with the other sign, written with a minus before it.")
                    .form("(number: N) -> N", "(- $0)")
                    .example("- (1 + 2)", "-3"),
            operator("||", "Two texts, or two lists, one after the other; NULL when one of them is.")
                    .form("(left: string, right: string) -> string", "($0 || $1)")
                    .form("(left: list<T>, right: list<T>) -> list<T>", "($0 || $1)")
                    .example("'a' || 'b'", "ab"),
            operator(
                            "item",
                            "An element of a list, counted from 1, or the value of a map's key; NULL when there is"
                                    + " none. Written list[1].")
                    .form("(list: list<T>, number: integer) -> T", "$0[$1]", "try_element_at($0, $1)")
                    .form("(map: map<K, V>, key: K) -> V", "$0[$1]", "try_element_at($0, $1)")
                    .example("ARRAY['a', 'b'][2]", "b")
                    .example("MAP['a', 1]['a']", "1"));

    private OperatorFunctions() {}

    private static Function comparison(String sign, String doc) {
        boolean ordered = sign.startsWith("<") && !"<>".equals(sign) || sign.startsWith(">");
        Function function = operator(sign, doc)
                .form(
                        ordered ? "(left: C, right: C) -> boolean" : "(left: T, right: T) -> boolean",
                        "($0 " + sign + " $1)");
        return function.example(
                "1 " + sign + " 1",
                List.of("=", "<=", ">=", "IS NOT DISTINCT FROM").contains(sign) ? "true" : "false");
    }

    private static Function sum(String sign, String doc) {
        String plain = "($0 " + sign + " $1)";
        String real = "(CAST($0 AS DOUBLE) " + sign + " CAST($1 AS DOUBLE))";
        return operator(sign, doc)
                .form("(left: I, right: I) -> I", plain)
                .form(
                        "(left: N, right: N) -> decimal",
                        OperatorFunctions::sum,
                        "CAST($0 " + sign + " $1 AS $type)",
                        plain)
                .form("(left: number, right: number) -> double", OperatorFunctions::real, real, plain)
                .form("(date: date, by: days) -> date", "CAST($0 " + sign + " $1 AS DATE)", plain)
                .form("(date: date, by: fixed) -> timestamp", plain)
                .form("(at: timestamp, by: interval) -> timestamp", plain)
                .form("(at: timestamptz, by: fixed) -> timestamptz", plain)
                .form(
                        "(at: timestamptz, by: days) -> timestamptz",
                        "timezone($zone, timezone($zone, $0) " + sign + " $1)",
                        plain);
    }

    private static Optional<Type> sum(List<Argument> arguments, Map<String, Type> letters) {
        return decimals(arguments).map(d -> {
            int scale = Math.max(d.get(0).scale(), d.get(1).scale());
            int whole = Math.max(
                    d.get(0).precision() - d.get(0).scale(),
                    d.get(1).precision() - d.get(1).scale());
            return new Decimal(Math.min(38, whole + scale + 1), scale);
        });
    }

    private static Optional<Type> product(List<Argument> arguments, Map<String, Type> letters) {
        return decimals(arguments)
                .filter(d -> d.get(0).scale() + d.get(1).scale() <= 38)
                .map(d -> new Decimal(
                        Math.min(38, d.get(0).precision() + d.get(1).precision()),
                        d.get(0).scale() + d.get(1).scale()));
    }

    private static Optional<Type> real(List<Argument> arguments, Map<String, Type> letters) {
        return Optional.of(Type.Primitive.DOUBLE);
    }

    /** Both as decimals, when neither is a binary fraction. */
    private static Optional<List<Decimal>> decimals(List<Argument> arguments) {
        List<Type> types = arguments.stream()
                .flatMap(a -> a instanceof Argument.Typed typed
                        ? java.util.stream.Stream.of(typed.type())
                        : java.util.stream.Stream.of())
                .toList();
        if (types.size() != 2 || types.stream().anyMatch(CommonType::isBinaryFraction)) {
            return Optional.empty();
        }
        return Optional.of(types.stream().map(CommonType::decimal).toList());
    }
}
