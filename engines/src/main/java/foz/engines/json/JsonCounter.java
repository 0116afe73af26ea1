package foz.engines.json;

import foz.engines.record.RecordCounter;

/**
 * Counts JSON values by their braces and strings. A value that is broken ends where a string meets the end of its line, or where the
 * next line begins with a brace that can't belong to it; so a broken line among lines costs itself and no other.
 */
final class JsonCounter implements RecordCounter {

    private boolean begun;
    private boolean record;
    private int lines;

    @Override
    public boolean isRecord() {
        return record;
    }

    @Override
    public int lines() {
        return lines;
    }

    @Override
    public int end(byte[] bytes, int from, int to, boolean last) {
        lines = 0;
        record = false;
        int at = from;
        while (at < to && isBetween(bytes[at])) {
            lines += bytes[at++] == '\n' ? 1 : 0;
        }
        if (at == to) {
            return last ? to : -1;
        }
        if (at > from) {
            return at;
        }
        if (!begun && bytes[at] == '[') {
            begun = true;
            return at + 1;
        }
        int end = JsonSpan.end(bytes, at, to, last);
        if (end < 0) {
            return -1;
        }
        for (int i = at; i < end; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        begun = true;
        record = true;
        return end;
    }

    /** Commas and a closing bracket stand between records whether or not a bracket opened them: many write lines that way. */
    private static boolean isBetween(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == ',' || b == ']';
    }
}
