package foz.landing;

import foz.api.failure.Blame;
import foz.api.failure.FailureCode;

/** Why a source, or a file of it, could not be taken in. */
public enum LandingFailure implements FailureCode {
    /** A file can't be opened or read. */
    FILE_NOT_READ(Blame.OUTSIDE),
    /** A file's size or time changed between listing and the end of reading. */
    FILE_CHANGED_WHILE_READ(Blame.OUTSIDE),
    /** A known path has other bytes, and the pipeline says {@code changed-file: fail}. */
    FILE_CHANGED(Blame.USER),
    /** The source lists nothing at all, and the pipeline says {@code removed-file: withdraw}. */
    EVERYTHING_GONE(Blame.OUTSIDE),
    /** More bad records than {@code max-bad} allows. */
    TOO_MANY_BAD(Blame.USER),
    /** Columns differ from the declared ones, and the pipeline says {@code on-drift: fail}. */
    COLUMNS_DRIFTED(Blame.USER),
    /** A file brings an undeclared column whose name another column has. */
    COLUMN_NAME_TAKEN(Blame.USER),
    /** What came in is not what went where: nothing is committed. */
    BALANCE_OPEN(Blame.PLATFORM),
    /** The rows taken out of a table are not those that its file put there. */
    WITHDRAWAL_DIFFERS(Blame.PLATFORM),
    /** Neither the raw copy nor the unchanged original is there for a second reading. */
    ORIGINAL_NOT_KEPT(Blame.USER),
    /** No rows of a file that is to be read again are in bronze. */
    FILE_NOT_LIVE(Blame.USER),
    /** The raw copy of a file can't be written or read. */
    RAW_COPY_FAILED(Blame.CAPACITY);

    private final Blame blame;

    LandingFailure(Blame blame) {
        this.blame = blame;
    }

    @Override
    public Blame blame() {
        return blame;
    }
}
