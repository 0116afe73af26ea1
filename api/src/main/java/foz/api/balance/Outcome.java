package foz.api.balance;

import foz.api.failure.FozException;
import foz.api.failure.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run did for one source or one table.
 *
 * @param origin the source's or table's name
 * @param accounts one per file, or one per refresh; empty when there was nothing to do
 * @param notes what the user should know although nothing failed
 * @param failure why it is not up to date, if so
 */
public record Outcome(String origin, List<BatchRow> accounts, List<Sentence> notes, Optional<FozException> failure) {

    public Outcome {
        accounts = List.copyOf(accounts);
        notes = List.copyOf(notes);
    }

    /** All accounts added up. */
    public Balance balance() {
        return accounts.stream().map(BatchRow::balance).reduce(Balance.EMPTY, Balance::plus);
    }

    /** This outcome followed by another of the same origin. */
    public Outcome and(Outcome later) {
        List<BatchRow> rows = new ArrayList<>(accounts);
        rows.addAll(later.accounts);
        List<Sentence> said = new ArrayList<>(notes);
        said.addAll(later.notes);
        return new Outcome(origin, rows, said, failure.or(later::failure));
    }
}
