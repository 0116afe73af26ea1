package foz.sql;

import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.BitString;

/** How DuckDB spells constants. */
final class DuckDbLiterals {

    private DuckDbLiterals() {}

    static String text(SqlLiteral literal) {
        if (literal instanceof SqlIntervalLiteral interval) {
            SqlIntervalLiteral.IntervalValue value = interval.getValueAs(SqlIntervalLiteral.IntervalValue.class);
            String sign = value.getSign() < 0 ? "-" : "";
            return "INTERVAL '" + sign + value.getIntervalLiteral().strip() + "' "
                    + value.getIntervalQualifier().timeUnitRange.name();
        }
        if (literal instanceof SqlUnknownLiteral unknown) {
            return unknown.tag + " '" + unknown.getValueAs(String.class).replace("'", "''") + "'";
        }
        if (literal instanceof SqlAbstractDateTimeLiteral time) {
            return time.toString();
        }
        SqlTypeName type = literal.getTypeName();
        return switch (type) {
            case NULL -> "NULL";
            case BOOLEAN -> literal.booleanValue() ? "TRUE" : "FALSE";
            case CHAR -> DuckDbTypes.literal(literal.getValueAs(String.class));
            case DECIMAL, DOUBLE -> number(literal);
            case BINARY -> "from_hex('" + literal.getValueAs(BitString.class).toHexString() + "')";
            default ->
                throw Refusal.at(
                        literal, SqlProblem.SQL_NOT_PORTABLE, "construct", SqlKind.LITERAL.sql + " " + literal);
        };
    }

    private static String number(SqlLiteral literal) {
        String text = String.valueOf(literal.toValue());
        return text.startsWith("-") ? "(" + text + ")" : text;
    }
}
