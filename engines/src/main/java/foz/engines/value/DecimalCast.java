package foz.engines.value;

import foz.api.balance.Reason;
import foz.api.plan.Format.Numbers;
import foz.api.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decimals of a fixed number of digits. Zeros at the end of a fraction don't count; any other digit too many is refused. */
final class DecimalCast extends Cast {

    private static final long[] POWERS = powers();

    private final int precision;
    private final int scale;
    private final DecimalText decimal;

    DecimalCast(Type.Decimal type, Numbers style) {
        super(type, "a number");
        this.precision = type.precision();
        this.scale = type.scale();
        this.decimal = new DecimalText(style);
    }

    @Override
    public @Nullable Reason cast(byte[] text, int from, int to, Cell cell, int row) {
        if (!decimal.read(text, from, to)) {
            return Reason.NOT_A_NUMBER;
        }
        if (decimal.large != null) {
            return precision > Carrier.LONG_DIGITS ? put(decimal.large, cell, row) : Reason.TOO_MANY_DIGITS;
        }
        decimal.trim(scale);
        if (decimal.scale > scale) {
            return Reason.TOO_MANY_DIGITS;
        }
        if (precision > Carrier.LONG_DIGITS) {
            return put(BigDecimal.valueOf(decimal.digits, decimal.scale), cell, row);
        }
        int shift = scale - decimal.scale;
        long limit = POWERS[precision - shift];
        if (decimal.digits >= limit || decimal.digits <= -limit) {
            return Reason.TOO_MANY_DIGITS;
        }
        cell.setLong(row, decimal.digits * POWERS[shift]);
        return null;
    }

    private @Nullable Reason put(BigDecimal number, Cell cell, int row) {
        BigDecimal exact = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (exact.scale() > scale || exact.precision() - exact.scale() > precision - scale) {
            return Reason.TOO_MANY_DIGITS;
        }
        byte[] canonical = exact.setScale(scale).toPlainString().getBytes(StandardCharsets.ISO_8859_1);
        cell.setText(row, canonical, 0, canonical.length);
        return null;
    }

    private static long[] powers() {
        long[] powers = new long[Carrier.LONG_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
