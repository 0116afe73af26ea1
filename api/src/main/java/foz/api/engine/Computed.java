package foz.api.engine;

import foz.api.balance.Balance;
import java.util.List;
import java.util.Map;

/**
 * What a refresh yielded.
 *
 * @param rows the table's new data files
 * @param quarantine the quarantine's new data files
 * @param balance the account
 * @param failed rule name to number of rows for which it was not true, for every rule that any row failed
 */
public record Computed(
        List<WrittenFile> rows, List<WrittenFile> quarantine, Balance balance, Map<String, Long> failed) {

    public Computed {
        rows = List.copyOf(rows);
        quarantine = List.copyOf(quarantine);
        failed = Map.copyOf(failed);
    }
}
