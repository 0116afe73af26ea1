package foz.engines.database;

import foz.api.failure.Blame;
import foz.api.failure.FailureCode;

/** What ends a job or a question. */
public enum EngineFailure implements FailureCode {
    /** The memory limit was reached and spilling didn't help. */
    OUT_OF_MEMORY(Blame.CAPACITY),
    /** No space for data files or spilled data. */
    DISK_FULL(Blame.CAPACITY),
    /** Somebody cancelled it. */
    CANCELLED(Blame.USER),
    /** It took longer than allowed. */
    TIMED_OUT(Blame.CAPACITY),
    /** A data file can't be read. */
    DATA_FILE_UNREADABLE(Blame.PLATFORM),
    /** A data file or folder can't be written. */
    DATA_FILE_UNWRITABLE(Blame.OUTSIDE),
    /** A value the query can't handle, such as text that is no number. */
    QUERY_FAILED(Blame.USER),
    /** A question that is wrong SQL. */
    WRONG_SQL(Blame.USER),
    /** A question that does something other than asking. */
    NOT_A_QUESTION(Blame.USER),
    /** A question about something that sessions don't show. */
    NOT_ALLOWED(Blame.USER),
    /** A file that is to be written is already there. */
    DATA_FILE_EXISTS(Blame.USER),
    /** A rule with outcome fail isn't true for a row. */
    EXPECTATION_FAILED(Blame.USER),
    /** Two rows have one key, and duplicates are refused. */
    DUPLICATE_KEY(Blame.USER),
    /** A partition transform or column type that files can't be spread by. */
    CANNOT_PARTITION(Blame.USER),
    /** A column to sort by that the table hasn't. */
    CANNOT_SORT(Blame.PLATFORM),
    /** Rows of a table without origin can't be told apart by file. */
    NO_ORIGIN(Blame.PLATFORM),
    /** A row that should go from a table isn't in it. */
    ROW_NOT_THERE(Blame.PLATFORM),
    /** A range of a table is asked for by a column that can't tell ranges. */
    SLICE_COLUMN(Blame.USER),
    /** Rows of one key may lie in several ranges of a table. */
    SLICE_ACROSS_KEY(Blame.USER),
    /** DuckDB failed in a way that Foz doesn't know. */
    ENGINE_DEFECT(Blame.PLATFORM);

    private final Blame blame;

    EngineFailure(Blame blame) {
        this.blame = blame;
    }

    @Override
    public Blame blame() {
        return blame;
    }

    /** More time, for one, helps only when somebody grants it. */
    @Override
    public boolean retryHelps() {
        return this == DISK_FULL || this == DATA_FILE_UNWRITABLE;
    }
}
