package foz.engines.record;

import foz.api.failure.Blame;
import foz.api.failure.FailureCode;

/** What ends the reading of a file. */
public enum ReadFailure implements FailureCode {
    /** The file can't be opened, or reading it fails half-way. */
    SOURCE_FILE_UNREADABLE(Blame.OUTSIDE),
    /** Compressed bytes that end too early or don't decompress. */
    SOURCE_FILE_DAMAGED(Blame.USER),
    /** The encoding is none that Foz reads. */
    ENCODING_UNKNOWN(Blame.USER),
    /** UTF-16 without the mark that tells the order of its bytes. */
    BYTE_ORDER_UNKNOWN(Blame.USER),
    /** A quote, an escape or a comment sign beyond ASCII in an encoding that needs several bytes for it. */
    SIGN_NOT_ONE_BYTE(Blame.USER),
    /** Parquet, or what should be it. */
    PARQUET_UNREADABLE(Blame.USER),
    /** Refused rows can't be kept in scratch. */
    SCRATCH_UNUSABLE(Blame.CAPACITY);

    private final Blame blame;

    ReadFailure(Blame blame) {
        this.blame = blame;
    }

    @Override
    public Blame blame() {
        return blame;
    }

    @Override
    public boolean retryHelps() {
        return this == SOURCE_FILE_UNREADABLE || this == SCRATCH_UNUSABLE;
    }
}
