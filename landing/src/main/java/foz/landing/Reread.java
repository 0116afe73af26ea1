package foz.landing;

import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.engine.Engine;
import foz.api.engine.LoadFile;
import foz.api.engine.Loaded;
import foz.api.failure.FozException;
import foz.api.lake.FileEntry;
import foz.api.lake.FileEntry.State;
import foz.api.lake.Lake;
import foz.api.plan.FilePolicy;
import foz.api.plan.FilePolicy.ChangedFile;
import foz.api.plan.SourcePlan;
import foz.api.source.Source;
import foz.api.source.SourceObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A second reading of files, from their raw copies or the unchanged originals, whose rows take the place of those of the first. */
final class Reread {

    private final SourcePlan plan;
    private final Source source;
    private final Lake lake;
    private final Engine engine;
    private final LandingOptions options;
    private final RawStore raw;
    private final List<BatchRow> accounts = new ArrayList<>();
    private final List<FozException> failures = new ArrayList<>();

    Reread(SourcePlan plan, Source source, Lake lake, Engine engine, LandingOptions options, RawStore raw) {
        this.plan = replacing(plan);
        this.source = source;
        this.lake = lake;
        this.engine = engine;
        this.options = options;
        this.raw = raw;
    }

    /** A second reading always takes the place of the first. */
    private static SourcePlan replacing(SourcePlan plan) {
        return new SourcePlan(
                plan.name(),
                plan.kind(),
                plan.options(),
                plan.format(),
                plan.columns(),
                plan.ignore(),
                plan.drift(),
                new FilePolicy(
                        plan.files().sameContent(),
                        ChangedFile.REPLACE,
                        plan.files().removedFile()),
                plan.maxBad(),
                plan.keepRaw(),
                plan.partitionBy(),
                plan.dropped(),
                plan.complete(),
                plan.place());
    }

    /** Reads the files of these names, all of them when there are none; what can't be read costs no other file. */
    Outcome of(List<String> names) {
        List<FileEntry> wanted = lake.ledger().files(plan.name()).stream()
                .filter(entry -> entry.state() == State.LIVE)
                .filter(entry -> names.isEmpty() || names.contains(entry.name()))
                .toList();
        Set<String> unknown = new HashSet<>(names);
        wanted.forEach(entry -> unknown.remove(entry.name()));
        unknown.stream()
                .sorted()
                .map(name -> new FozException(LandingFailure.FILE_NOT_LIVE, "file", name, "source", plan.name()))
                .forEach(failures::add);
        take(readings(wanted));
        return Landing.outcome(plan, accounts, List.of(), failures);
    }

    private List<Reading> readings(List<FileEntry> entries) {
        Map<String, SourceObject> listed =
                source.list().stream().collect(Collectors.toMap(SourceObject::name, Function.identity()));
        List<Reading> readings = new ArrayList<>();
        for (FileEntry entry : entries) {
            try {
                SourceObject object = new SourceObject(entry.name(), entry.storedBytes(), entry.modifiedAt());
                readings.add(new Reading(object, Optional.of(entry), bytes(entry, listed)));
            } catch (FozException failure) {
                failures.add(failure);
            }
        }
        return readings;
    }

    private LoadFile.Opener bytes(FileEntry entry, Map<String, SourceObject> listed) {
        Path kept = raw.place(entry);
        if (Files.exists(kept)) {
            return () -> Files.newInputStream(kept);
        }
        SourceObject original = listed.get(entry.name());
        if (original == null) {
            throw new FozException(LandingFailure.ORIGINAL_NOT_KEPT, "file", entry.name());
        }
        LoadFile.Opener bytes = () -> source.open(original);
        boolean untouched =
                original.bytes() == entry.storedBytes() && original.modifiedAt().equals(entry.modifiedAt());
        if (!untouched) {
            refuseOther(entry, engine.sha256(new LoadFile.Whole(entry.id(), entry.name(), bytes)));
        }
        return bytes;
    }

    private static void refuseOther(FileEntry entry, String sha256) {
        if (!entry.sha256().equals(sha256)) {
            throw new FozException(LandingFailure.ORIGINAL_NOT_KEPT, "file", entry.name());
        }
    }

    /** As many files at once as a batch takes: every batch writes the data files anew that held their rows. */
    private void take(List<Reading> readings) {
        List<Reading> batch = new ArrayList<>();
        long bytes = 0;
        for (Reading reading : readings) {
            bytes += reading.object().bytes();
            if (!batch.isEmpty() && (bytes > options.batchBytes() || batch.size() == Rounds.MOST_FILES)) {
                load(batch);
                batch.clear();
                bytes = reading.object().bytes();
            }
            batch.add(reading);
        }
        if (!batch.isEmpty()) {
            load(batch);
        }
    }

    private void load(List<Reading> batch) {
        try {
            accounts.addAll(new LoadBatch(plan, lake, engine, options)
                    .take(batch, loaded -> isSame(batch, loaded))
                    .orElseThrow());
        } catch (FozException failure) {
            failures.add(failure);
        }
    }

    private static boolean isSame(List<Reading> batch, Loaded loaded) {
        for (int i = 0; i < batch.size(); i++) {
            refuseOther(
                    batch.get(i).before().orElseThrow(), loaded.files().get(i).sha256());
        }
        return true;
    }
}
