package foz.engines.record;

import foz.api.balance.Reason;
import foz.engines.value.Cell;
import org.jspecify.annotations.Nullable;

/** Where a decoder puts what became of each record: a row, a refusal, or nothing but a count. */
public interface Rows {

    /** Whether no further record may be decoded for now. */
    boolean isFull();

    /** The row that is being filled; the same until {@link #accept}. */
    int row();

    /** The cell of a column, by its index among those the decoder was made for. */
    Cell cell(int column);

    /** The row is whole and counts. */
    void accept(long ordinal);

    /** The record can't be used. */
    void refuse(Refusal refusal);

    /** The record is counted and kept nowhere, or refused, as the pipeline wishes. */
    boolean isIgnored(Reason reason);

    /** Counts a record that the pipeline wishes to ignore. */
    void ignore(Reason reason);

    /**
     * Why a record can't be used, and where it stands.
     *
     * @param column of bronze, when one is at fault
     * @param facts for the sentence, as alternating gap names and values
     * @param raw its original bytes without the line end
     */
    record Refusal(
            long ordinal,
            long line,
            long offset,
            Reason reason,
            @Nullable String column,
            Object[] facts,
            byte[] raw) {}
}
