package foz.sql;

import foz.api.type.Type;
import foz.api.type.Type.Decimal;
import foz.api.type.Type.Primitive;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;

/**
 * Casts with one meaning on all engines. Text becomes a number only if it's written as one of that type; a number loses digits behind
 * the point by rounding half away from zero, to whole numbers too.
 */
final class DuckDbCasts {

    private DuckDbCasts() {}

    /** A CAST, which fails for a value that doesn't fit, or a TRY_CAST, which makes it NULL. */
    static String text(DuckDbExpression expressions, String word, SqlCall call, Validation validation) {
        String value = expressions.text(call.operand(0));
        Optional<Type> to = CalciteTypes.type(validation.type(call));
        Optional<Type> from = CalciteTypes.type(validation.type(call.operand(0)));
        if (to.isEmpty()) {
            throw Refusal.at(call, SqlProblem.SQL_NOT_PORTABLE, "construct", "CAST");
        }
        String type = DuckDbTypes.text(to.get());
        String plain = word + "(" + value + " AS " + type + ")";
        if (from.isEmpty() || from.equals(to)) {
            return plain;
        }
        check(call, from.get(), to.get());
        String zone = expressions.zone();
        return switch (from.get()) {
            case Primitive p when p == Primitive.STRING -> ofText(word, value, to.get(), type, zone);
            case Primitive p
            when p == Primitive.TIMESTAMPTZ -> word + "(timezone(" + zone + ", " + value + ") AS " + type + ")";
            case Primitive p
            when to.get() == Primitive.TIMESTAMPTZ -> instant("CAST(" + value + " AS TIMESTAMP)", zone);
            case Primitive p
            when CommonType.isBinaryFraction(p) && isExact(to.get()) ->
                word + "(round(" + value + ", " + (to.get() instanceof Decimal d ? d.scale() : 0) + ") AS " + type
                        + ")";
            case Decimal d when CommonType.isInteger(to.get()) -> word + "(round(" + value + ") AS " + type + ")";
            default -> plain;
        };
    }

    private static boolean isExact(Type type) {
        return CommonType.isInteger(type) || type instanceof Decimal;
    }

    private static void check(SqlCall call, Type from, Type to) {
        boolean date = from == Primitive.DATE || from == Primitive.TIMESTAMP || from == Primitive.TIMESTAMPTZ;
        boolean nested = from instanceof Type.Struct || from instanceof Type.ListOf || from instanceof Type.MapOf;
        boolean refused = date && CommonType.isNumber(to)
                || nested && to instanceof Primitive
                || from == Primitive.BOOLEAN && (to instanceof Decimal || CommonType.isBinaryFraction(to))
                || CommonType.isNumber(from)
                        && (to == Primitive.DATE || to == Primitive.TIMESTAMP || to == Primitive.TIMESTAMPTZ)
                || from == Primitive.STRING && to instanceof Type.Struct
                || (from == Primitive.BINARY || to == Primitive.BINARY) && from != to
                || CommonType.isBinaryFraction(from) && to == Primitive.STRING;
        if (refused) {
            throw Refusal.at(call, SqlProblem.SQL_CANNOT_CAST, "from", from, "to", to, "way", wayOut(from, to));
        }
    }

    /** A wall clock that the zone has twice means the earlier instant; DuckDB would take the later. */
    private static String instant(String local, String zone) {
        String later = "timezone(" + zone + ", " + local + ")";
        String earlier = later + " - INTERVAL '1' HOUR";
        return "CASE WHEN timezone(" + zone + ", " + earlier + ") = " + local + " THEN " + earlier + " ELSE " + later
                + " END";
    }

    private static String wayOut(Type from, Type to) {
        if (CommonType.isBinaryFraction(from)) {
            return "cast it to a decimal first, which says how many digits there are";
        }
        if (CommonType.isNumber(to)) {
            return "take a part of it with extract, or count with timestampdiff";
        }
        return CommonType.isNumber(from)
                ? "from_epoch makes an instant of seconds"
                : "engines disagree on what it would mean";
    }

    private static String ofText(String word, String value, Type to, String type, String zone) {
        if (CommonType.isInteger(to)) {
            return checked(word, value, "[+-]?[0-9]+", type);
        }
        if (to instanceof Decimal) {
            return checked(word, value, "[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)", type);
        }
        if (to == Primitive.TIMESTAMPTZ) {
            String local = instant(word + "(" + value + " AS TIMESTAMP)", zone);
            return "CASE WHEN regexp_matches(" + value + ", '([+-][0-9]{2}(:?[0-9]{2})?|Z)$') AND contains(" + value
                    + ", ':') THEN " + word + "(" + value + " AS TIMESTAMPTZ) ELSE " + local + " END";
        }
        return word + "(" + value + " AS " + type + ")";
    }

    /** DuckDB alone would take 12.5 and 1e2 for whole numbers. */
    private static String checked(String word, String value, String pattern, String type) {
        String otherwise = "CAST".equals(word)
                ? " WHEN " + value + " IS NOT NULL THEN error('not a number of type "
                        + type.toLowerCase(java.util.Locale.ROOT) + ": ' || " + value + ")"
                : "";
        return "CASE WHEN regexp_full_match(trim(" + value + "), '" + pattern + "') THEN " + word + "(" + value + " AS "
                + type + ")" + otherwise + " END";
    }
}
