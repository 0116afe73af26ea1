package foz.sql;

import static foz.sql.Function.aggregate;

import foz.api.type.Type;
import foz.api.type.Type.Decimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Functions that make one value of many rows. They leave NULLs out, take DISTINCT and FILTER, and may be used with OVER. A template that
 * begins with {@code !} is cast to the declared type as a whole, behind its FILTER and OVER; in one of several aggregates {@code $after}
 * marks where these go.
 */
final class AggregateFunctions {

    /** Not the engine's own: only of sum and count can partial results be merged to the very same number. */
    private static final String AVERAGE = "(CAST(sum($0)$after AS DOUBLE) / count($0)$after)";

    static final List<Function> ALL = List.of(
            aggregate("count", "How many rows there are (*), or in how many the value isn't NULL.")
                    .form("(value: any) -> long", "count($0)")
                    .example("count(*)", "4")
                    .example("count(n)", "3")
                    .example("count(DISTINCT s)", "2"),
            aggregate("count_if", "In how many rows the condition is true.")
                    .form("(condition: boolean) -> long", "!count_if($0)", "count_if($0)")
                    .example("count_if(n > 1)", "2"),
            aggregate(
                            "sum",
                            "The sum: of whole numbers a long, of decimal(p,s) a decimal(38,s), else a double; NULL"
                                    + " when there's nothing to add.")
                    .form("(value: integer) -> long", "!sum($0)", "sum($0)")
                    .form("(value: decimal) -> decimal(38,s)", AggregateFunctions::widest, "!sum($0)", "!sum($0)")
                    .form("(value: number) -> double", "sum(CAST($0 AS DOUBLE))")
                    .example("sum(n)", "6")
                    .example("sum(n) FILTER (WHERE s = 'b')", "3"),
            aggregate(
                            "avg",
                            "The mean, always a double: of whole numbers and decimals the exact sum, made a double,"
                                    + " through how many there are.")
                    .form("(value: number) -> double", AVERAGE, AVERAGE)
                    .example("avg(n)", "2.0")
                    .example("avg(DISTINCT n) FILTER (WHERE n < 3)", "1.5"),
            aggregate("min", "The smallest value.")
                    .form("(value: C) -> C", "min($0)")
                    .example("min(n)", "1"),
            aggregate("max", "The largest value.")
                    .form("(value: C) -> C", "max($0)")
                    .example("max(s)", "b"),
            aggregate(
                            "min_by",
                            "The first argument in the row where the second is smallest; any of them when several are.")
                    .form("(value: T, by: C) -> T", "min_by($*)")
                    .example("min_by(s, n)", "a"),
            aggregate(
                            "max_by",
                            "The first argument in the row where the second is largest; any of them when several are.")
                    .form("(value: T, by: C) -> T", "max_by($*)")
                    .example("max_by(n, n)", "3"),
            aggregate("any_value", "One of the values that aren't NULL.")
                    .form("(value: T) -> T", "any_value($0)", "any_value($0, true)")
                    .example("any_value(7)", "7"),
            aggregate("bool_and", "Whether all are true.")
                    .form("(condition: boolean) -> boolean", "bool_and($0)")
                    .example("bool_and(n > 0)", "true"),
            aggregate("bool_or", "Whether any is true.")
                    .form("(condition: boolean) -> boolean", "bool_or($0)")
                    .example("bool_or(n > 2)", "true"),
            aggregate("array_agg", "The values as a list, NULLs among them, in the order that must be given.")
                    .form("(value: T) -> list<T>", "array_agg($0)")
                    .example("array_agg(n ORDER BY n DESC)", "[3, 2, 1, NULL]"),
            aggregate("string_agg", "The texts with a separator between them, in the order that must be given.")
                    .form("(text: string, separator: constant) -> string", "string_agg($*)", "listagg($*)")
                    .example("string_agg(s, '-' ORDER BY n)", "a-a-b-b"),
            aggregate("listagg", "The same as string_agg; also listagg(text, separator) WITHIN GROUP (ORDER BY …).")
                    .form("(text: string, separator: constant) -> string", "string_agg($*)", "listagg($*)")
                    .example("listagg(s, ',') WITHIN GROUP (ORDER BY n DESC)", "b,a,a,b"),
            real("stddev_samp", "The standard deviation of a sample.", "1.0"),
            real("stddev", "The same as stddev_samp.", "1.0"),
            real("stddev_pop", "The standard deviation of a population.", "0.816496580927726"),
            real("var_samp", "The variance of a sample.", "1.0"),
            real("variance", "The same as var_samp.", "1.0"),
            real("var_pop", "The variance of a population.", "0.6666666666666666"),
            real("median", "The middle value, or the mean of the two in the middle.", "2.0"),
            aggregate(
                            "percentile_cont",
                            "The value below which that share lies, interpolated: percentile_cont(0.9) WITHIN GROUP"
                                    + " (ORDER BY value).")
                    .form(
                            "(share: constant, value: number) -> double",
                            "quantile_cont(CAST($1 AS DOUBLE), $0)",
                            "percentile_cont($0) WITHIN GROUP (ORDER BY CAST($1 AS DOUBLE))")
                    .example("percentile_cont(0.25) WITHIN GROUP (ORDER BY n)", "1.5"),
            aggregate("corr", "The correlation of two numbers.")
                    .form("(y: number, x: number) -> double", "corr(CAST($0 AS DOUBLE), CAST($1 AS DOUBLE))")
                    .example("corr(n, n + 1)", "1.0"),
            aggregate(
                            "approx_count_distinct",
                            "About how many different values there are; engines differ by a few per cent.")
                    .form("(value: any) -> long", "approx_count_distinct($0)")
                    .example("approx_count_distinct(1)", "1"));

    private AggregateFunctions() {}

    private static Function real(String name, String doc, String value) {
        return aggregate(name, doc)
                .form("(value: number) -> double", name + "(CAST($0 AS DOUBLE))")
                .example(name + "(n)", value);
    }

    private static Optional<Type> widest(List<Argument> arguments, Map<String, Type> letters) {
        return arguments.getFirst() instanceof Argument.Typed typed && typed.type() instanceof Decimal d
                ? Optional.of(new Decimal(38, d.scale()))
                : Optional.empty();
    }
}
