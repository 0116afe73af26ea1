package foz.engines.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Takes the records of a block apart, in two steps: first all delimiters, quotes and line ends of the block are listed eight bytes at a
 * time, then records are walked through along that list. What a record is stands at {@link CsvCounter}, which finds it out another way.
 */
final class CsvTokens {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH = ~LOW;
    private static final long ONES = 0x0101010101010101L;

    private static final int QUOTED = 1;
    private static final int ESCAPED = 2;

    private final CsvSigns signs;
    private final byte delimiter;
    private int[] marks = new int[1 << 16];
    private int markCount;
    private int mark;
    private byte[] bytes = new byte[0];
    private int end;
    private boolean ascii;

    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private byte[] kinds = new byte[64];

    /** Of the current record: its fields, where it begins, where it ends without its line end, and where the next begins. */
    int fields;

    int from;
    int to;
    int next;

    /** How many lines end within it. */
    int lines;

    /** The field in which a quote is broken, from 1; 0 when none is. */
    int brokenField;

    /** Whether its broken quote is closed, but in the middle of text. */
    boolean closedInText;

    /**
     * The field, from 1, in the middle of which a quote opens that ends a later one, as when the delimiter before the quote is missing:
     * what stands between would then be taken apart wrongly. 0 when there is none.
     */
    int tornField;

    private int quoteInText;

    CsvTokens(CsvSigns signs) {
        this.signs = signs;
        this.delimiter = signs.delimiter()[0];
    }

    /** Lists the signs of a block. */
    void open(byte[] block, int from, int end) {
        this.bytes = block;
        this.end = end;
        this.next = from;
        this.mark = 0;
        long delimiters = ONES * (delimiter & 0xFF);
        long lineFeeds = ONES * '\n';
        long returns = ONES * '\r';
        long quotes = ONES * (signs.quote() & 0xFF);
        long high = 0;
        int n = 0;
        int at = from;
        int[] list = marks;
        for (; at + 8 <= end; at += 8) {
            long word = (long) WORD.get(block, at);
            high |= word;
            long hits =
                    zeros(word ^ delimiters) | zeros(word ^ lineFeeds) | zeros(word ^ returns) | zeros(word ^ quotes);
            if (n + 8 > list.length) {
                list = Arrays.copyOf(list, list.length * 2);
            }
            while (hits != 0) {
                list[n++] = at + (Long.numberOfTrailingZeros(hits) >>> 3);
                hits &= hits - 1;
            }
        }
        if (n + 8 > list.length) {
            list = Arrays.copyOf(list, list.length * 2);
        }
        for (; at < end; at++) {
            byte b = block[at];
            high |= b;
            if (b == delimiter || b == '\n' || b == '\r' || b == signs.quote()) {
                list[n++] = at;
            }
        }
        marks = list;
        markCount = n;
        ascii = (high & HIGH) == 0;
    }

    /** Whether all bytes of the block are ASCII. */
    boolean isAscii() {
        return ascii;
    }

    /** Moves to the next record or comment. */
    boolean next() {
        if (next >= end) {
            return false;
        }
        from = next;
        fields = 0;
        lines = 0;
        brokenField = 0;
        tornField = 0;
        quoteInText = 0;
        if (isComment()) {
            endLine(mark);
            return true;
        }
        int at = from;
        while (true) {
            int after = signs.quoted() && at < end && bytes[at] == signs.quote() ? quoted(at) : bare(at);
            if (after < 0) {
                return true;
            }
            at = after;
        }
    }

