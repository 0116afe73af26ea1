package foz.engines.parquet;

import foz.api.balance.Reason;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import foz.engines.database.DuckDbTypes;
import foz.engines.database.SqlText;
import java.time.ZoneId;

/**
 * A cast from a type of DuckDB's to one of ours as SQL, with the question whether it loses nothing: the value cast back is the value.
 *
 * @param value the SQL of the value, NULL where it can't be cast
 * @param fits the SQL of whether the value is NULL or exact
 * @param reason why it isn't, where it isn't
 */
public record ExactCast(String value, String fits, Reason reason) {

    /**
     * The cast of a column.
     *
     * @param column SQL text
     * @param found DuckDB's name of the column's type
     */
    public static ExactCast of(String column, String found, Type type, ZoneId zone) {
        String wanted = DuckDbTypes.text(type);
        if (sameType(found, wanted)) {
            return new ExactCast(column, "true", Reason.WRONG_JSON_TYPE);
        }
        boolean zoned = found.equals("TIMESTAMP WITH TIME ZONE");
        if (type == Primitive.TIMESTAMPTZ && found.startsWith("TIMESTAMP") && !zoned) {
            return local(column, zone);
        }
        boolean wallClock = type == Primitive.TIMESTAMP || type == Primitive.DATE || type == Primitive.TIME;
        if (zoned && wallClock) {
            return new ExactCast("CAST(NULL AS " + wanted + ")", column + " IS NULL", reason(type));
        }
        String value = "TRY_CAST(" + column + " AS " + wanted + ")";
        return new ExactCast(value, fits(column, found, value, type), reason(type));
    }

    /** Wall clocks that become instants; one that the zone skips comes back as another. */
    private static ExactCast local(String column, ZoneId zone) {
        String name = SqlText.literal(zone.getId());
        String clock = "TRY_CAST(" + column + " AS TIMESTAMP)";
        String value = "(" + clock + " AT TIME ZONE " + name + ")";
        String fits = column + " IS NULL OR " + value + " AT TIME ZONE " + name + " = " + column;
        return new ExactCast(value, fits, Reason.TIME_IN_GAP);
    }

    private static String fits(String column, String found, String value, Type type) {
        if (type == Primitive.STRING) {
            return "true";
        }
        if (found.equals("VARCHAR")) {
            String number = "TRY_CAST(" + column + " AS DECIMAL(38, 16)) = " + value;
            return column + " IS NULL OR (" + value + " IS NOT NULL" + (isExactNumber(type) ? " AND " + number : "")
                    + ")";
        }
        String back = "TRY_CAST(" + value + " AS " + found + ")";
        return column + " IS NULL OR (" + value + " IS NOT NULL AND " + back + " IS NOT DISTINCT FROM " + column + ")";
    }

    private static boolean isExactNumber(Type type) {
        return type == Primitive.INT || type == Primitive.LONG || type instanceof Type.Decimal;
    }

    private static boolean sameType(String found, String wanted) {
        return found.equals(wanted)
                || found.equals("TIMESTAMP WITH TIME ZONE") && wanted.equals("TIMESTAMPTZ")
                || found.replace(" ", "").equals(wanted.replace(" ", ""));
    }

    private static Reason reason(Type type) {
        return switch (type) {
            case Type.Decimal decimal -> Reason.TOO_MANY_DIGITS;
            case Primitive primitive ->
                switch (primitive) {
                    case INT, LONG, FLOAT, DOUBLE -> Reason.OUT_OF_RANGE;
                    case BOOLEAN -> Reason.NOT_A_BOOLEAN;
                    case DATE -> Reason.NOT_A_DATE;
                    case TIME -> Reason.NOT_A_TIME;
                    case TIMESTAMP, TIMESTAMPTZ -> Reason.NOT_A_TIMESTAMP;
                    case UUID -> Reason.NOT_A_UUID;
                    case STRING, BINARY -> Reason.WRONG_JSON_TYPE;
                };
            case Type.ListOf list -> Reason.WRONG_JSON_TYPE;
            case Type.MapOf map -> Reason.WRONG_JSON_TYPE;
            case Type.Struct struct -> Reason.WRONG_JSON_TYPE;
        };
    }
}
