package foz.engines.load;

import foz.api.engine.LoadFile;
import foz.api.failure.FozException;
import foz.engines.record.Block;
import foz.engines.record.ReadFailure;
import foz.engines.record.RecordCounter;
import foz.engines.record.RecordFormat;
import foz.engines.record.TextEncoding;
import foz.engines.record.Utf16;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A whole file: decompressed, hashed, its records counted and cut into blocks in one pass. A block ends where a record ends; what is
 * left begins the next one.
 */
final class WholeReading implements Reading {

    /** So much of a record that is too long is kept. */
    private static final int KEPT_OF_TOO_LONG = 1 << 16;

    private final FileAccount account;
    private final RecordFormat format;
    private final RecordCounter counter;
    private final int limit;
    private final HashedStream hashed;
    private final InputStream text;
    private final Utf16.Order order;
    private byte[] rest;
    private byte[] mark = new byte[0];
    private int preamble;
    private boolean headerAhead;
    private boolean ended;
    private long offset;
    private long line = 1;
    private long records;

    /** @param limit the length in bytes beyond which a record is too long */
    WholeReading(LoadFile.Whole file, FileAccount account, RecordFormat format, int limit, LongConsumer progress)
            throws IOException {
        this.account = account;
        this.format = format;
        this.counter = format.counter();
        this.limit = limit;
        this.preamble = format.preambleLines();
        this.headerAhead = format.hasHeader();
        InputStream stored = file.bytes().open();
        try {
            this.hashed = new HashedStream(Decompression.of(stored), progress);
            byte[] first = hashed.readNBytes(3);
            this.order = order(first);
            int skipped = order == Utf16.Order.NONE ? markLength(first) : mark.length;
            this.offset = skipped;
            byte[] begun = Arrays.copyOfRange(first, skipped, first.length);
            boolean wide = order != Utf16.Order.NONE;
            this.rest = wide ? new byte[0] : begun;
            this.text = wide
                    ? new Utf16.Translated(new SequenceInputStream(new ByteArrayInputStream(begun), hashed), order)
                    : hashed;
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    private Utf16.Order order(byte[] first) {
        TextEncoding encoding = format.encoding();
        if (encoding.kind() != TextEncoding.Kind.UTF_16) {
            return Utf16.Order.NONE;
        }
        boolean little = first.length >= 2 && (first[0] & 0xFF) == 0xFF && (first[1] & 0xFF) == 0xFE;
        boolean big = first.length >= 2 && (first[0] & 0xFF) == 0xFE && (first[1] & 0xFF) == 0xFF;
        if (little || big) {
            mark = Arrays.copyOf(first, 2);
            return little ? Utf16.Order.LITTLE : Utf16.Order.BIG;
        }
        return encoding.order()
                .or(() -> first.length == 0 ? java.util.Optional.of(Utf16.Order.BIG) : java.util.Optional.empty())
                .orElseThrow(() -> new FozException(
                        ReadFailure.BYTE_ORDER_UNKNOWN, "file", account.name(), "encoding", encoding.name()));
    }

    /** The length of UTF-8's byte order mark, if the file begins with it. */
    private int markLength(byte[] first) {
        boolean marked = format.encoding().kind() == TextEncoding.Kind.UTF_8
                && first.length == 3
                && (first[0] & 0xFF) == 0xEF
                && (first[1] & 0xFF) == 0xBB
                && (first[2] & 0xFF) == 0xBF;
        return marked ? 3 : 0;
    }

    @Override
    public boolean fill(Block block) throws IOException {
        int length = rest.length;
        if (block.bytes.length < length) {
            block.bytes = new byte[Math.max(length, 2 * block.bytes.length)];
        }
        System.arraycopy(rest, 0, block.bytes, 0, length);
        rest = new byte[0];
        int from = 0;
        while (true) {
            length = readInto(block.bytes, length);
            from = skipAhead(block.bytes, from, length);
            if (preamble == 0 && !headerAhead) {
                int to = cut(block, from, length);
                if (to > from || ended && from >= length) {
                    return hand(block, from, to, length);
                }
            } else if (ended) {
                return hand(block, length, length, length);
            }
            if (length == block.bytes.length && !grow(block)) {
                return tooLong(block, from, length);
            }
        }
    }

    private int readInto(byte[] bytes, int length) throws IOException {
        int n = length;
        while (!ended && n < bytes.length) {
            int read = text.read(bytes, n, bytes.length - n);
            if (read < 0) {
                ended = true;
            } else {
                n += read;
            }
        }
        return n;
    }

    /** Passes the preamble and the header; returns where the records begin, as far as it got. */
    private int skipAhead(byte[] bytes, int from, int length) {
        int at = from;
        while (preamble > 0 && at < length) {
            int end = lineEnd(bytes, at, length);
            if (end < 0) {
                return at;
            }
            moved(bytes, at, end);
            line++;
            at = end;
            preamble--;
        }
        while (preamble == 0 && headerAhead && at < length) {
            int end = counter.end(bytes, at, length, ended);
            if (end < 0) {
                return at;
            }
            if (counter.isRecord()) {
                headerAhead = false;
                keepHeader(bytes, at, withoutLineEnd(bytes, at, end));
            }
            line += counter.lines();
            moved(bytes, at, end);
            at = end;
        }
        return at;
    }

    private void keepHeader(byte[] bytes, int from, int to) {
        Block whole = new Block();
        whole.bytes = bytes;
        whole.place(0, 0, order);
        byte[] original = whole.original(from, to);
        byte[] marked = Arrays.copyOf(mark, mark.length + original.length);
        System.arraycopy(original, 0, marked, mark.length, original.length);
        account.setHeader(Arrays.copyOfRange(bytes, from, to), marked);
    }

    /** Counts records as far as they are whole; returns where the last one ends. */
    private int cut(Block block, int from, int length) {
        block.ordinal = records + 1;
        block.line = line;
        int at = from;
        while (at < length) {
            boolean patient = !ended && !(at == from && length == limit);
            int end = counter.end(block.bytes, at, length, !patient);
            if (end < 0 || !ended && !patient && end == length) {
                break;
            }
            records += counter.isRecord() ? 1 : 0;
            line += counter.lines();
            at = end;
        }
        return at;
    }

    private boolean hand(Block block, int from, int to, int length) {
        rest = Arrays.copyOfRange(block.bytes, to, length);
        block.position = from;
        block.end = to;
        block.tooLong = false;
        block.place(from, offset, order);
        moved(block.bytes, from, to);
        if (to > from) {
            return true;
        }
        account.finish(records, hashed.count(), hashed.sha256Hex());
        return false;
    }

    private boolean grow(Block block) {
        if (block.bytes.length >= limit) {
            return false;
        }
        block.bytes = Arrays.copyOf(block.bytes, Math.min(limit, block.bytes.length * 2));
        return true;
    }

    /** One record beyond the limit: its beginning is handed over, the rest up to the end of its line is passed. */
    private boolean tooLong(Block block, int from, int length) throws IOException {
        records++;
        block.ordinal = records;
        block.line = line;
        block.position = from;
        block.end = Math.min(length, from + KEPT_OF_TOO_LONG);
        block.tooLong = true;
        block.place(from, offset, order);
        byte[] bytes = Arrays.copyOfRange(block.bytes, from, length);
        while (true) {
            int end = lineEnd(bytes, 0, bytes.length);
            if (end >= 0 || ended) {
                int passed = end < 0 ? bytes.length : end;
                moved(bytes, 0, passed);
                rest = Arrays.copyOfRange(bytes, passed, bytes.length);
                line++;
                return true;
            }
            boolean returned = bytes[bytes.length - 1] == '\r';
            int kept = returned ? 1 : 0;
            moved(bytes, 0, bytes.length - kept);
            byte[] next = new byte[1 << 16];
            next[0] = '\r';
            bytes = Arrays.copyOf(next, readInto(next, kept));
        }
    }

    private void moved(byte[] bytes, int from, int to) {
        offset += order == Utf16.Order.NONE ? to - from : Utf16.lengthOf(bytes, from, to);
    }

    private int lineEnd(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
            if (bytes[i] == '\r') {
                return i + 1 < to ? bytes[i + 1] == '\n' ? i + 2 : i + 1 : ended ? i + 1 : -1;
            }
        }
        return ended ? to : -1;
    }

    private static int withoutLineEnd(byte[] bytes, int from, int end) {
        int to = end;
        if (to > from && bytes[to - 1] == '\n') {
            to--;
        }
        return to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
