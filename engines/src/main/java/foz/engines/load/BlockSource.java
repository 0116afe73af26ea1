package foz.engines.load;

import foz.api.engine.Load;
import foz.api.engine.LoadFile;
import foz.api.failure.FozException;
import foz.engines.record.Block;
import foz.engines.record.ReadFailure;
import foz.engines.record.RecordFormat;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of all files of a job, one after another. Reading, hashing, counting and cutting are done by whichever thread needs a
 * block, one at a time: the lock is held over I/O on purpose, since the next block can't be cut before this one is, and a thread of its
 * own for it would only take turns with the decoding threads.
 */
final class BlockSource implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<LoadFile> files;
    private final List<FileAccount> accounts;
    private final RecordFormat format;
    private final int limit;
    private final LongConsumer progress;
    private int next;
    private @Nullable Reading current;

    BlockSource(Load job, RecordFormat format, int limit) {
        this(job.files(), format, limit, job.progress());
    }

    BlockSource(List<LoadFile> files, RecordFormat format, int limit, LongConsumer progress) {
        this.files = files;
        this.accounts =
                files.stream().map(f -> new FileAccount(f.fileId(), f.name())).toList();
        this.format = format;
        this.limit = limit;
        this.progress = progress;
    }

    /** The accounts of the files, in order. */
    List<FileAccount> accounts() {
        return accounts;
    }

    /** Fills a block; false when all files are read to their ends. */
    boolean fill(Block block) {
        lock.lock();
        try {
            while (true) {
                if (current == null) {
                    if (next == files.size()) {
                        return false;
                    }
                    current = open(next++);
                }
                block.file = next - 1;
                if (fillFromCurrent(block, current)) {
                    return true;
                }
                current.close();
                current = null;
            }
        } catch (IOException e) {
            throw unreadable(e, files.get(next - 1).name());
        } finally {
            lock.unlock();
        }
    }

    private static boolean fillFromCurrent(Block block, Reading reading) throws IOException {
        return reading.fill(block);
    }

    private Reading open(int index) throws IOException {
        FileAccount account = accounts.get(index);
        return switch (files.get(index)) {
            case LoadFile.Whole whole -> new WholeReading(whole, account, format, limit, progress);
            case LoadFile.Records records -> new RecordsReading(records, account, format);
        };
    }

    /** A failure to read a file, told apart: its bytes are damaged, or they can't be had. */
    static FozException unreadable(IOException e, String file) {
        boolean damaged = e instanceof EOFException
                || e instanceof ZipException
                || e.getClass().getName().startsWith("com.github.luben");
        String detail =
                e instanceof EOFException ? "it ends in the middle of compressed data" : String.valueOf(e.getMessage());
        return new FozException(
                e,
                damaged ? ReadFailure.SOURCE_FILE_DAMAGED : ReadFailure.SOURCE_FILE_UNREADABLE,
                "file",
                file,
                "detail",
                detail);
    }

    @Override
    public void close() {
        try {
            if (current != null) {
                current.close();
            }
        } catch (IOException e) {
            throw unreadable(e, files.get(next - 1).name());
        }
    }
}
