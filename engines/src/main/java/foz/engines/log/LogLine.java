package foz.engines.log;

import java.util.Arrays;

/**
 * Takes a line of the common or combined log format apart: {@code [vhost:port ]host ident user [time] "request" status bytes[
 * "referer" "agent"]}, with further quoted fields allowed behind. In quotes, a backslash makes the next character plain.
 */
final class LogLine {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int TIME_LENGTH = 26;

    private final int[] starts = new int[LogField.values().length];
    private final int[] ends = new int[LogField.values().length];
    private byte[] bytes = new byte[0];
    private int at;
    private int to;

    /** Whether the line matches. */
    boolean read(byte[] line, int from, int end) {
        bytes = line;
        to = end;
        while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t' || bytes[to - 1] == '\r')) {
            to--;
        }
        return isServer(from) && readFrom(from, true) || readFrom(from, false);
    }

    /** Whether the line has the field, and not a hyphen in its place. */
    boolean has(LogField field) {
        int start = starts[field.ordinal()];
        int end = ends[field.ordinal()];
        return end > start && !(end - start == 1 && bytes[start] == '-');
    }

    int start(LogField field) {
        return starts[field.ordinal()];
    }

    int end(LogField field) {
        return ends[field.ordinal()];
    }

    /** The time as ISO 8601, {@code 2015-05-17 10:05:03+0000}. */
    byte[] isoTime() {
        int t = start(LogField.TIME);
        byte[] iso = new byte[24];
        System.arraycopy(bytes, t + 7, iso, 0, 4);
        iso[4] = '-';
        int month = month(t + 3) + 1;
        iso[5] = (byte) ('0' + month / 10);
        iso[6] = (byte) ('0' + month % 10);
        iso[7] = '-';
        System.arraycopy(bytes, t, iso, 8, 2);
        iso[10] = ' ';
        System.arraycopy(bytes, t + 12, iso, 11, 8);
        System.arraycopy(bytes, t + 21, iso, 19, 5);
        return iso;
    }

    /** A name and a port. More colons make an IPv6 address, unless it stands in brackets. */
    private boolean isServer(int from) {
        int space = space(from);
        int digit = space;
        while (digit > from && isDigit(digit - 1)) {
            digit--;
        }
        for (int i = from; i < digit - 1 && bytes[from] != '['; i++) {
            if (bytes[i] == ':') {
                return false;
            }
        }
        return space < to && digit < space && digit - 1 > from && bytes[digit - 1] == ':';
    }

    private boolean readFrom(int from, boolean server) {
        Arrays.fill(starts, 0);
        Arrays.fill(ends, 0);
        at = from;
        return (!server || word(LogField.VHOST)) && word(LogField.HOST) && word(LogField.IDENT) && userAndRest();
    }

    /** The user may hold blanks: it ends where a time begins and the rest of the line fits. */
    private boolean userAndRest() {
        int user = at;
        for (int i = user + 1; i + TIME_LENGTH + 2 < to; i++) {
            if (bytes[i] == '[' && bytes[i - 1] == ' ' && i - 1 >= user && isTime(i + 1)) {
                set(LogField.USER, user, i - 1);
                set(LogField.TIME, i + 1, i + 1 + TIME_LENGTH);
                at = i + TIME_LENGTH + 2;
                if (rest()) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean rest() {
        if (!quoted(LogField.REQUEST)) {
            return false;
        }
        int status = at + 1;
        if (to - at < 6 || bytes[at] != ' ' || !isDigit(status) || !isDigit(status + 1) || !isDigit(status + 2)) {
            return false;
        }
        set(LogField.STATUS, status, status + 3);
        int size = status + 4;
        int end = space(size);
        if (bytes[status + 3] != ' ' || !isSize(size, end)) {
            return false;
        }
        set(LogField.BYTES, size, end);
        at = end;
        if (at < to && !(quoted(LogField.REFERER) && quoted(LogField.AGENT))) {
            return false;
        }
        while (at < to) {
            if (skipQuoted() < 0) {
                return false;
            }
        }
        splitRequest();
        return true;
    }

    private boolean isSize(int from, int end) {
        if (end - from == 1 && bytes[from] == '-') {
            return true;
        }
        for (int i = from; i < end; i++) {
            if (!isDigit(i)) {
                return false;
            }
        }
        return end > from;
    }

    /** The word up to a blank. */
    private boolean word(LogField field) {
        int end = space(at);
        if (end == at || end >= to) {
            return false;
        }
        set(field, at, end);
        at = end + 1;
        return true;
    }

    private boolean quoted(LogField field) {
        int open = at + (at > 0 && at < to && bytes[at] == ' ' ? 1 : 0);
        int close = skipQuoted();
        if (close < 0) {
            return false;
        }
        set(field, open + 1, close);
        return true;
    }

    /** Passes a blank and a quoted text; returns where its closing quote stands, or -1. */
    private int skipQuoted() {
        if (to - at < 3 || bytes[at] != ' ' || bytes[at + 1] != '"') {
            return -1;
        }
        int i = at + 2;
        while (i < to && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        if (i >= to) {
            return -1;
        }
        at = i + 1;
        return i;
    }

    private void splitRequest() {
        int from = start(LogField.REQUEST);
        int end = end(LogField.REQUEST);
        int first = from;
        while (first < end && bytes[first] != ' ') {
            first++;
        }
        int last = end;
        while (last > first && bytes[last - 1] != ' ') {
            last--;
        }
        if (first == end || first == from) {
            return;
        }
        set(LogField.METHOD, from, first);
        if (last - 1 > first && startsWith("HTTP/", last, end)) {
            set(LogField.TARGET, first + 1, last - 1);
            set(LogField.PROTOCOL, last, end);
        } else {
            set(LogField.TARGET, first + 1, end);
        }
    }

    private boolean startsWith(String text, int from, int end) {
        for (int i = 0; i < text.length(); i++) {
            if (from + i >= end || bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@code 17/May/2015:10:05:03 +0000} and a closing bracket. */
    private boolean isTime(int t) {
        if (t + TIME_LENGTH >= to || bytes[t + TIME_LENGTH] != ']') {
            return false;
        }
        String form = "00/Mmm/0000:00:00:00 +0000";
        for (int i = 0; i < TIME_LENGTH; i++) {
            char c = form.charAt(i);
            byte b = bytes[t + i];
            boolean fits = switch (c) {
                case '0' -> isDigit(t + i);
                case '+' -> b == '+' || b == '-';
                case 'M', 'm' -> true;
                default -> b == c;
            };
            if (!fits) {
                return false;
            }
        }
        return month(t + 3) >= 0;
    }

    private int month(int from) {
        for (int m = 0; m < 12; m++) {
            if (startsWith(MONTHS.substring(3 * m, 3 * m + 3), from, from + 3)) {
                return m;
            }
        }
        return -1;
    }

    private int space(int from) {
        int i = from;
        while (i < to && bytes[i] != ' ') {
            i++;
        }
        return i;
    }

    private boolean isDigit(int i) {
        return bytes[i] >= '0' && bytes[i] <= '9';
    }

    private void set(LogField field, int start, int end) {
        starts[field.ordinal()] = start;
        ends[field.ordinal()] = end;
    }
}
