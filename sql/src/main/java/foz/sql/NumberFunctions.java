package foz.sql;

import static foz.sql.Function.scalar;

import foz.api.type.Type;
import foz.api.type.Type.Decimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions of numbers. Where a result isn't a number, it's NULL. */
final class NumberFunctions {

    static final List<Function> ALL = List.of(
            scalar("abs", "The number without its sign.")
                    .form("(number: N) -> N", "abs($0)")
                    .example("abs(-3)", "3"),
            scalar("round", "The nearest number with so many digits behind the point; halves go away from zero.")
                    .form("(number: I) -> I", "$0", "$0")
                    .form(
                            "(number: decimal) -> decimal",
                            NumberFunctions::whole,
                            "CAST(round($0) AS $type)",
                            "CAST(round($0) AS $type)")
                    .form("(number: number) -> double", "round(CAST($0 AS DOUBLE))")
                    .form(
                            "(number: decimal, digits: constant) -> decimal",
                            NumberFunctions::oneDigitMore,
                            "CAST(round($0, $1) AS $type)",
                            "CAST(round($0, $1) AS $type)")
                    .form("(number: number, digits: constant) -> double", "round(CAST($0 AS DOUBLE), $1)")
                    .example("round(2.5)", "3")
                    .example("round(-2.45, 1)", "-2.50"),
            toWhole("ceil", "The smallest whole number that isn't below.", "-1", "2"),
            toWhole("ceiling", "The same as ceil.", "-1", "2"),
            toWhole("floor", "The largest whole number that isn't above.", "-2", "1"),
            toWhole("trunc", "The number without its digits behind the point.", "-1", "1"),
            scalar("mod", "What remains of a division; it has the sign of the dividend; NULL when the divisor is 0.")
                    .form("(dividend: N, divisor: N) -> N", "CAST($0 % NULLIF($1, 0) AS $type)")
                    .example("mod(-7, 3)", "-1")
                    .example("mod(7, 0)", "NULL"),
            real("power", "(base: number, exponent: number) -> double", "A number raised to a power.")
                    .example("power(2, 10)", "1024.0"),
            real("sqrt", "(number: number) -> double", "The square root; NULL of a number below 0.")
                    .example("sqrt(9)", "3.0")
                    .example("sqrt(-1)", "NULL"),
            real("exp", "(number: number) -> double", "e raised to a power.").example("exp(0)", "1.0"),
            real("ln", "(number: number) -> double", "The natural logarithm; NULL of 0 and below.")
                    .example("ln(1)", "0.0")
                    .example("ln(0)", "NULL"),
            real("log10", "(number: number) -> double", "The logarithm to base 10; NULL of 0 and below.")
                    .example("log10(1000)", "3.0"),
            scalar("sign", "-1, 0 or 1.")
                    .form("(number: number) -> int", "CAST(sign($0) AS INTEGER)", "CAST(sign($0) AS INT)")
                    .example("sign(-2.5)", "-1"),
            scalar("greatest", "The largest of the values that aren't NULL.")
                    .form("(values: C...) -> C", "greatest($*)")
                    .example("greatest(1, 3, 2)", "3"),
            scalar("least", "The smallest of the values that aren't NULL.")
                    .form("(values: C...) -> C", "least($*)")
                    .example("least(1, 3, 2)", "1"));

    private NumberFunctions() {}

    private static Function toWhole(String name, String doc, String ofNegative, String ofPositive) {
        String call = ("ceiling".equals(name) ? "ceil" : name) + "($0)";
        return scalar(name, doc)
                .form("(number: I) -> I", "$0")
                .form(
                        "(number: decimal) -> decimal",
                        NumberFunctions::whole,
                        "CAST(" + call + " AS $type)",
                        "CAST(" + call + " AS $type)")
                .form("(number: number) -> double", call)
                .example(name + "(-1.5)", ofNegative)
                .example(name + "(1.5)", ofPositive);
    }

    private static Function real(String name, String signature, String doc) {
        String arguments = signature.contains(",") ? "CAST($0 AS DOUBLE), CAST($1 AS DOUBLE)" : "CAST($0 AS DOUBLE)";
        String value = "TRY(" + name + "(" + arguments + "))";
        String duckdb = "CASE WHEN isfinite(" + value + ") THEN " + value + " END";
        return scalar(name, doc).form(signature, duckdb, "nullif(" + name + "($*), double('NaN'))");
    }

    private static Optional<Type> whole(List<Argument> arguments, Map<String, Type> letters) {
        return decimal(arguments).map(d -> new Decimal(Math.min(38, d.precision() - d.scale() + 1), 0));
    }

    private static Optional<Type> oneDigitMore(List<Argument> arguments, Map<String, Type> letters) {
        return decimal(arguments).map(d -> new Decimal(Math.min(38, d.precision() + 1), d.scale()));
    }

    private static Optional<Decimal> decimal(List<Argument> arguments) {
        return arguments.getFirst() instanceof Argument.Typed typed && typed.type() instanceof Decimal d
                ? Optional.of(d)
                : Optional.empty();
    }
}
