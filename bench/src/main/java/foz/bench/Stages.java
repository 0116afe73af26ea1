package foz.bench;

import foz.api.balance.Reason;
import foz.api.engine.Load;
import foz.api.plan.Format.Dialect;
import foz.engines.csv.CsvFormat;
import foz.engines.record.Block;
import foz.engines.record.ReadPlan;
import foz.engines.record.RecordCounter;
import foz.engines.record.RecordDecoder;
import foz.engines.record.Rows;
import foz.engines.record.Utf16;
import foz.engines.value.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The stages of a load that can be run alone, each on one thread: reading, hashing, counting, decoding. */
final class Stages {

    private final Path file;
    private final CsvFormat format;

    Stages(Path file, Load job) {
        this.file = file;
        this.format = new CsvFormat(ReadPlan.of(job), Dialect.STANDARD);
    }

    /** What is done with each piece of whole lines; the sales file has no lines within quotes. */
    private interface Work {

        void on(byte[] bytes, int from, int to);
    }

    double read() throws IOException {
        return timed((bytes, from, to) -> {});
    }

    double hash() throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return timed((bytes, from, to) -> digest.update(bytes, from, to - from));
    }

    double count() throws IOException {
        RecordCounter counter = format.counter();
        return timed((bytes, from, to) -> {
            int at = from;
            while (at < to) {
                at = counter.end(bytes, at, to, true);
            }
        });
    }

    double decode() throws IOException {
        byte[] header = SalesFile.HEADER.strip().getBytes(StandardCharsets.UTF_8);
        RecordDecoder decoder = format.decoder(Optional.of(header));
        Nowhere nowhere = new Nowhere();
        Block block = new Block();
        return timed((bytes, from, to) -> {
            block.bytes = bytes;
            block.position = from;
            block.end = to;
            block.place(from, from, Utf16.Order.NONE);
            decoder.decode(block, nowhere);
        });
    }

    private double timed(Work work) throws IOException {
        long start = System.nanoTime();
        byte[] bytes = new byte[1 << 20];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                int read = in.readNBytes(bytes, kept, bytes.length - kept);
                int length = kept + read;
                int end = length;
                while (end > 0 && bytes[end - 1] != '\n') {
                    end--;
                }
                if (end == 0) {
                    return (System.nanoTime() - start) / 1e6;
                }
                work.on(bytes, 0, end);
                kept = length - end;
                System.arraycopy(bytes, end, bytes, 0, kept);
            }
        }
    }

    /** Rows that go nowhere. */
    private static final class Nowhere implements Rows, Cell {

        private long sum;

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public int row() {
            return 0;
        }

        @Override
        public Cell cell(int column) {
            return this;
        }

        @Override
        public void accept(long ordinal) {
            sum += ordinal;
        }

        @Override
        public void refuse(Refusal refusal) {
            sum++;
        }

        @Override
        public boolean isIgnored(Reason reason) {
            return true;
        }

        @Override
        public void ignore(Reason reason) {
            sum++;
        }

        @Override
        public void setNull(int row) {
            sum++;
        }

        @Override
        public void setBoolean(int row, boolean value) {
            sum++;
        }

        @Override
        public void setInt(int row, int value) {
            sum += value;
        }

        @Override
        public void setLong(int row, long value) {
            sum += value;
        }

        @Override
        public void setFloat(int row, float value) {
            sum++;
        }

        @Override
        public void setDouble(int row, double value) {
            sum++;
        }

        @Override
        public void setText(int row, byte[] utf8, int from, int to) {
            sum += to - from;
        }
    }
}
