package foz.lake;

import foz.api.failure.Blame;
import foz.api.failure.FailureCode;

/** What can go wrong with tables and their catalogue. */
enum LakeFailure implements FailureCode {
    /** The batch's id was committed before: its work is done. */
    ALREADY_COMMITTED(Blame.PLATFORM, false),
    /** Another program holds the catalogue's lock for longer than we wait. */
    CATALOGUE_BUSY(Blame.OUTSIDE, true),
    CATALOGUE_TOO_NEW(Blame.USER, false),
    CATALOGUE_UNREADABLE(Blame.OUTSIDE, false),
    /** The files of a compaction don't hold as many rows as those they were made from. */
    COMPACTION_NOT_ALIKE(Blame.PLATFORM, false),
    /** Whether the batch was committed is not known; the next opening finds out. */
    COMMIT_STATE_UNKNOWN(Blame.OUTSIDE, false),
    /** Another process writes. */
    DATA_FOLDER_BUSY(Blame.OUTSIDE, true),
    DISK_FAILED(Blame.OUTSIDE, true),
    DISK_FULL(Blame.CAPACITY, true),
    /** A data file that the catalogue names, or that was written, is not there. */
    FILE_MISSING(Blame.OUTSIDE, false),
    /** A data file does not hold what its writer said. */
    FILE_NOT_AS_WRITTEN(Blame.PLATFORM, false),
    /** A rollback would take out rows that the ledger goes on calling live. */
    FILES_STILL_LIVE(Blame.PLATFORM, false),
    INCOMPATIBLE_TYPE(Blame.USER, false),
    LAKE_DEFECT(Blame.PLATFORM, false),
    LAKE_NOT_WRITABLE(Blame.PLATFORM, false),
    /** A part of a struct can't get another name, since data files are read by the names of parts. */
    NESTED_RENAME(Blame.USER, false),
    /** The tables changed under the batch. */
    STALE_BATCH(Blame.OUTSIDE, true),
    UNKNOWN_PARTITION_COLUMN(Blame.USER, false),
    /** It never was, or has been expired. */
    UNKNOWN_SNAPSHOT(Blame.USER, false),
    UNKNOWN_TABLE(Blame.USER, false),
    /** Another program left something in a table that Foz can't read. */
    WRITTEN_BY_ANOTHER(Blame.OUTSIDE, false);

    private final Blame blame;
    private final boolean retryHelps;

    LakeFailure(Blame blame, boolean retryHelps) {
        this.blame = blame;
        this.retryHelps = retryHelps;
    }

    @Override
    public Blame blame() {
        return blame;
    }

    @Override
    public boolean retryHelps() {
        return retryHelps;
    }
}
