package foz.landing;

import foz.api.balance.BatchRow;
import foz.api.balance.Quarantine;
import foz.api.engine.Engine;
import foz.api.engine.Load;
import foz.api.engine.LoadFile;
import foz.api.engine.Loaded;
import foz.api.engine.Loaded.LoadedFile;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.Digest;
import foz.api.lake.FileEntry;
import foz.api.lake.FileEntry.State;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.plan.FilePolicy.ChangedFile;
import foz.api.plan.SourcePlan;
import foz.api.plan.SourcePlan.Drift;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** Takes some files of one source into bronze as one batch: all of them, or none. */
final class LoadBatch {

    private final SourcePlan plan;
    private final Lake lake;
    private final Engine engine;
    private final LandingOptions options;
    private final Bronze bronze;

    LoadBatch(SourcePlan plan, Lake lake, Engine engine, LandingOptions options) {
        this.plan = plan;
        this.lake = lake;
        this.engine = engine;
        this.options = options;
        this.bronze = new Bronze(plan, lake);
    }

    /**
     * Takes the files in.
     *
     * @param mayCommit is asked when everything is read and checked; false takes everything back
     * @return the accounts, one per file in the same order; empty when it was taken back
     */
    Optional<List<BatchRow>> take(List<Reading> readings, Predicate<Loaded> mayCommit) {
        Set<String> drifted = drift(readings);
        Instant now = options.clock().instant();
        try (Batch batch = bronze.begin("load", digest(readings))) {
            long firstId = lake.ledger().reserveFileIds(readings.size());
            Target rows = bronze.target(batch, drifted);
            Target bad = batch.target(Quarantine.TABLE, Quarantine.SCHEMA, Quarantine.PARTITION_BY);
            Loaded loaded = load(batch.id(), now, readings, firstId, rows, bad);
            options.steps().reached("files-decoded");
            new Checks(plan).hold(loaded, names(readings, firstId));
            if (!mayCommit.test(loaded)) {
                return Optional.empty();
            }
            List<FileEntry> replaced = bronze.givingWay(
                    readings.stream().flatMap(r -> r.before().stream()).toList());
            Withdrawal withdrawal = Withdrawal.of(replaced, lake, engine, rows);
            List<BatchRow> accounts = accounts(batch.id(), now, readings, loaded);
            batch.commit(new Commit(
                    changes(loaded, withdrawal),
                    entries(batch.id(), now, readings, loaded, replaced),
                    accounts,
                    Map.of()));
            return Optional.of(accounts);
        }
    }

    private Loaded load(String id, Instant now, List<Reading> readings, long firstId, Target rows, Target bad) {
        List<LoadFile> files = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            files.add(readings.get(i).as(firstId + i));
        }
        return engine.load(new Load(id, now, plan, options.zone(), files, rows, bad, options.progress()::advance));
    }

    /** The same whenever the same files in the same state are tried again. */
    private static Digest digest(List<Reading> readings) {
        Digest digest = new Digest();
        for (Reading reading : readings) {
            digest.with(reading.object().name())
                    .with(reading.object().bytes())
                    .with(reading.object().modifiedAt())
                    .with(reading.before().map(FileEntry::id).orElse(0L));
        }
        return digest;
    }

    /** Columns that are not declared, where the pipeline wants them; a refusal where it wants none. */
    private Set<String> drift(List<Reading> readings) {
        Set<String> unknown = new LinkedHashSet<>();
        if (plan.drift() == Drift.EVOLVE || plan.drift() == Drift.FAIL) {
            Drifts drifts = new Drifts(plan);
            Set<String> others = new LinkedHashSet<>();
            lake.table(plan.table())
                    .ifPresent(now -> now.layout().schema().fields().forEach(field -> others.add(field.name())));
            for (Reading reading : readings) {
                String file = reading.object().name();
                List<String> found = engine.columnsOf(plan, reading.as(0)).stream()
                        .filter(name -> plan.drift() == Drift.FAIL || !isDropped(name))
                        .toList();
                if (plan.drift() == Drift.FAIL) {
                    drifts.refuse(file, found);
                }
                drifts.refuseTaken(file, drifts.unknown(found), others);
                unknown.addAll(drifts.unknown(found));
                others.addAll(unknown);
            }
        }
        return unknown;
    }

    /** What is dropped from bronze isn't put back because files still bring it. */
    private boolean isDropped(String column) {
        return plan.dropped().stream().anyMatch(column::equalsIgnoreCase);
    }

    private static Map<Long, String> names(List<Reading> readings, long firstId) {
        Map<Long, String> names = new HashMap<>();
        for (int i = 0; i < readings.size(); i++) {
            names.put(firstId + i, readings.get(i).object().name());
        }
        return names;
    }

    private List<TableChange> changes(Loaded loaded, Withdrawal withdrawal) {
        List<TableChange> changes = new ArrayList<>();
        if (!withdrawal.removed().isEmpty()) {
            List<WrittenFile> added = new ArrayList<>(withdrawal.added());
            added.addAll(loaded.rows());
            List<Path> removed = withdrawal.removed();
            changes.add(new TableChange.Rewrite(plan.table(), removed, added, Map.of()));
        } else if (!loaded.rows().isEmpty()) {
            changes.add(new TableChange.Append(plan.table(), loaded.rows(), Map.of()));
        }
        if (!loaded.quarantine().isEmpty()) {
            changes.add(new TableChange.Append(Quarantine.TABLE, loaded.quarantine(), Map.of()));
        }
        return changes;
    }

    private List<FileEntry> entries(
            String batch, Instant now, List<Reading> readings, Loaded loaded, List<FileEntry> replaced) {
        List<FileEntry> entries = new ArrayList<>();
        replaced.forEach(entry -> entries.add(entry.as(State.REPLACED)));
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            LoadedFile file = loaded.files().get(i);
            entries.add(new FileEntry(
                    file.fileId(),
                    plan.name(),
                    reading.object().name(),
                    reading.object().bytes(),
                    reading.object().modifiedAt(),
                    file.sha256(),
                    file.bytes(),
                    file.balance().received(),
                    State.LIVE,
                    batch,
                    now,
                    file.header(),
                    Optional.empty()));
        }
        return entries;
    }

    private List<BatchRow> accounts(String batch, Instant now, List<Reading> readings, Loaded loaded) {
        List<BatchRow> accounts = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            LoadedFile file = loaded.files().get(i);
            boolean replaces = readings.get(i)
                    .before()
                    .filter(e -> e.state() == State.LIVE)
                    .isPresent();
            String how = replaces && plan.files().changedFile() == ChangedFile.REPLACE ? "replace" : "append";
            accounts.add(new BatchRow(
                    batch, "source", plan.name(), OptionalLong.of(file.fileId()), how, now, file.balance(), 0));
        }
        return accounts;
    }
}
