package foz.api.lake;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.type.TableName;
import java.util.List;
import java.util.Optional;

/** What tables were before. Snapshots are kept until they are expired; the ones that other tables stand on are kept for them. */
public interface History {

    /** A table's snapshots that are still kept, oldest first; the current one is last unless the table was rolled back. */
    List<Snapshot> snapshots(TableName table);

    /**
     * The snapshots whose changes a rollback to this one would take back, newest first; each of Foz's own names its batch.
     *
     * @throws foz.api.failure.FozException as {@link #at}
     */
    List<Snapshot> undone(TableName table, long snapshot);

    /**
     * All data files of a table at a snapshot, with the columns it had then.
     *
     * @throws foz.api.failure.FozException {@code unknown-snapshot} when it never was or is no longer kept; names those that are
     */
    Scan at(TableName table, long snapshot);

    /**
     * What happened since a snapshot, read with the columns of now; 0 stands for before the first. The rows before, less those of the
     * files that went, with those of the files that came, are the rows now. Empty when that snapshot is no longer kept, or when rows
     * before and now can't be compared because a column they share was built anew.
     */
    Optional<Delta> since(TableName table, long snapshot);

    /** The data files of the current snapshot with what is known of them, in the order of their places. */
    List<FileInfo> files(TableName table);
}
