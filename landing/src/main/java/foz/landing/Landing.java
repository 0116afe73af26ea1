package foz.landing;

import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.engine.Engine;
import foz.api.engine.LoadFile;
import foz.api.failure.FozException;
import foz.api.failure.Sentence;
import foz.api.lake.FileEntry;
import foz.api.lake.FileEntry.State;
import foz.api.lake.Lake;
import foz.api.plan.SourcePlan;
import foz.api.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes what waits at a source into its bronze table, exactly once: surveys what is new, changed, the same again or gone, cuts it into
 * batches, and commits each with its rejects, its account and its ledger entries as one thing. One thread; writes nothing but through
 * the lake and the raw store.
 */
public final class Landing {

    private final Lake lake;
    private final Engine engine;
    private final LandingOptions options;
    private final RawStore raw;

    /** Over a lake opened for writing. */
    public Landing(Lake lake, Engine engine, LandingOptions options) {
        this.lake = lake;
        this.engine = engine;
        this.options = options;
        this.raw = new RawStore(options.rawFolder());
    }

    /** Takes in all that is waiting. What can't be taken in is in the outcome's failure; the rest is committed all the same. */
    public Outcome land(SourcePlan plan, Source source) {
        Rounds rounds = new Rounds(plan, source, lake, engine, options, raw);
        try {
            new Bookkeeping(plan, lake, engine, options).ensureTable();
            raw.expire(plan, lake.ledger().files(plan.name()), options.clock().instant());
            while (rounds.next()) {
                options.steps().reached("round-landed");
            }
            return rounds.outcome(Optional.empty());
        } catch (FozException failure) {
            return rounds.outcome(Optional.of(failure));
        }
    }

    /**
     * Reads files again that were taken in before, from the raw copies or the unchanged originals, and replaces their rows.
     *
     * @param names the files; empty for all
     */
    public Outcome reread(SourcePlan plan, Source source, List<String> names) {
        List<BatchRow> accounts = new ArrayList<>();
        List<Sentence> notes = new ArrayList<>();
        Optional<FozException> failure = Optional.empty();
        for (FileEntry entry : lake.ledger().files(plan.name())) {
            if (entry.state() == State.LIVE && (names.isEmpty() || names.contains(entry.name()))) {
                try {
                    accounts.addAll(rereadOne(plan, source, entry));
                } catch (FozException e) {
                    failure = failure.or(() -> Optional.of(e));
                }
            }
        }
        return new Outcome(plan.name(), accounts, notes, failure);
    }

    private List<BatchRow> rereadOne(SourcePlan plan, Source source, FileEntry entry) {
        Path kept = raw.place(entry);
        LoadFile.Opener bytes = Files.exists(kept) ? () -> Files.newInputStream(kept) : original(source, entry);
        SourcePlan replacing = replacing(plan);
        Reading reading = new Reading(
                new foz.api.source.SourceObject(entry.name(), entry.storedBytes(), entry.modifiedAt()),
                Optional.of(entry),
                bytes);
        return new LoadBatch(replacing, lake, engine, options)
                .take(List.of(reading), loaded -> {
                    refuseOtherContent(entry, loaded.files().getFirst().sha256());
                    return true;
                })
                .orElseThrow();
    }

    private static LoadFile.Opener original(Source source, FileEntry entry) {
        var object = source.list().stream()
                .filter(o -> o.name().equals(entry.name()))
                .findFirst()
                .orElseThrow(() -> new FozException(LandingFailure.ORIGINAL_NOT_KEPT, "file", entry.name()));
        return () -> source.open(object);
    }

    private static void refuseOtherContent(FileEntry entry, String sha256) {
        if (!entry.sha256().equals(sha256)) {
            throw new FozException(LandingFailure.ORIGINAL_NOT_KEPT, "file", entry.name());
        }
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
                new foz.api.plan.FilePolicy(
                        plan.files().sameContent(),
                        foz.api.plan.FilePolicy.ChangedFile.REPLACE,
                        plan.files().removedFile()),
                plan.maxBad(),
                plan.keepRaw(),
                plan.partitionBy(),
                plan.place());
    }

    /** Puts quarantined records through again, edited or not, as one batch; those still bad go to the quarantine anew. */
    public Outcome replay(SourcePlan plan, List<Quarantined> records) {
        return new Replay(plan, lake, engine, options).put(records);
    }
}