    /** Whether the current one is a comment. */
    boolean isComment() {
        return signs.commented() && from < end && bytes[from] == signs.comment();
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    boolean isQuoted(int field) {
        return (kinds[field] & QUOTED) != 0;
    }

    boolean isEscaped(int field) {
        return (kinds[field] & ESCAPED) != 0;
    }

    /** The field's text without the signs that make others plain; returns its length. */
    int unescape(int field, byte[] target) {
        int n = 0;
        for (int i = starts[field]; i < ends[field]; i++) {
            byte b = bytes[i];
            if (b == signs.escape() && i + 1 < ends[field]) {
                byte following = bytes[i + 1];
                if (following == signs.quote() || following == signs.escape()) {
                    i++;
                    b = following;
                }
            }
            target[n++] = b;
        }
        return n;
    }

    /** A field without quotes around it; returns where the next field begins, or -1 at the end of the record. */
    private int bare(int at) {
        while (mark < markCount) {
            int sign = marks[mark];
            byte b = bytes[sign];
            if (b == '\n' || b == '\r') {
                addBare(at, sign);
                endRecord(sign);
                return -1;
            }
            mark++;
            if (b == delimiter && sign >= at && isDelimiter(sign)) {
                addBare(at, sign);
                return sign + signs.delimiter().length;
            }
            if (b == signs.quote() && sign > at && quoteInText == 0) {
                quoteInText = fields + 1;
            }
        }
        addBare(at, end);
        to = end;
        next = end;
        return -1;
    }

    private void addBare(int start, int to) {
        add(start, to, 0);
        if (quoteInText != 0 && to - 1 > start && bytes[to - 1] == signs.quote()) {
            if (quoteInText < fields) {
                tornField = quoteInText;
            } else if (firstQuote(start, to) == to - 1) {
                // A quote at the end alone, as in 12", opens nothing.
                quoteInText = 0;
            }
        }
    }

    private int firstQuote(int start, int to) {
        int at = start;
        while (at < to && bytes[at] != signs.quote()) {
            at++;
        }
        return at;
    }

    private boolean isDelimiter(int at) {
        return signs.delimiter().length == 1 || signs.isDelimiter(bytes, at, end);
    }

    private int quoted(int open) {
        skipTo(open + 1);
        int opened = mark;
        int linesBefore = lines;
        int kind = QUOTED;
        while (mark < markCount) {
            int sign = marks[mark++];
            byte b = bytes[sign];
            if (b != signs.quote()) {
                lines += b == '\n' || b == '\r' && (sign + 1 >= end || bytes[sign + 1] != '\n') ? 1 : 0;
                continue;
            }
            if (signs.escape() == signs.quote()) {
                if (sign + 1 < end && bytes[sign + 1] == signs.quote()) {
                    kind |= ESCAPED;
                    mark++;
                    continue;
                }
            } else if (escapesBefore(open + 1, sign) % 2 == 1) {
                continue;
            }
            return close(open, sign, kind, opened, linesBefore);
        }
        return breakAt(opened, linesBefore, false);
    }

    private int close(int open, int close, int kind, int opened, int linesBefore) {
        int after = close + 1;
        // With an escape of its own, only a look at the text tells whether there is one in it.
        int known = signs.escape() == signs.quote() ? kind : QUOTED | ESCAPED;
        if (after >= end) {
            add(open + 1, close, known);
            to = end;
            next = end;
            return -1;
        }
        if (bytes[after] == '\n' || bytes[after] == '\r') {
            add(open + 1, close, known);
            endRecord(after);
            return -1;
        }
        if (signs.isDelimiter(bytes, after, end)) {
            add(open + 1, close, known);
            skipTo(after + signs.delimiter().length);
            return after + signs.delimiter().length;
        }
        return breakAt(opened, linesBefore, true);
    }

    /** The record ends with the line on which its broken quote was opened. */
    private int breakAt(int opened, int linesBefore, boolean inText) {
        brokenField = fields + 1;
        closedInText = inText;
        lines = linesBefore;
        endLine(opened);
        return -1;
    }

    private void endLine(int fromMark) {
        mark = fromMark;
        while (mark < markCount && bytes[marks[mark]] != '\n' && bytes[marks[mark]] != '\r') {
            mark++;
        }
        if (mark == markCount) {
            to = end;
            next = end;
        } else {
            endRecord(marks[mark]);
        }
    }

    private void endRecord(int lineEnd) {
        to = lineEnd;
        next = bytes[lineEnd] == '\r' && lineEnd + 1 < end && bytes[lineEnd + 1] == '\n' ? lineEnd + 2 : lineEnd + 1;
        lines++;
        skipTo(next);
    }

    private void skipTo(int at) {
        while (mark < markCount && marks[mark] < at) {
            mark++;
        }
    }

    private int escapesBefore(int from, int at) {
        int n = 0;
        while (at - n > from && bytes[at - n - 1] == signs.escape()) {
            n++;
        }
        return n;
    }

    private void add(int start, int end, int kind) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, fields * 2);
            ends = Arrays.copyOf(ends, fields * 2);
            kinds = Arrays.copyOf(kinds, fields * 2);
        }
        starts[fields] = start;
        ends[fields] = end;
        kinds[fields++] = (byte) kind;
    }

    /** The high bit of each byte that is zero. */
    private static long zeros(long word) {
        return ~((word & LOW) + LOW | word | LOW);
    }
}
