package foz.landing;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.balance.Quarantine;
import foz.api.engine.Engine;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.Digest;
import foz.api.lake.FileEntry;
import foz.api.lake.FileEntry.State;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.lake.TableState;
import foz.api.plan.SourcePlan;
import foz.api.type.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The batches that read no file: the table itself, entries that only change their state, and files that are gone. */
final class Bookkeeping {

    private final SourcePlan plan;
    private final Lake lake;
    private final Engine engine;
    private final LandingOptions options;
    private final Bronze bronze;

    Bookkeeping(SourcePlan plan, Lake lake, Engine engine, LandingOptions options) {
        this.plan = plan;
        this.lake = lake;
        this.engine = engine;
        this.options = options;
        this.bronze = new Bronze(plan, lake);
    }

    /** The bronze table and the quarantine exist, with at least the declared columns, before anything asks for them. */
    void ensureTable() {
        Schema wanted = bronze.schema();
        Optional<TableState> now = lake.table(plan.table());
        boolean complete = now.isPresent()
                && now.get().partitionBy().equals(plan.partitionBy())
                && plan.dropped().stream()
                        .noneMatch(
                                name -> now.get().layout().schema().field(name).isPresent())
                && wanted.fields().stream()
                        .allMatch(f -> now.get()
                                .layout()
                                .schema()
                                .field(f.name())
                                .filter(g -> g.type().equals(f.type()))
                                .isPresent());
        if (complete && lake.table(Quarantine.TABLE).isPresent()) {
            return;
        }
        Digest digest = new Digest()
                .with(wanted)
                .with(plan.partitionBy())
                .with(now.map(TableState::layout))
                .with(now.map(TableState::snapshot));
        try (Batch batch = bronze.begin("create", digest)) {
            bronze.target(batch);
            batch.target(Quarantine.TABLE, Quarantine.SCHEMA, Quarantine.PARTITION_BY);
            batch.commit(new Commit(List.of(), List.of(), List.of(), Map.of()));
        }
    }

    /** Writes copies and touched files into the ledger. */
    void record(List<Arrival.Copy> copies, List<Arrival.Touched> touched) {
        Instant now = options.clock().instant();
        Digest digest = new Digest();
        copies.forEach(copy -> digest.with(copy.object())
                .with(copy.original().id())
                .with(copy.before().map(FileEntry::id)));
        touched.forEach(touch -> digest.with(touch.object())
                .with(touch.entry().id())
                .with(touch.entry().modifiedAt()));
        try (Batch batch = bronze.begin("note", digest)) {
            List<FileEntry> entries = new ArrayList<>();
            Withdrawal withdrawal = Withdrawal.NOTHING;
            List<FileEntry> left = bronze.givingWay(
                    copies.stream().flatMap(c -> c.before().stream()).toList());
            left.forEach(entry -> entries.add(entry.as(State.REPLACED)));
            if (left.stream().anyMatch(entry -> entry.state() == State.LIVE)) {
                withdrawal = Withdrawal.of(left, lake, engine, bronze.target(batch));
            }
            if (!copies.isEmpty()) {
                long id = lake.ledger().reserveFileIds(copies.size());
                for (Arrival.Copy copy : copies) {
                    entries.add(copyEntry(copy, id++, batch.id(), now));
                }
            }
            touched.forEach(touch -> entries.add(touchedEntry(touch)));
            batch.commit(new Commit(changes(withdrawal), entries, List.of(), Map.of()));
        }
    }

    /** Takes the rows of files that are gone out of the table. */
    List<BatchRow> withdraw(List<FileEntry> gone) {
        Instant now = options.clock().instant();
        Digest digest = new Digest();
        gone.forEach(entry -> digest.with(entry.id()));
        try (Batch batch = bronze.begin("withdraw", digest)) {
            Withdrawal withdrawal = Withdrawal.of(gone, lake, engine, bronze.target(batch));
            options.steps().reached("rows-withdrawn");
            List<BatchRow> accounts = gone.stream()
                    .map(entry -> new BatchRow(
                            batch.id(),
                            "withdraw",
                            plan.name(),
                            OptionalLong.of(entry.id()),
                            "withdraw",
                            now,
                            Balance.EMPTY,
                            0))
                    .toList();
            batch.commit(new Commit(
                    changes(withdrawal),
                    gone.stream().map(entry -> entry.as(State.WITHDRAWN)).toList(),
                    accounts,
                    Map.of()));
            return accounts;
        }
    }

    private List<TableChange> changes(Withdrawal withdrawal) {
        return withdrawal.removed().isEmpty()
                ? List.of()
                : List.of(new TableChange.Rewrite(plan.table(), withdrawal.removed(), withdrawal.added(), Map.of()));
    }

    private FileEntry copyEntry(Arrival.Copy copy, long id, String batch, Instant now) {
        FileEntry original = copy.original();
        return new FileEntry(
                id,
                plan.name(),
                copy.object().name(),
                copy.object().bytes(),
                copy.object().modifiedAt(),
                original.sha256(),
                original.bytes(),
                original.records(),
                State.COPY,
                batch,
                now,
                original.header(),
                Optional.of(original.id()));
    }

    private static FileEntry touchedEntry(Arrival.Touched touch) {
        FileEntry e = touch.entry();
        return new FileEntry(
                e.id(),
                e.source(),
                e.name(),
                touch.object().bytes(),
                touch.object().modifiedAt(),
                e.sha256(),
                e.bytes(),
                e.records(),
                e.state(),
                e.batch(),
                e.arrivedAt(),
                e.header(),
                e.copyOf());
    }
}
