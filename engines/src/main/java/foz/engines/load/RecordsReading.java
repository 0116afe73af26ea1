package foz.engines.load;

import foz.api.engine.LoadFile;
import foz.api.engine.LoadFile.RawRecord;
import foz.engines.record.Block;
import foz.engines.record.RecordCounter;
import foz.engines.record.RecordFormat;
import foz.engines.record.TextEncoding;
import foz.engines.record.Utf16;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;

/** Single records of a file, each as a block of its own, so that an edited one can't reach into the next. */
final class RecordsReading implements Reading {

    private final FileAccount account;
    private final RecordCounter counter;
    private final Iterator<RawRecord> records;
    private final Utf16.Order order;
    private final HashedStream hashed;
    private long received;

    RecordsReading(LoadFile.Records file, FileAccount account, RecordFormat format) throws IOException {
        this.account = account;
        this.counter = format.counter();
        this.records = file.records().iterator();
        this.order = order(format.encoding(), file);
        this.hashed = new HashedStream(new ByteArrayInputStream(new byte[0]), read -> {});
        if (file.header().isPresent()) {
            byte[] original = file.header().get();
            boolean marked = order != Utf16.Order.NONE && isMarked(original);
            byte[] bare = marked ? Arrays.copyOfRange(original, 2, original.length) : original;
            account.setHeader(decoded(bare), original);
        }
    }

    @Override
    public boolean fill(Block block) throws IOException {
        if (!records.hasNext()) {
            account.finish(received, 0, hashed.sha256Hex());
            return false;
        }
        RawRecord record = records.next();
        byte[] bytes = decoded(record.bytes());
        block.bytes = Arrays.copyOf(bytes, bytes.length + 1);
        block.bytes[bytes.length] = '\n';
        block.position = 0;
        block.end = block.bytes.length;
        block.tooLong = false;
        block.ordinal = record.ordinal();
        block.line = record.line();
        block.place(0, record.byteOffset(), order);
        count(block.bytes);
        return true;
    }

    private void count(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            at = counter.end(bytes, at, bytes.length, true);
            received += counter.isRecord() ? 1 : 0;
        }
    }

    private byte[] decoded(byte[] original) throws IOException {
        if (order == Utf16.Order.NONE) {
            return original;
        }
        try (Utf16.Translated utf8 = new Utf16.Translated(new ByteArrayInputStream(original), order)) {
            return utf8.readAllBytes();
        }
    }

    /** The header keeps the file's byte order mark; without one, text has most of its zeros where the order puts them. */
    private static Utf16.Order order(TextEncoding encoding, LoadFile.Records file) {
        if (encoding.kind() != TextEncoding.Kind.UTF_16) {
            return Utf16.Order.NONE;
        }
        if (encoding.order().isPresent()) {
            return encoding.order().get();
        }
        byte[] header = file.header().orElse(new byte[0]);
        if (isMarked(header)) {
            return (header[0] & 0xFF) == 0xFF ? Utf16.Order.LITTLE : Utf16.Order.BIG;
        }
        int odd = 0;
        for (RawRecord record : file.records()) {
            for (int i = 0; i < record.bytes().length; i++) {
                odd += record.bytes()[i] != 0 ? 0 : (i & 1) == 1 ? 1 : -1;
            }
        }
        return odd >= 0 ? Utf16.Order.LITTLE : Utf16.Order.BIG;
    }

    private static boolean isMarked(byte[] header) {
        return header.length >= 2
                && (header[0] & 0xFF) + (header[1] & 0xFF) == 0xFF + 0xFE
                && (header[0] & 0xFF) >= 0xFE;
    }

    @Override
    public void close() throws IOException {
        hashed.close();
    }
}
