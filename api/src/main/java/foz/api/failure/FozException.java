package foz.api.failure;

import org.jspecify.annotations.Nullable;

/** The one exception that crosses doors: a failure code, its sentence, whose fault it is, whether a retry can help. */
public final class FozException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;
    private final transient FailureCode code;

    /** A failure with the facts that fill its sentence, as alternating names and values. */
    public FozException(FailureCode code, Object... facts) {
        this(null, code, facts);
    }

    /** A failure caused by another. */
    public FozException(@Nullable Throwable cause, FailureCode code, Object... facts) {
        super(Sentence.of(code, facts).text(), cause);
        this.code = code;
        this.sentence = Sentence.of(code, facts);
    }

    /** What failed. */
    public FailureCode code() {
        return code;
    }

    /** What to tell the user. */
    public Sentence sentence() {
        return sentence;
    }
}
