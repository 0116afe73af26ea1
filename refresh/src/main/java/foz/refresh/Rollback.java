package foz.refresh;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.Digest;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.Snapshot;
import foz.api.lake.TableChange;
import foz.api.type.TableName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts a derived table back to how it was; the next refresh goes on from there. */
public final class Rollback {

    /** Marks a table whose part of the quarantine is not that of its snapshot. */
    static final String UNSETTLED = "foz.unsettled";

    private final Lake lake;
    private final RefreshOptions options;

    /** In a lake opened for writing. */
    public Rollback(Lake lake, RefreshOptions options) {
        this.lake = lake;
        this.options = options;
    }

    /**
     * The snapshot that a word means: its id, or the newest that was there at a time.
     *
     * @throws FozException when none is
     */
    public Snapshot meant(TableName table, OptionalLong id, Optional<Instant> time) {
        List<Snapshot> kept = lake.history().snapshots(table);
        return kept.stream()
                .filter(snapshot -> id.isEmpty() || snapshot.id() == id.getAsLong())
                .filter(snapshot -> time.isEmpty() || !snapshot.at().isAfter(time.get()))
                .max(Comparator.comparing(Snapshot::at).thenComparing(kept::indexOf))
                .orElseThrow(() -> new FozException(
                        RefreshFailure.NO_SUCH_STATE,
                        "table",
                        table,
                        "asked",
                        time.map(Instant::toString).orElseGet(() -> "snapshot " + id.orElse(0)),
                        "oldest",
                        kept.stream()
                                .findFirst()
                                .map(s -> s.at() + " (" + s.id() + ")")
                                .orElse("none")));
    }

    /** Goes back to a snapshot. */
    public void to(TableName table, Snapshot snapshot) {
        if (table.layer().equals("bronze") || table.layer().equals("system")) {
            throw new FozException(RefreshFailure.NOT_ROLLED_BACK, "table", table);
        }
        Instant now = options.clock().instant();
        String id = table + "-"
                + new Digest()
                        .with("rollback")
                        .with(lake.table(table).orElseThrow().snapshot())
                        .with(snapshot.id())
                        .text();
        BatchRow row =
                new BatchRow(id, "table", table.toString(), OptionalLong.empty(), "rollback", now, Balance.EMPTY, 0);
        try (Batch batch = lake.begin(new Intent(id, "rollback of " + table))) {
            Map<String, String> mark = hasRejects(table) ? Map.of(UNSETTLED, "quarantine") : Map.of();
            batch.commit(new Commit(
                    List.of(new TableChange.Rollback(table, snapshot.id(), mark)), List.of(), List.of(row), Map.of()));
        }
    }

    private boolean hasRejects(TableName table) {
        return lake.ledger().accounts().stream()
                .anyMatch(row -> row.edge().equals("table")
                        && row.origin().equals(table.toString())
                        && row.balance().quarantined() > 0);
    }
}
