package foz.refresh;

import foz.api.failure.Blame;
import foz.api.failure.FailureCode;

/** Why a table could not be brought up to date. */
public enum RefreshFailure implements FailureCode {
    /** What was read is not what went where: nothing is committed. */
    TABLE_BALANCE_OPEN(Blame.PLATFORM),
    /** A table it reads is not up to date. */
    INPUT_NOT_FRESH(Blame.USER),
    /** A table it reads does not exist in the lake yet. */
    INPUT_NOT_THERE(Blame.USER),
    /** Another program changed its rows. */
    WRITTEN_BY_OTHERS(Blame.USER),
    /** Some of its rows are computed by another definition than the others. */
    BACKFILL_UNDER_WAY(Blame.USER),
    /** A table that was never built has nothing to compute again. */
    NOT_BUILT_YET(Blame.USER),
    /** No column says which slice a row belongs to. */
    NO_SLICE_COLUMN(Blame.USER),
    /** Several columns could. */
    WHICH_SLICE_COLUMN(Blame.USER),
    /** No snapshot of that id or time is kept. */
    NO_SUCH_STATE(Blame.USER),
    /** A table that follows from files, not from tables. */
    NOT_ROLLED_BACK(Blame.USER);

    private final Blame blame;

    RefreshFailure(Blame blame) {
        this.blame = blame;
    }

    @Override
    public Blame blame() {
        return blame;
    }
}
