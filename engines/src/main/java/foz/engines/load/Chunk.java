package foz.engines.load;

import foz.api.balance.Reason;
import foz.api.type.Field;
import foz.engines.record.Rows;
import foz.engines.value.Carrier;
import foz.engines.value.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** The rows that go to DuckDB at once, with where the refused ones go. One thread. */
final class Chunk implements Rows {

    /** A chunk of long texts is handed over before it is full. */
    private static final long MOST_TEXT = 4 << 20;

    private final VectorCell[] cells;
    private final VectorCell file = new VectorCell(Carrier.LONG);
    private final VectorCell record = new VectorCell(Carrier.LONG);
    private final Set<String> ignore;
    private final RefusalSpool spool;
    private @Nullable FileAccount account;
    private int accountIndex;
    private int row;
    private int capacity;
    private long textBytes;

    Chunk(List<Field> fields, Set<String> ignore, RefusalSpool spool) {
        this.cells =
                fields.stream().map(f -> new VectorCell(Carrier.of(f.type()))).toArray(VectorCell[]::new);
        this.ignore = ignore;
        this.spool = spool;
    }

    /** Begins to fill DuckDB's vectors: one per column, then file and record. */
    void begin(DuckDBDataChunkWriter writer) {
        for (int i = 0; i < cells.length; i++) {
            cells[i].attach(writer.vector(i));
        }
        file.attach(writer.vector(cells.length));
        record.attach(writer.vector(cells.length + 1));
        capacity = (int) Math.min(writer.capacity(), VectorCell.CAPACITY);
        row = 0;
        textBytes = 0;
    }

    /** The file that the next records are of. */
    void of(int index, FileAccount next) {
        accountIndex = index;
        account = next;
    }

    /** Hands the texts over; returns how many rows there are. */
    int finish() {
        for (VectorCell cell : cells) {
            cell.flush(row);
        }
        return row;
    }

    @Override
    public boolean isFull() {
        return row == capacity || textBytes > MOST_TEXT;
    }

    @Override
    public int row() {
        return row;
    }

    @Override
    public Cell cell(int column) {
        return cells[column];
    }

    @Override
    public void accept(long ordinal) {
        file.setLong(row, account().fileId());
        record.setLong(row, ordinal);
        for (VectorCell cell : cells) {
            textBytes += cell.textLength(row);
        }
        row++;
    }

    @Override
    public void refuse(Refusal refusal) {
        account().refuse(refusal.reason());
        spool.add(accountIndex, refusal);
    }

    @Override
    public boolean isIgnored(Reason reason) {
        return ignore.contains(reason.id());
    }

    @Override
    public void ignore(Reason reason) {
        account().ignore(reason);
    }

    private FileAccount account() {
        if (account == null) {
            throw new IllegalStateException("no file yet");
        }
        return account;
    }

    /** A vector of DuckDB's as a cell. Texts are gathered and handed over at once, which is many times faster. */
    private static final class VectorCell implements Cell {

        static final int CAPACITY = 2048;

        private final byte[] @Nullable [] texts;
        private @Nullable DuckDBWritableVector vector;

        VectorCell(Carrier carrier) {
            this.texts = new byte[carrier == Carrier.TEXT ? CAPACITY : 0][];
        }

        void attach(DuckDBWritableVector next) {
            vector = next;
        }

        int textLength(int row) {
            return texts.length == 0 || texts[row] == null ? 0 : texts[row].length;
        }

        void flush(int rows) {
            if (texts.length > 0 && rows > 0) {
                Arrays.fill(texts, rows, CAPACITY, null);
                vector().setStringUtf8Batch(0, texts);
            }
        }

        @Override
        public void setNull(int row) {
            if (texts.length > 0) {
                texts[row] = null;
            } else {
                vector().setNull(row);
            }
        }

        @Override
        public void setBoolean(int row, boolean value) {
            vector().setBoolean(row, value);
        }

        @Override
        public void setInt(int row, int value) {
            vector().setInt(row, value);
        }

        @Override
        public void setLong(int row, long value) {
            vector().setLong(row, value);
        }

        @Override
        public void setFloat(int row, float value) {
            vector().setFloat(row, value);
        }

        @Override
        public void setDouble(int row, double value) {
            vector().setDouble(row, value);
        }

        @Override
        public void setText(int row, byte[] utf8, int from, int to) {
            texts[row] = Arrays.copyOfRange(utf8, from, to);
        }

        private DuckDBWritableVector vector() {
            if (vector == null) {
                throw new IllegalStateException("no chunk yet");
            }
            return vector;
        }
    }
}
