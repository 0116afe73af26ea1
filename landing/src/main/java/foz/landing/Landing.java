package foz.landing;

import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.engine.Engine;
import foz.api.failure.FozException;
import foz.api.failure.Sentence;
import foz.api.lake.Lake;
import foz.api.plan.SourcePlan;
import foz.api.source.Source;
import java.util.ArrayList;
import java.util.List;

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
        this.raw = new RawStore(options.rawFolder(), options.disk());
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
            return rounds.outcome(List.of());
        } catch (FozException failure) {
            return rounds.outcome(List.of(failure));
        }
    }

    /**
     * Reads files again that were taken in before, from the raw copies or the unchanged originals, and replaces their rows.
     *
     * @param names the files; empty for all
     */
    public Outcome reread(SourcePlan plan, Source source, List<String> names) {
        return new Reread(plan, source, lake, engine, options, raw).of(names);
    }

    /** Puts quarantined records through again, edited or not, as one batch; those still bad go to the quarantine anew. */
    public Outcome replay(SourcePlan plan, List<Quarantined> records) {
        return new Replay(plan, lake, engine, options).put(records);
    }

    /** The first failure is the outcome's; the others are told beside it, so that none is lost. */
    static Outcome outcome(
            SourcePlan plan, List<BatchRow> accounts, List<Sentence> notes, List<FozException> failures) {
        List<Sentence> told = new ArrayList<>(notes);
        failures.stream().skip(1).map(FozException::sentence).forEach(told::add);
        return new Outcome(plan.name(), accounts, told, failures.stream().findFirst());
    }
}
