package foz.app.answer;

import foz.api.failure.Blame;
import foz.api.failure.FailureCode;

/** What can go wrong with the text of an answer. */
public enum AnswerFailure implements FailureCode {
    /** The output takes no more. */
    NOT_WRITTEN;

    @Override
    public Blame blame() {
        return Blame.OUTSIDE;
    }
}
