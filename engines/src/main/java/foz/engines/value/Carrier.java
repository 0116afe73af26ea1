package foz.engines.value;

import foz.api.type.Type;
import foz.engines.database.DuckDbTypes;
import foz.engines.database.SqlText;

/**
 * The plain kind of vector in which values of a type travel from Java into DuckDB, which offers Java no vectors of dates, long
 * decimals or nested values. {@link #sql} is the way back; it can't fail and loses nothing for what the casts here yield.
 */
public enum Carrier {
    BOOLEAN,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    /** UTF-8. */
    TEXT;

    /** Decimals with at most this many digits travel as a long. */
    static final int LONG_DIGITS = 18;

    /** The carrier of a type. */
    public static Carrier of(Type type) {
        return switch (type) {
            case Type.Primitive primitive -> of(primitive);
            case Type.Decimal decimal -> decimal.precision() <= LONG_DIGITS ? LONG : TEXT;
            case Type.ListOf list -> TEXT;
            case Type.MapOf map -> TEXT;
            case Type.Struct struct -> TEXT;
        };
    }

    private static Carrier of(Type.Primitive primitive) {
        return switch (primitive) {
            case BOOLEAN -> BOOLEAN;
            case INT, DATE -> INT;
            case LONG, TIME, TIMESTAMP, TIMESTAMPTZ -> LONG;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case STRING, UUID, BINARY -> TEXT;
        };
    }

    /** The SQL that turns a carried value into its type. {@code column} is SQL text. */
    public static String sql(Type type, String column) {
        return switch (type) {
            case Type.Primitive primitive -> sql(primitive, column);
            case Type.Decimal decimal -> sql(decimal, column);
            case Type.ListOf list -> nested(type, column);
            case Type.MapOf map -> nested(type, column);
            case Type.Struct struct -> nested(type, column);
        };
    }

    private static String sql(Type.Primitive primitive, String column) {
        return switch (primitive) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING -> column;
            case DATE -> "(DATE '1970-01-01' + " + column + ")";
            case TIME -> "CAST(make_timestamp(" + column + ") AS TIME)";
            case TIMESTAMP -> "make_timestamp(" + column + ")";
            case TIMESTAMPTZ -> "make_timestamptz(" + column + ")";
            case UUID -> "CAST(" + column + " AS UUID)";
            case BINARY -> "from_base64(" + column + ")";
        };
    }

    /** A product of decimals is exact in DuckDB, a quotient is not: 1995 becomes 19.95 as 1995 × 0.01. */
    private static String sql(Type.Decimal decimal, String column) {
        int p = decimal.precision();
        int s = decimal.scale();
        String whole = "DECIMAL(" + p + ",0)";
        if (p > LONG_DIGITS) {
            return "CAST(" + column + " AS DECIMAL(" + p + "," + s + "))";
        }
        if (s == 0) {
            return "CAST(" + column + " AS " + whole + ")";
        }
        String unit = "CAST('0." + "0".repeat(s - 1) + "1' AS DECIMAL(" + s + "," + s + "))";
        return "CAST(CAST(" + column + " AS " + whole + ") * " + unit + " AS DECIMAL(" + p + "," + s + "))";
    }

    private static String nested(Type type, String column) {
        String shape = SqlText.literal(JsonShape.of(type));
        return "CAST(from_json_strict(" + column + ", " + shape + ") AS " + DuckDbTypes.text(type) + ")";
    }
}
