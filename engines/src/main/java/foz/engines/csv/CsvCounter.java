package foz.engines.csv;

import foz.engines.record.RecordCounter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts CSV records by their quotes and line ends.
 *
 * <p>A quote opens a field only at its beginning. It is closed by the next quote that isn't escaped, and only when a delimiter, a line
 * end or the end of the file follows. Where that isn't so, the record ends with the line on which the quote was opened, so that a
 * broken quote costs one line and never the rest of the file.
 */
final class CsvCounter implements RecordCounter {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final long ONES = 0x0101010101010101L;

    private final CsvSigns signs;
    private final long lineFeeds = ONES * '\n';
    private final long returns = ONES * '\r';
    private final long quotes;
    private boolean record;
    private int lines;

    CsvCounter(CsvSigns signs) {
        this.signs = signs;
        this.quotes = ONES * (signs.quote() & 0xFF);
    }

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
        record = !(signs.commented() && from < to && bytes[from] == signs.comment());
        if (!record || !signs.quoted()) {
            return lineEnd(bytes, from, to, last);
        }
        return signs.delimiter().length == 1 ? endBySign(bytes, from, to, last) : endByText(bytes, from, to, last);
    }

    /** With a delimiter of one byte, a quote opens a field when the byte before it is one. */
    private int endBySign(byte[] bytes, int from, int to, boolean last) {
        byte delimiter = signs.delimiter()[0];
        int at = from;
        while (true) {
            at = next(bytes, at, to);
            if (at >= to) {
                return last ? to : -1;
            }
            if (bytes[at] != signs.quote()) {
                return afterLineEnd(bytes, at, to, last);
            }
            if (at == from || bytes[at - 1] == delimiter) {
                int closed = closed(bytes, at, to, last);
                if (closed < 0) {
                    return closed == BROKEN ? lineEnd(bytes, at + 1, to, last) : -1;
                }
                at = closed;
            } else {
                at++;
            }
        }
    }

    /** With a longer one, fields must be followed from the left. */
    private int endByText(byte[] bytes, int from, int to, boolean last) {
        int at = from;
        boolean first = true;
        while (at < to) {
            if (first && bytes[at] == signs.quote()) {
                int closed = closed(bytes, at, to, last);
                if (closed < 0) {
                    return closed == BROKEN ? lineEnd(bytes, at + 1, to, last) : -1;
                }
                at = closed;
                first = false;
            } else if (bytes[at] == '\n' || bytes[at] == '\r') {
                return afterLineEnd(bytes, at, to, last);
            } else if (!last && to - at < signs.delimiter().length) {
                return -1;
            } else {
                first = signs.isDelimiter(bytes, at, to);
                at += first ? signs.delimiter().length : 1;
            }
        }
        return last ? to : -1;
    }

    private static final int BROKEN = -2;
    private static final int UNKNOWN = -1;

    /** Where the field whose quote opens here goes on after its closing quote; {@link #BROKEN} or {@link #UNKNOWN}. */
    private int closed(byte[] bytes, int open, int to, boolean last) {
        int before = lines;
        int at = open + 1;
        while (true) {
            at = next(bytes, at, to);
            if (at >= to) {
                lines = before;
                return last ? BROKEN : UNKNOWN;
            }
            if (bytes[at] == '\n' || bytes[at] == '\r' && (at + 1 >= to || bytes[at + 1] != '\n')) {
                lines++;
            }
            if (bytes[at] != signs.quote()) {
                at++;
                continue;
            }
            if (signs.escape() == signs.quote()) {
                if (at + 1 >= to && !last) {
                    return UNKNOWN;
                }
                if (at + 1 < to && bytes[at + 1] == signs.quote()) {
                    at += 2;
                    continue;
                }
            } else if (isEscaped(bytes, open + 1, at)) {
                at++;
                continue;
            }
            return afterClosing(bytes, at + 1, to, last, before);
        }
    }

    private int afterClosing(byte[] bytes, int at, int to, boolean last, int before) {
        if (!last && to - at < signs.delimiter().length) {
            return UNKNOWN;
        }
        if (at >= to || bytes[at] == '\n' || bytes[at] == '\r' || signs.isDelimiter(bytes, at, to)) {
            return at;
        }
        lines = before;
        return BROKEN;
    }

    /** An odd number of escape signs before it. */
    private boolean isEscaped(byte[] bytes, int from, int at) {
        int n = 0;
        while (at - n > from && bytes[at - n - 1] == signs.escape()) {
            n++;
        }
        return (n & 1) == 1;
    }

    private int lineEnd(byte[] bytes, int from, int to, boolean last) {
        int at = from;
        while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at < to ? afterLineEnd(bytes, at, to, last) : last ? to : -1;
    }

    private int afterLineEnd(byte[] bytes, int at, int to, boolean last) {
        if (bytes[at] == '\r') {
            if (at + 1 >= to && !last) {
                return -1;
            }
            if (at + 1 < to && bytes[at + 1] == '\n') {
                at++;
            }
        }
        lines++;
        return at + 1;
    }

    /** The next quote or line end, eight bytes at a time. */
    private int next(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long word = (long) WORD.get(bytes, at);
            long hits = zeros(word ^ lineFeeds) | zeros(word ^ returns) | zeros(word ^ quotes);
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; at < to; at++) {
            byte b = bytes[at];
            if (b == '\n' || b == '\r' || b == signs.quote()) {
                return at;
            }
        }
        return to;
    }

    /** The high bit of each byte that is zero. */
    private static long zeros(long word) {
        return ~((word & LOW) + LOW | word | LOW);
    }
}
