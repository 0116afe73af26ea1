package foz.refresh;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import java.util.List;

/** How a table is brought up to date this time. */
sealed interface Way {

    /** It is up to date. */
    record Nothing() implements Way {}

    /**
     * Its inputs have other snapshots and the same rows: an input was compacted, or a batch brought it none. Only the position moves,
     * so that what the inputs were before need not be kept.
     */
    record Advance() implements Way {}

    /** From the rows that its one input gained since; their results come on top. */
    record Append(Scan added, String because) implements Way {}

    /** From what happened to its inputs since, by {@link foz.api.sql.Query#incremental}. */
    record Change(List<Delta> inputs, String because) implements Way {}

    /**
     * From all rows of all inputs; the results take the place of what was there.
     *
     * @param because why no cheaper way is right, as a clause
     */
    record Whole(List<Scan> inputs, String because) implements Way {}
}
