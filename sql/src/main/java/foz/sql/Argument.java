package foz.sql;

import foz.api.type.Type;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.type.SqlTypeName;

/** What stands in one argument of a function call, as far as the choice of the function's form depends on it. */
sealed interface Argument {

    /** A value of a type. */
    record Typed(Type type, Optional<String> literal) implements Argument {}

    /** A span of time; months and days follow the calendar, hours and less are of fixed length. */
    record Interval(Length length) implements Argument {}

    /** A NULL without a type, or an expression that has a problem already: fits everywhere. */
    record Open() implements Argument {}

    /** Something no function takes, such as a whole row. */
    record Unfit(String what) implements Argument {}

    /** What an interval counts in. */
    enum Length {
        MONTHS,
        DAYS,
        FIXED
    }

    /** The argument as users are told of it. */
    default String describe() {
        return switch (this) {
            case Typed typed -> typed.type().toString();
            case Interval interval -> "interval";
            case Open open -> "NULL";
            case Unfit unfit -> unfit.what();
        };
    }

    static Argument of(RelDataType type, Optional<String> literal) {
        SqlTypeName name = type.getSqlTypeName();
        if (name == SqlTypeName.NULL || name == SqlTypeName.ANY || name == SqlTypeName.UNKNOWN) {
            return new Open();
        }
        SqlIntervalQualifier interval = type.getIntervalQualifier();
        if (interval != null) {
            return new Interval(length(interval.timeUnitRange));
        }
        Optional<Type> known = CalciteTypes.type(type);
        return known.isPresent() ? new Typed(known.get(), literal) : new Unfit(name.getName());
    }

    private static Length length(TimeUnitRange range) {
        return switch (range) {
            case YEAR, QUARTER, MONTH, YEAR_TO_MONTH -> Length.MONTHS;
            case WEEK, DAY -> Length.DAYS;
            default -> Length.FIXED;
        };
    }
}
