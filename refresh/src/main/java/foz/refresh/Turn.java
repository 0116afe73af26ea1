package foz.refresh;

import foz.api.lake.TableState;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/** Whether it is a table's turn to be brought up to date. */
public sealed interface Turn {

    /**
     * It is.
     *
     * @param period for a table that waits for a source: the start of the newest period that has come to its end, in the pipeline's zone
     */
    record Due(Optional<LocalDateTime> period) implements Turn {}

    /**
     * Not yet.
     *
     * @param until when, if that is a matter of time alone
     * @param reason what it waits for, as a clause
     */
    record Waits(Optional<Instant> until, String reason) implements Turn {}

    /** When a table with a schedule has its next turn, as its last refresh reckoned; empty for others. */
    static Optional<Instant> nextOf(TableState table) {
        return Optional.ofNullable(table.summary().get(Turns.NEXT)).map(Instant::parse);
    }
}
