package foz.sql;

import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * A column of dates or times, whose values are near the key that is made of it: date_trunc, a cast to a date and the like. By it the
 * engine leaves out files and row groups that a join on the key itself would have to read.
 *
 * @param days how far from the key a value may be, time zones and all
 */
record Range(String column, Type type, int days) {

    private static final Set<Type> TIMES = Set.of(Primitive.DATE, Primitive.TIMESTAMP, Primitive.TIMESTAMPTZ);

    static boolean isTime(Type type) {
        return TIMES.contains(type);
    }

    static Optional<Range> of(SqlNode key, BlockText text, Validation validation) {
        if (!(key instanceof SqlCall call)) {
            return Optional.empty();
        }
        String name = call.getKind() == SqlKind.CAST
                ? "cast"
                : Operators.function(call.getOperator()).map(Function::name).orElse("");
        return switch (name) {
            case "cast", "date", "local" -> of(call.operand(0), 3, key, text, validation);
            case "date_trunc" ->
                of(call.operand(1), 3 + days(Call.literal(call.operand(0)).orElse("year")), key, text, validation);
            case "time_bucket" -> of(call.operand(1), 3 + days(call.operand(0)), key, text, validation);
            default -> Optional.empty();
        };
    }

    private static Optional<Range> of(SqlNode column, int days, SqlNode key, BlockText text, Validation validation) {
        Optional<Type> type = CalciteTypes.type(validation.type(column)).filter(TIMES::contains);
        boolean both =
                CalciteTypes.type(validation.type(key)).filter(TIMES::contains).isPresent();
        return both && column instanceof SqlIdentifier
                ? type.map(t -> new Range(text.expression(column), t, days))
                : Optional.empty();
    }

    private static int days(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "second", "minute", "hour", "day" -> 1;
            case "week" -> 7;
            case "month" -> 31;
            case "quarter" -> 92;
            default -> 366;
        };
    }

    private static int days(SqlNode interval) {
        if (interval instanceof SqlIntervalLiteral literal
                && literal.getValue() instanceof SqlIntervalLiteral.IntervalValue value) {
            int count = Integer.parseInt(value.getIntervalLiteral().strip().replace("+", ""));
            String unit = value.getIntervalQualifier().toString().toLowerCase(Locale.ROOT);
            int whole = Math.min(Math.abs(count), 5000);
            return switch (unit) {
                case "second", "minute", "hour" -> 1 + whole / 24;
                default -> whole * days(unit);
            };
        }
        return 366_000;
    }

    /** That the column lies where the keys of a relation do. */
    String condition(String least, String greatest) {
        String target = DuckDbTypes.text(type);
        return column + " >= CAST(CAST(" + least + " AS TIMESTAMP) - INTERVAL '" + days + "' DAY AS " + target
                + ") AND " + column + " <= CAST(CAST(" + greatest + " AS TIMESTAMP) + INTERVAL '" + days + "' DAY AS "
                + target + ")";
    }
}
