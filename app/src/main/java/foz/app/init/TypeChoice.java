package foz.app.init;

import foz.app.init.ColumnProfile.Misses;
import foz.app.init.ColumnProfile.Numbers;
import foz.app.terminal.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The type that fits a column's values, and what is to be said about it.
 *
 * @param type as it is written in {@code foz.yaml}
 * @param date how its dates are written, when it holds dates
 * @param bad how many values do not fit, so that their rows will be in the quarantine
 * @param remarks for comments
 */
record TypeChoice(String type, Optional<DateChoice> date, long bad, List<String> remarks) {

    private static final double FEW = 0.002;
    private static final int ENOUGH = 500;
    private static final int HEADROOM = 12;
    private static final int MOST_DIGITS = 38;

    /** The narrowest exact type for a column, given how the file writes numbers and whether it tends to put the day first. */
    static TypeChoice of(ColumnProfile column, NumberStyle style, boolean dayFirst) {
        if (column.values() == 0) {
            return string(List.of(column.empty() > 0 ? "always empty" : "nothing to tell its type by"));
        }
        if (column.booleans().count() == 0) {
            return new TypeChoice("boolean", Optional.empty(), 0, List.of());
        }
        if (column.uuids().count() == 0) {
            return new TypeChoice("uuid", Optional.empty(), 0, List.of());
        }
        Numbers numbers = column.numbers(style);
        Optional<DateChoice> date = DateChoice.of(column, dayFirst).filter(d -> fits(column, d.misses()));
        if (date.isPresent() && date.get().misses().count() <= numbers.misses.count()) {
            return dated(column, date.get());
        }
        return fits(column, numbers.misses) ? numeric(column, numbers) : text(column, numbers);
    }

    boolean isText() {
        return type.equals("string");
    }

    private static TypeChoice string(List<String> remarks) {
        return new TypeChoice("string", Optional.empty(), 0, remarks);
    }

    // A few bad values in a thousand are dirt, not a sign of another type, once there are enough to tell.
    private static boolean fits(ColumnProfile column, Misses misses) {
        return misses.count() == 0 || column.values() >= ENOUGH && misses.count() <= column.values() * FEW;
    }

    private static TypeChoice dated(ColumnProfile column, DateChoice date) {
        List<String> remarks = new ArrayList<>();
        date.order(column).ifPresent(remarks::add);
        String type = date.sort().name().toLowerCase(Locale.ROOT);
        remark(date.misses(), type).ifPresent(remarks::add);
        return new TypeChoice(type, Optional.of(date), date.misses().count(), remarks);
    }

    private static TypeChoice numeric(ColumnProfile column, Numbers numbers) {
        if (numbers.leadingZeros.count() > 0) {
            return string(List.of("line " + numbers.leadingZeros.line() + ": " + quoted(numbers.leadingZeros.value())
                    + " begins with a zero that a number would lose"));
        }
        List<String> remarks = new ArrayList<>();
        String type = numberType(numbers);
        if (type.startsWith("decimal") && numbers.fraction > 0) {
            remarks.add("at most " + Amount.count(numbers.whole, "digit", "digits") + " before the point and "
                    + numbers.fraction + " behind it were seen");
        }
        remark(numbers.misses, type).ifPresent(remarks::add);
        return new TypeChoice(type, Optional.empty(), numbers.misses.count(), remarks);
    }

    private static String numberType(Numbers numbers) {
        if (numbers.exponent || numbers.whole + numbers.fraction > MOST_DIGITS) {
            return "double";
        }
        if (numbers.fraction == 0) {
            return numbers.isInt ? "int" : numbers.whole <= 18 ? "long" : "decimal(38,0)";
        }
        int precision = Math.clamp(numbers.whole + 2L + numbers.fraction, Math.min(HEADROOM, MOST_DIGITS), MOST_DIGITS);
        return "decimal(" + precision + "," + numbers.fraction + ")";
    }

    private static TypeChoice text(ColumnProfile column, Numbers numbers) {
        boolean mostlyNumbers = numbers.misses.count() * 2 < column.values();
        return mostlyNumbers
                ? string(List.of("line " + numbers.misses.line() + ": " + quoted(numbers.misses.value())
                        + " keeps it from being " + article(numberType(numbers)) + ", as "
                        + Amount.count(column.values() - numbers.misses.count()) + " of "
                        + Amount.count(column.values()) + " values are"))
                : string(List.of());
    }

    private static Optional<String> remark(Misses misses, String type) {
        return misses.count() == 0
                ? Optional.empty()
                : Optional.of("line " + misses.line() + ": " + quoted(misses.value()) + " is no " + type + "; "
                        + (misses.count() == 1 ? "its row goes" : Amount.count(misses.count()) + " such rows go")
                        + " to the quarantine");
    }

    static String article(String type) {
        return type.startsWith("int") ? "an " + type : "a " + type;
    }

    static String quoted(String value) {
        String shown = foz.app.terminal.TextWidth.oneLine(value);
        return "`" + foz.app.terminal.TextWidth.cut(shown, 40, "…") + "`";
    }
}
