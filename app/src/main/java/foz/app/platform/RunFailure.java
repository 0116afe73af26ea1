package foz.app.platform;

import foz.api.failure.Blame;
import foz.api.failure.FailureCode;

/** What can be wrong at the end of a run. */
public enum RunFailure implements FailureCode {
    /** A table holds another number of rows than its accounts say. */
    ACCOUNTS_DIFFER(Blame.PLATFORM),
    /** A plug-in failed in a way that it doesn't explain. */
    SOURCE_BROKE(Blame.OUTSIDE),
    /** A source of a kind that no plug-in brings. */
    KIND_NOT_THERE(Blame.USER);

    private final Blame blame;

    RunFailure(Blame blame) {
        this.blame = blame;
    }

    @Override
    public Blame blame() {
        return blame;
    }
}
