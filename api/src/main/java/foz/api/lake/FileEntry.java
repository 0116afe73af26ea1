package foz.api.lake;

import java.time.Instant;
import java.util.Optional;

/**
 * One reading of one file, as the ledger keeps it. A changed file gets a new entry; the old one becomes {@link State#REPLACED}.
 *
 * @param id unique in the lake, never reused; rows carry it in {@code _file}
 * @param source the source's name
 * @param name the file's name within the source
 * @param storedBytes its size as listed (compressed)
 * @param modifiedAt its modification time as listed
 * @param sha256 of its decompressed bytes
 * @param bytes its decompressed size
 * @param records how many records were received
 * @param state what counts of it now
 * @param batch the batch that took it in
 * @param arrivedAt when that batch began
 * @param header its header record, for replays of single records
 * @param copyOf for {@link State#COPY}: the id of the entry with the same content
 */
public record FileEntry(
        long id,
        String source,
        String name,
        long storedBytes,
        Instant modifiedAt,
        String sha256,
        long bytes,
        long records,
        State state,
        String batch,
        Instant arrivedAt,
        Optional<byte[]> header,
        Optional<Long> copyOf) {

    /** What counts of a reading now. */
    public enum State {
        /** Its rows are in bronze. */
        LIVE,
        /** A later reading of the same path took its place. */
        REPLACED,
        /** Its file is gone and its rows were taken out. */
        WITHDRAWN,
        /** Its content was already there under another path. */
        COPY
    }

    /** The same entry in another state. */
    public FileEntry as(State next) {
        return new FileEntry(
                id,
                source,
                name,
                storedBytes,
                modifiedAt,
                sha256,
                bytes,
                records,
                next,
                batch,
                arrivedAt,
                header,
                copyOf);
    }
}
