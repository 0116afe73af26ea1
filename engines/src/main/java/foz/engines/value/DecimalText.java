package foz.engines.value;

import foz.api.plan.Format.Numbers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a decimal literal in a declared style: a sign, digits with or without grouping, a point, digits. After {@link #read} the
 * number is {@link #digits} × 10^-{@link #scale}, or, when it has more than 18 digits, {@link #large}.
 */
final class DecimalText {

    private static final int LONG_DIGITS = 18;

    private final byte point;
    private final byte group;
    private final boolean plain;
    private final Numbers style;
    private byte[] scratch = new byte[64];

    /** The number without its point, with its sign. */
    long digits;

    /** How many of the digits stand behind the point; without trailing zeros once {@link #trim} was called. */
    int scale;

    /** The number when a long can't hold its digits. */
    @Nullable
    BigDecimal large;

    DecimalText(Numbers style) {
        this.style = style;
        char thousands = style.thousands().orElse('\0');
        this.plain = style.decimalPoint() < 0x80 && thousands < 0x80;
        this.point = (byte) style.decimalPoint();
        this.group = (byte) thousands;
    }

    /** Whether the text is a decimal literal of the style. */
    boolean read(byte[] text, int from, int to) {
        return plain ? readPlain(text, from, to) : readForeign(text, from, to);
    }

    /** Takes zeros away at the end of the fraction until its scale is the given one, if it can. */
    void trim(int wanted) {
        while (scale > wanted && digits % 10 == 0) {
            digits /= 10;
            scale--;
        }
    }

    private boolean readPlain(byte[] text, int from, int to) {
        int i = from;
        boolean negative = false;
        if (i < to && (text[i] == '-' || text[i] == '+')) {
            negative = text[i] == '-';
            i++;
        }
        long value = 0;
        int first = i;
        int pointAt = -1;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (text[i] == point && pointAt < 0) {
                pointAt = i;
            } else {
                return text[i] == group && group != 0 && pointAt < 0 && readGrouped(text, from, to);
            }
        }
        int count = to - first - (pointAt < 0 ? 0 : 1);
        if (count <= 0) {
            return false;
        }
        large = null;
        scale = pointAt < 0 ? 0 : to - pointAt - 1;
        digits = negative ? -value : value;
        if (count > LONG_DIGITS) {
            readLarge(text, from, to);
        }
        return true;
    }

    private void readLarge(byte[] text, int from, int to) {
        String ascii = new String(text, from, to - from, StandardCharsets.ISO_8859_1).replace((char) point, '.');
        BigDecimal number = new BigDecimal(ascii);
        BigDecimal short18 = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (short18.scale() < 0) {
            short18 = short18.setScale(0);
        }
        if (short18.precision() <= LONG_DIGITS && short18.scale() <= LONG_DIGITS) {
            digits = short18.unscaledValue().longValueExact();
            scale = short18.scale();
        } else {
            large = short18;
        }
    }

    /** Groups of three after a first of one to three; then as if they had not been there. */
    private boolean readGrouped(byte[] text, int from, int to) {
        if (scratch.length < to - from) {
            scratch = new byte[to - from];
        }
        int n = 0;
        int run = 0;
        boolean grouped = false;
        int i = from;
        for (; i < to && text[i] != point; i++) {
            byte b = text[i];
            if (b == group) {
                if (grouped ? run != 3 : run < 1 || run > 3) {
                    return false;
                }
                grouped = true;
                run = 0;
            } else {
                run += b >= '0' && b <= '9' ? 1 : 0;
                scratch[n++] = b;
            }
        }
        if (run != 3) {
            return false;
        }
        System.arraycopy(text, i, scratch, n, to - i);
        n += to - i;
        for (int k = 0; k < n; k++) {
            if (scratch[k] == group) {
                return false;
            }
        }
        return readPlain(scratch, 0, n);
    }

    /** Signs that are no ASCII, such as a narrow space between groups: translated first, since a byte can't be one. */
    private boolean readForeign(byte[] text, int from, int to) {
        String written = Cast.string(text, from, to);
        if (written.indexOf(',') >= 0
                && style.decimalPoint() != ','
                && style.thousands().orElse(' ') != ',') {
            return false;
        }
        String translated = written.replace(style.decimalPoint(), '\u0001');
        if (style.thousands().isPresent()) {
            translated = translated.replace(style.thousands().get(), ',');
        }
        if (translated.indexOf('.') >= 0) {
            return false;
        }
        byte[] ascii = translated.replace('\u0001', '.').getBytes(StandardCharsets.UTF_8);
        return foreign().readInto(this, ascii);
    }

    private DecimalText foreign() {
        return new DecimalText(new Numbers('.', style.thousands().map(c -> ','), style.nullWords()));
    }

    private boolean readInto(DecimalText other, byte[] ascii) {
        boolean good = readPlain(ascii, 0, ascii.length);
        other.digits = digits;
        other.scale = scale;
        other.large = large;
        return good;
    }
}
