package foz.app.platform;

import foz.api.balance.Outcome;
import foz.api.failure.FozException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run did.
 *
 * @param sources one outcome per source, in the order of the pipeline
 * @param tables one outcome per derived table, in the order of refresh
 * @param open accounts that the lake does not bear out at the end of the run; empty as it must be
 */
public record RunReport(List<Outcome> sources, List<Outcome> tables, List<FozException> open) {

    public RunReport {
        sources = List.copyOf(sources);
        tables = List.copyOf(tables);
        open = List.copyOf(open);
    }

    /** Everything that failed, in order. */
    public List<FozException> failures() {
        return Stream.concat(
                        Stream.concat(sources.stream(), tables.stream()).flatMap(o -> o.failure().stream()),
                        open.stream())
                .toList();
    }

    /** Whether all that was waiting is in, every table is up to date, and every balance closes. */
    public boolean isDone() {
        return failures().isEmpty();
    }
}
