package foz.engines.record;

import java.util.HexFormat;

/** Which bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF. */
public final class Utf8 {

    private static final int SHOWN = 4;

    private Utf8() {}

    /** Where the first byte stands that is no UTF-8, or -1. */
    public static int firstBad(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int b = bytes[i];
            if (b >= 0) {
                i++;
                continue;
            }
            int length = length(b & 0xFF);
            if (length == 0 || i + length > to || !isWhole(bytes, i, length)) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** The first bytes from here as people read them: {@code E9 20}. */
    public static String hex(byte[] bytes, int from, int to) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes, from, Math.min(to, from + SHOWN));
    }

    private static int length(int first) {
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }

    private static boolean isWhole(byte[] bytes, int at, int length) {
        int first = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return false;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }
}
