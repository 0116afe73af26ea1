package foz.api.engine;

import foz.api.balance.Balance;
import foz.api.balance.Effort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a refresh yielded.
 *
 * @param how the way it went in the end: {@code whole}, {@code append}, {@code rows} (rows that came and went), {@code merge} (partial
 *     aggregates), {@code groups} (touched groups computed again), {@code keys} (touched keys decided again), {@code slice}
 * @param rows the table's new data files
 * @param replaced the table's files that make way for them; where it was computed whole, all of them do, and none is
 *     named
 * @param quarantine the quarantine's new data files
 * @param withdrawn the quarantine's files that make way for them
 * @param balance the account
 * @param failed rule name to number of rows for which it was not true, for every rule that any row failed
 * @param effort what was read and written for it
 */
public record Computed(
        String how,
        List<WrittenFile> rows,
        List<Path> replaced,
        List<WrittenFile> quarantine,
        List<Path> withdrawn,
        Balance balance,
        Map<String, Long> failed,
        Effort effort) {

    public Computed {
        rows = List.copyOf(rows);
        replaced = List.copyOf(replaced);
        quarantine = List.copyOf(quarantine);
        withdrawn = List.copyOf(withdrawn);
        failed = Map.copyOf(failed);
    }
}
