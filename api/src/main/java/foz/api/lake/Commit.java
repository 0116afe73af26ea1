package foz.api.lake;

import foz.api.balance.BatchRow;
import foz.api.balance.Quarantine;
import java.util.List;
import java.util.Map;

/**
 * Everything that becomes visible together.
 *
 * @param changes at most one per table
 * @param files ledger entries, new or in a new state (same id)
 * @param accounts rows of {@code system.batches}
 * @param statuses quarantine row id to what became of it
 */
public record Commit(
        List<TableChange> changes,
        List<FileEntry> files,
        List<BatchRow> accounts,
        Map<String, Quarantine.Status> statuses) {

    public Commit {
        changes = List.copyOf(changes);
        files = List.copyOf(files);
        accounts = List.copyOf(accounts);
        statuses = Map.copyOf(statuses);
    }
}
