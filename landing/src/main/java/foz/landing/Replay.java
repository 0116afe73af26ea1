package foz.landing;

import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.balance.Quarantine;
import foz.api.engine.Engine;
import foz.api.engine.Load;
import foz.api.engine.LoadFile;
import foz.api.engine.Loaded;
import foz.api.engine.Loaded.LoadedFile;
import foz.api.engine.Target;
import foz.api.failure.FozException;
import foz.api.failure.Sentence;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.Digest;
import foz.api.lake.FileEntry;
import foz.api.lake.FileEntry.State;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.plan.SourcePlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts records of the quarantine through their source again, as a batch of its own. */
final class Replay {

    private final SourcePlan plan;
    private final Lake lake;
    private final Engine engine;
    private final LandingOptions options;
    private final Bronze bronze;

    Replay(SourcePlan plan, Lake lake, Engine engine, LandingOptions options) {
        this.plan = plan;
        this.lake = lake;
        this.engine = engine;
        this.options = options;
        this.bronze = new Bronze(plan, lake);
    }

    Outcome put(List<Quarantined> asked) {
        Map<Long, FileEntry> live = lake.ledger().files(plan.name()).stream()
                .filter(entry -> entry.state() == State.LIVE)
                .collect(Collectors.toMap(FileEntry::id, Function.identity()));
        Map<String, Quarantine.Status> statuses = lake.ledger().statuses();
        List<Sentence> notes = new ArrayList<>();
        List<Quarantined> records = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Quarantined record : asked) {
            if (!seen.add(record.id())) {
                continue;
            }
            if (!live.containsKey(record.fileId())) {
                notes.add(Sentence.of(LandingNote.ROW_WITHOUT_FILE, "id", record.id()));
            } else if (statuses.getOrDefault(record.id(), Quarantine.Status.OPEN) != Quarantine.Status.REPLAYED) {
                records.add(record);
            }
        }
        if (records.isEmpty()) {
            return new Outcome(plan.name(), List.of(), notes, Optional.empty());
        }
        try {
            return new Outcome(plan.name(), replay(records, live), notes, Optional.empty());
        } catch (FozException failure) {
            return new Outcome(plan.name(), List.of(), notes, Optional.of(failure));
        }
    }

    private List<BatchRow> replay(List<Quarantined> records, Map<Long, FileEntry> live) {
        Instant now = options.clock().instant();
        try (Batch batch = bronze.begin("replay", digest(records))) {
            Target rows = bronze.target(batch);
            Target bad = batch.target(Quarantine.TABLE, Quarantine.SCHEMA, Quarantine.PARTITION_BY);
            Loaded loaded = engine.load(new Load(
                    batch.id(),
                    now,
                    plan,
                    options.zone(),
                    files(records, live),
                    rows,
                    bad,
                    options.progress()::advance));
            options.steps().reached("records-decoded");
            List<BatchRow> accounts = new ArrayList<>();
            for (LoadedFile file : loaded.files()) {
                if (!file.balance().closes()) {
                    throw new FozException(
                            LandingFailure.BALANCE_OPEN, "file", file.fileId(), "balance", file.balance());
                }
                accounts.add(new BatchRow(
                        batch.id(),
                        "replay",
                        plan.name(),
                        OptionalLong.of(file.fileId()),
                        "append",
                        now,
                        file.balance(),
                        0));
            }
            batch.commit(new Commit(changes(loaded), List.of(), accounts, replayed(records)));
            return accounts;
        }
    }

    private static Digest digest(List<Quarantined> records) {
        Digest digest = new Digest();
        records.forEach(r -> digest.with(r.id()).withBytes(r.record().bytes()));
        return digest;
    }

    private static List<LoadFile> files(List<Quarantined> records, Map<Long, FileEntry> live) {
        Map<Long, List<LoadFile.RawRecord>> byFile = new TreeMap<>();
        records.forEach(
                r -> byFile.computeIfAbsent(r.fileId(), id -> new ArrayList<>()).add(r.record()));
        List<LoadFile> files = new ArrayList<>();
        byFile.forEach((id, list) -> {
            FileEntry entry = Objects.requireNonNull(live.get(id));
            files.add(new LoadFile.Records(id, entry.name(), entry.header(), list));
        });
        return files;
    }

    private List<TableChange> changes(Loaded loaded) {
        List<TableChange> changes = new ArrayList<>();
        if (!loaded.rows().isEmpty()) {
            changes.add(new TableChange.Append(plan.table(), loaded.rows(), Map.of()));
        }
        if (!loaded.quarantine().isEmpty()) {
            changes.add(new TableChange.Append(Quarantine.TABLE, loaded.quarantine(), Map.of()));
        }
        return changes;
    }

    private static Map<String, Quarantine.Status> replayed(List<Quarantined> records) {
        Map<String, Quarantine.Status> statuses = new HashMap<>();
        records.forEach(r -> statuses.put(r.id(), Quarantine.Status.REPLAYED));
        return statuses;
    }
}
