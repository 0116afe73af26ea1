package foz.engines.value;

import foz.api.balance.Reason;
import foz.api.plan.Format.Numbers;
import foz.api.type.Type;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Floating numbers: a decimal literal with or without an exponent, rounded to the nearest; NaN and Infinity by name. */
final class FloatingCast extends Cast {

    private static final Pattern SCIENTIFIC = Pattern.compile("(.+)[eE]([+-]?\\d{1,5})");

    /** A double holds 15 digits and powers of ten up to 22 exactly, so that one division rounds once; a float 7 and 10. */
    private static final long DOUBLE_DIGITS = 1_000_000_000_000_000L;

    private static final long FLOAT_DIGITS = 10_000_000L;
    private static final double[] TENS = tens();

    private final boolean single;
    private final DecimalText decimal;

    FloatingCast(Type.Primitive type, Numbers style) {
        super(type, "a number");
        this.single = type == Type.Primitive.FLOAT;
        this.decimal = new DecimalText(style);
    }

    @Override
    public @Nullable Reason cast(byte[] text, int from, int to, Cell cell, int row) {
        if (!decimal.read(text, from, to)) {
            return castRare(string(text, from, to), cell, row);
        }
        long digits = Math.abs(decimal.digits);
        if (decimal.large == null && digits != 0) {
            if (!single && digits < DOUBLE_DIGITS && decimal.scale < TENS.length) {
                cell.setDouble(row, decimal.digits / TENS[decimal.scale]);
                return null;
            }
            if (single && digits < FLOAT_DIGITS && decimal.scale <= 10) {
                cell.setFloat(row, (float) decimal.digits / (float) TENS[decimal.scale]);
                return null;
            }
        }
        boolean negativeZero = digits == 0 && decimal.large == null && text[from] == '-';
        return put(negativeZero ? "-0" : exact(), cell, row);
    }

    private @Nullable Reason castRare(String text, Cell cell, int row) {
        switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "nan":
                return put("NaN", cell, row);
            case "infinity", "inf", "+infinity", "+inf":
                return put("Infinity", cell, row);
            case "-infinity", "-inf":
                return put("-Infinity", cell, row);
            default:
                Matcher scientific = SCIENTIFIC.matcher(text);
                byte[] mantissa = scientific.matches()
                        ? scientific.group(1).getBytes(java.nio.charset.StandardCharsets.UTF_8)
                        : new byte[0];
                if (!decimal.read(mantissa, 0, mantissa.length)) {
                    return Reason.NOT_A_NUMBER;
                }
                return put(exact() + "e" + scientific.group(2), cell, row);
        }
    }

    private String exact() {
        return decimal.large != null ? decimal.large.toPlainString() : decimal.digits + "e-" + decimal.scale;
    }

    private @Nullable Reason put(String number, Cell cell, int row) {
        boolean finite = !number.endsWith("Infinity") && !number.equals("NaN");
        String joined = joinExponents(number);
        if (single) {
            float value = Float.parseFloat(joined);
            if (finite && Float.isInfinite(value)) {
                return Reason.OUT_OF_RANGE;
            }
            cell.setFloat(row, value);
            return null;
        }
        double value = Double.parseDouble(joined);
        if (finite && Double.isInfinite(value)) {
            return Reason.OUT_OF_RANGE;
        }
        cell.setDouble(row, value);
        return null;
    }

    /** {@code 15e-1e3} is {@code 15e2}. */
    private static String joinExponents(String number) {
        int first = number.indexOf('e');
        int last = number.lastIndexOf('e');
        if (first == last) {
            return number;
        }
        int exponent =
                Integer.parseInt(number.substring(first + 1, last)) + Integer.parseInt(number.substring(last + 1));
        return number.substring(0, first + 1) + exponent;
    }

    private static double[] tens() {
        double[] tens = new double[23];
        tens[0] = 1;
        for (int i = 1; i < tens.length; i++) {
            tens[i] = tens[i - 1] * 10;
        }
        return tens;
    }
}
