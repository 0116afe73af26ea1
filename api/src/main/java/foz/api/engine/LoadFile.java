package foz.api.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A file to decode, or single records of one. */
public sealed interface LoadFile {

    /** The file's id in the ledger. */
    long fileId();

    /** The file's name as users know it. */
    String name();

    /** A file from its first byte to its last, possibly compressed. */
    record Whole(long fileId, String name, Opener bytes) implements LoadFile {}

    /** Records that were in the quarantine, with the header of their file when it had one. */
    record Records(long fileId, String name, Optional<byte[]> header, List<RawRecord> records) implements LoadFile {
        public Records {
            records = List.copyOf(records);
        }
    }

    /**
     * One record as it stood in its file.
     *
     * @param ordinal 1-based
     * @param line the line it begins on, 1-based
     * @param byteOffset of its first byte in the decompressed file
     * @param bytes its bytes, without the line end
     */
    record RawRecord(long ordinal, long line, long byteOffset, byte[] bytes) {}

    /** Opens the bytes of a file anew each time. */
    @FunctionalInterface
    interface Opener {

        /** From the first byte; the caller closes. */
        InputStream open() throws IOException;
    }
}
