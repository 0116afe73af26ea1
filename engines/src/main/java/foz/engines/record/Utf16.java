package foz.engines.record;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * UTF-16 as UTF-8 and back, losing nothing: half a surrogate pair becomes three bytes and half a character at the end two, which are
 * no UTF-8, so that the decoder refuses their record and its original bytes can still be told.
 */
public final class Utf16 {

    private static final int HALF_CHARACTER = 0xFC;

    private Utf16() {}

    /** Which byte of a character comes first. */
    public enum Order {
        /** Not UTF-16 at all. */
        NONE,
        LITTLE,
        BIG
    }

    /** How many bytes of UTF-16 the translated bytes were. */
    public static long lengthOf(byte[] utf8, int from, int to) {
        long length = 0;
        for (int i = from; i < to; i++) {
            int b = utf8[i] & 0xFF;
            if (b < 0x80 || b >= 0xC0) {
                length += b >= HALF_CHARACTER ? 1 : b >= 0xF0 ? 4 : 2;
            }
        }
        return length;
    }

    /** The bytes as they were. */
    static byte[] original(byte[] utf8, int from, int to, Order order) {
        byte[] original = new byte[(int) lengthOf(utf8, from, to)];
        int n = 0;
        int i = from;
        while (i < to) {
            int b = utf8[i] & 0xFF;
            if (b >= HALF_CHARACTER) {
                original[n++] = (byte) ((b & 3) << 6 | utf8[i + 1] & 0x3F);
                i += 2;
                continue;
            }
            int length = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
            int code = b < 0x80 ? b : b & 0xFF >> length + 1;
            for (int k = 1; k < length; k++) {
                code = code << 6 | utf8[i + k] & 0x3F;
            }
            i += length;
            if (length == 4) {
                n = unit(original, n, Character.highSurrogate(code), order);
                n = unit(original, n, Character.lowSurrogate(code), order);
            } else {
                n = unit(original, n, code, order);
            }
        }
        return Arrays.copyOf(original, n);
    }

    private static int unit(byte[] target, int at, int unit, Order order) {
        target[at] = (byte) (order == Order.LITTLE ? unit : unit >> 8);
        target[at + 1] = (byte) (order == Order.LITTLE ? unit >> 8 : unit);
        return at + 2;
    }

    /** A stream of UTF-16, after its byte order mark, as UTF-8. */
    public static final class Translated extends FilterInputStream {

        private static final int SOURCE = 1 << 16;

        private final Order order;
        private final byte[] source = new byte[SOURCE];
        private final byte[] ready = new byte[2 * SOURCE];
        private int kept;
        private int at;
        private int end;

        /** A translation; closing it closes the stream. */
        public Translated(InputStream in, Order order) {
            super(in);
            this.order = order;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (at == end && !fill()) {
                return -1;
            }
            int n = Math.min(length, end - at);
            System.arraycopy(ready, at, target, offset, n);
            at += n;
            return n;
        }

        private boolean fill() throws IOException {
            at = 0;
            end = 0;
            while (end == 0) {
                int n = in.read(source, kept, source.length - kept);
                if (n < 0) {
                    int rest = kept;
                    kept = 0;
                    translate(rest, true);
                    return end > 0;
                }
                translate(kept + n, false);
            }
            return true;
        }

        private void translate(int length, boolean last) {
            int i = 0;
            while (i + 1 < length) {
                char unit = unit(i);
                if (Character.isHighSurrogate(unit) && i + 3 >= length && !last) {
                    break;
                }
                if (Character.isHighSurrogate(unit) && i + 3 < length && Character.isLowSurrogate(unit(i + 2))) {
                    putPair(Character.toCodePoint(unit, unit(i + 2)));
                    i += 4;
                } else {
                    put(unit);
                    i += 2;
                }
            }
            if (last && i < length) {
                int half = source[i++] & 0xFF;
                ready[end++] = (byte) (HALF_CHARACTER | half >> 6);
                ready[end++] = (byte) (0x80 | half & 0x3F);
            }
            kept = length - i;
            System.arraycopy(source, i, source, 0, kept);
        }

        private char unit(int i) {
            int first = source[i] & 0xFF;
            int second = source[i + 1] & 0xFF;
            return (char) (order == Order.LITTLE ? first | second << 8 : first << 8 | second);
        }

        private void put(int code) {
            if (code < 0x80) {
                ready[end++] = (byte) code;
                return;
            }
            if (code < 0x800) {
                ready[end++] = (byte) (0xC0 | code >> 6);
            } else {
                ready[end++] = (byte) (0xE0 | code >> 12);
                ready[end++] = (byte) (0x80 | code >> 6 & 0x3F);
            }
            ready[end++] = (byte) (0x80 | code & 0x3F);
        }

        private void putPair(int code) {
            ready[end++] = (byte) (0xF0 | code >> 18);
            ready[end++] = (byte) (0x80 | code >> 12 & 0x3F);
            ready[end++] = (byte) (0x80 | code >> 6 & 0x3F);
            ready[end++] = (byte) (0x80 | code & 0x3F);
        }
    }
}
