package foz.engines.load;

import foz.api.failure.FozException;
import foz.api.failure.Sentence;
import foz.engines.record.ReadFailure;
import foz.engines.record.Rows.Refusal;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Refused records on their way to the quarantine: in a scratch file, so that a file of nothing but bad records needs no memory, and
 * one without bad records no file. Written by several threads, then read by one.
 */
final class RefusalSpool implements AutoCloseable {

    private static final int BUFFER = 1 << 18;

    private final Path path;
    private @Nullable DataOutputStream out;
    private long count;

    RefusalSpool(Path path) {
        this.path = path;
    }

    /** A refusal as it comes back: the file's index, and the sentence instead of its facts. */
    record Spooled(
            int file,
            long ordinal,
            long line,
            long offset,
            String code,
            @Nullable String column,
            String sentence,
            byte[] raw) {}

    void add(int file, Refusal refusal) {
        // The sentence is the dear part, and made by each thread for itself.
        String sentence = Sentence.of(refusal.reason(), refusal.facts()).text();
        write(file, refusal, sentence.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void write(int file, Refusal refusal, byte[] sentence) {
        try {
            if (out == null) {
                out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), BUFFER));
            }
            out.writeInt(file);
            out.writeLong(refusal.ordinal());
            out.writeLong(refusal.line());
            out.writeLong(refusal.offset());
            write(out, refusal.reason().id().getBytes(StandardCharsets.UTF_8));
            out.writeBoolean(refusal.column() != null);
            if (refusal.column() != null) {
                write(out, refusal.column().getBytes(StandardCharsets.UTF_8));
            }
            write(out, sentence);
            write(out, refusal.raw());
            count++;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** How many there are. */
    synchronized long count() {
        return count;
    }

    /** Ends writing and begins to read. The caller closes. */
    synchronized Refusals read() {
        try {
            if (out != null) {
                out.close();
            }
            return new Refusals(
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER)), count);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static FozException unusable(IOException e) {
        return new FozException(e, ReadFailure.SCRATCH_UNUSABLE, "detail", e.toString());
    }

    /** The refusals in the order they came. */
    static final class Refusals implements AutoCloseable {

        private final DataInputStream in;
        private long left;

        private Refusals(DataInputStream in, long count) {
            this.in = in;
            this.left = count;
        }

        /** The next one; null after the last. */
        @Nullable
        Spooled next() {
            if (left == 0) {
                return null;
            }
            left--;
            try {
                int file = in.readInt();
                long ordinal = in.readLong();
                long line = in.readLong();
                long offset = in.readLong();
                String code = text();
                String column = in.readBoolean() ? text() : null;
                String sentence = text();
                return new Spooled(file, ordinal, line, offset, code, column, sentence, bytes());
            } catch (IOException e) {
                throw unusable(e);
            }
        }

        private String text() throws IOException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        private byte[] bytes() throws IOException {
            return in.readNBytes(in.readInt());
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw unusable(e);
            }
        }
    }
}
