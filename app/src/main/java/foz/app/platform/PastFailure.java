package foz.app.platform;

import foz.api.failure.Blame;
import foz.api.failure.FailureCode;

/** Why a table can't be shown as it was. */
public enum PastFailure implements FailureCode {
    /** A text that should be a time. */
    NOT_A_MOMENT,
    /** A time without a zone, and nobody knows the pipeline's. */
    ZONE_NOT_KNOWN,
    /** Every snapshot that is kept is younger. */
    NO_SNAPSHOT_SO_OLD,
    /** No table has a snapshot of that id. */
    SNAPSHOT_OF_NO_TABLE;

    @Override
    public Blame blame() {
        return Blame.USER;
    }
}
