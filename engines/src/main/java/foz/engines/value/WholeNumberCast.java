package foz.engines.value;

import foz.api.balance.Reason;
import foz.api.plan.Format.Numbers;
import foz.api.type.Type;
import org.jspecify.annotations.Nullable;

/** Whole numbers of 32 or 64 bits. A fraction of zeros ({@code 2.0}) is none; any other is refused, not rounded. */
final class WholeNumberCast extends Cast {

    /** So many digits fit a long without a look at overflow. */
    private static final int SAFE_DIGITS = 18;

    private final boolean narrow;
    private final DecimalText decimal;

    WholeNumberCast(Type.Primitive type, Numbers style) {
        super(type, "a whole number");
        this.narrow = type == Type.Primitive.INT;
        this.decimal = new DecimalText(style);
    }

    @Override
    public @Nullable Reason cast(byte[] text, int from, int to, Cell cell, int row) {
        int length = to - from;
        if (length > 0 && length <= SAFE_DIGITS) {
            long value = 0;
            int i = from;
            for (; i < to; i++) {
                int digit = text[i] - '0';
                if (digit < 0 || digit > 9) {
                    break;
                }
                value = value * 10 + digit;
            }
            if (i == to) {
                return put(value, cell, row);
            }
        }
        return castAny(text, from, to, cell, row);
    }

    private @Nullable Reason castAny(byte[] text, int from, int to, Cell cell, int row) {
        if (!decimal.read(text, from, to)) {
            return Reason.NOT_A_NUMBER;
        }
        if (decimal.large != null) {
            if (decimal.large.scale() > 0) {
                return Reason.TOO_MANY_DIGITS;
            }
            return decimal.large.precision() > 19
                            || decimal.large.toBigInteger().bitLength() > 63
                    ? Reason.OUT_OF_RANGE
                    : put(decimal.large.longValueExact(), cell, row);
        }
        decimal.trim(0);
        return decimal.scale > 0 ? Reason.TOO_MANY_DIGITS : put(decimal.digits, cell, row);
    }

    private @Nullable Reason put(long value, Cell cell, int row) {
        if (!narrow) {
            cell.setLong(row, value);
            return null;
        }
        if (value != (int) value) {
            return Reason.OUT_OF_RANGE;
        }
        cell.setInt(row, (int) value);
        return null;
    }
}
