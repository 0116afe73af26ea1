package foz.app.sales;

import foz.api.balance.Reason;
import java.util.Optional;

/** Something that is wrong with a record of a sales file. */
public enum Defect {
    /** All fields are empty, or the line is. */
    BLANK_ROW(29, Fate.IGNORED, Reason.BLANK_ROW),
    /** The header once more, as when two exports were pasted together. */
    REPEATED_HEADER(19, Fate.IGNORED, Reason.REPEATED_HEADER),
    /** The record of a sale, once more. */
    EXACT_DUPLICATE(14, Fate.DUPLICATE, null),
    /** The record of a sale once more with another price. */
    OTHER_PRICE(2, Fate.CONFLICTING, null),
    /** The record ends after its third field. */
    MISSING_FIELDS(4, Fate.QUARANTINED, Reason.TOO_FEW_FIELDS),
    /** A letter O or l where a digit belongs. */
    LETTER_IN_NUMBER(6, Fate.QUARANTINED, Reason.NOT_A_NUMBER),
    /** A quote is opened and not closed. */
    UNCLOSED_QUOTE(3, Fate.QUARANTINED, Reason.BROKEN_QUOTE),
    /** The 30th of February, or the 13th month. */
    IMPOSSIBLE_DATE(4, Fate.QUARANTINED, Reason.NOT_A_TIMESTAMP),
    /** A price in thousandths, which a typed read would round. */
    TOO_PRECISE(3, Fate.QUARANTINED, Reason.TOO_MANY_DIGITS),
    /** No order number. */
    NO_ORDER(2, Fate.QUARANTINED, Reason.MISSING_VALUE),
    /** Nothing was sold. */
    NO_QUANTITY(3, Fate.REFUSED_BY_RULE, Reason.EXPECTATION);

    /** What becomes of a record in the example pipeline. */
    public enum Fate {
        /** Counted and kept nowhere. */
        IGNORED,
        /** In the quarantine of its source. */
        QUARANTINED,
        /** In bronze, and left out of silver. */
        DUPLICATE,
        /** In bronze, and left out of silver, where another record of its key stands. */
        CONFLICTING,
        /** In bronze, and in the quarantine of the silver table. */
        REFUSED_BY_RULE
    }

    private final int perTenThousand;
    private final Fate fate;
    private final Optional<Reason> reason;

    Defect(int perTenThousand, Fate fate, @org.jspecify.annotations.Nullable Reason reason) {
        this.perTenThousand = perTenThousand;
        this.fate = fate;
        this.reason = Optional.ofNullable(reason);
    }

    int perTenThousand() {
        return perTenThousand;
    }

    /** What becomes of it. */
    public Fate fate() {
        return fate;
    }

    /** The reason code that Foz gives it, unless it is merely superfluous. */
    public Optional<Reason> reason() {
        return reason;
    }

    /** Whether the record stands beside a sale that is recorded properly, so that nothing is lost when it is left out. */
    boolean isSurplus() {
        return fate == Fate.IGNORED || fate == Fate.DUPLICATE || fate == Fate.CONFLICTING;
    }
}
