package foz.lake;

import foz.api.engine.Engine;
import foz.api.failure.FozException;
import foz.api.type.TableName;
import foz.lake.Packing.Bin;
import foz.lake.Packing.Extent;
import foz.lake.Upkeep.Compacted;
import foz.lake.Upkeep.Expired;
import foz.lake.Upkeep.TableUpkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The upkeep of a lake: small files are put together, old snapshots expire, files that nobody needs are deleted, metadata stay small.
 * Each table takes a few commits of its own; killed between any two of them, or within one, the lake holds what it held. Another
 * program that commits to a table meanwhile wins: what was to be done to that table is left for the next time. One thread, that of
 * the lake's batches.
 */
public final class Maintenance {

    private static final System.Logger LOG = System.getLogger(Maintenance.class.getName());

    /** What was given up or done by upkeep itself is remembered for so long. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final LocalLake lake;
    private final MaintenanceOptions options;
    private final Compaction compaction;
    private final Expiry expiry;

    /** Of a lake that is open for writing; for {@link #plan} alone, reading is enough. The engine writes files again. */
    public Maintenance(LocalLake lake, Engine engine, MaintenanceOptions options) {
        this.lake = lake;
        this.options = options;
        this.compaction = new Compaction(lake, engine, options);
        this.expiry = new Expiry(lake, options);
    }

    /**
     * What {@link #run} would do; nothing is written.
     *
     * @param tables all of the lake when empty
     */
    public Upkeep plan(Collection<TableName> tables) {
        List<TableUpkeep> planned = chosen(tables).stream().map(this::plan).toList();
        Map<Path, Garbage.Wait> let = lake.waiting(options.grace());
        List<Path> free = let.entrySet().stream()
                .filter(file -> file.getValue() == Garbage.Wait.NOTHING)
                .map(Map.Entry::getKey)
                .toList();
        return new Upkeep(planned, free, waiting());
    }

    private TableUpkeep plan(TableName table) {
        List<String> remarks = new ArrayList<>();
        try {
            List<Bin> bins = bins(table, Extent.EVERYTHING, Long.MAX_VALUE);
            Expiry.Plan plan = expiry.plan(table, Extent.EVERYTHING);
            remarks.addAll(plan.remarks());
            return new TableUpkeep(table, Compaction.planned(bins), plan.expired(), remarks, Optional.empty());
        } catch (FozException e) {
            return new TableUpkeep(table, Compacted.NONE, Expired.none(0), remarks, Optional.of(e));
        }
    }

    /**
     * Does all that makes the tables smaller or faster.
     *
     * @param tables all of the lake when empty
     */
    public Upkeep run(Collection<TableName> tables) {
        List<TableUpkeep> done = new ArrayList<>();
        for (TableName table : chosen(tables)) {
            done.add(keepUp(table, Extent.EVERYTHING, Long.MAX_VALUE));
        }
        return swept(done);
    }

    /**
     * Does what is due, if anything is, with bounds to what it costs: meant to be called after every run. What is due is told from what
     * is known of the tables anyway; files are looked at only where there are many.
     */
    public Upkeep runIfDue() {
        List<TableUpkeep> done = new ArrayList<>();
        long budget = options.automaticBytes();
        for (TableName table : lake.tables()) {
            TableUpkeep upkeep = keepUp(table, Extent.DUE, budget);
            budget -= upkeep.compacted().bytes();
            if (!upkeep.isNothing()) {
                done.add(upkeep);
            }
        }
        return done.isEmpty() ? Upkeep.nothing() : swept(done);
    }

    /**
     * Files below the tables' folders that nobody knows, found by listing them all. Foz leaves none and deletes none of them: they are
     * another program's, finished or not.
     */
    public List<Path> unknownFiles() {
        return List.copyOf(new Strays(lake).find());
    }

    private Collection<TableName> chosen(Collection<TableName> tables) {
        tables.forEach(lake::known);
        return tables.isEmpty() ? lake.tables() : tables;
    }

    private TableUpkeep keepUp(TableName table, Extent extent, long budget) {
        List<String> remarks = new ArrayList<>();
        Compacted compacted = Compacted.NONE;
        Expired expired = Expired.none(0);
        try {
            List<Bin> bins = bins(table, extent, budget);
            if (!bins.isEmpty()) {
                compacted = compaction.run(table, bins);
            }
            Expiry.Plan plan = expiry.plan(table, extent);
            plan.remarks()
                    .forEach(lapsed ->
                            LOG.log(System.Logger.Level.WARNING, "claim-lapsed table={0}: {1}", table, lapsed));
            remarks.addAll(plan.remarks());
            expired = plan.isNothing() ? plan.expired() : expiry.run(table, plan);
            return new TableUpkeep(table, compacted, expired, remarks, Optional.empty());
        } catch (FozException e) {
            if (e.code() == LakeFailure.STALE_BATCH) {
                remarks.add("another program changed " + table + " meanwhile; the rest is left for the next time");
                return new TableUpkeep(table, compacted, expired, remarks, Optional.empty());
            }
            return new TableUpkeep(table, compacted, expired, remarks, Optional.of(e));
        }
    }

    private List<Bin> bins(TableName table, Extent extent, long budget) {
        if (extent == Extent.DUE && !compaction.mayBeDue(table)) {
            return List.of();
        }
        return compaction.bins(table, extent, budget);
    }

    private Upkeep swept(List<TableUpkeep> done) {
        List<Path> deleted = lake.sweep(options.grace());
        lake.steps().reached("garbage-swept");
        lake.tidy(REMEMBERED);
        lake.steps().reached("catalogue-tidied");
        return new Upkeep(done, deleted, waiting());
    }

    private Upkeep.Waiting waiting() {
        Collection<Garbage.Wait> waits = lake.waiting(options.grace()).values();
        return new Upkeep.Waiting(
                waits.stream().filter(Garbage.Wait.READERS::equals).count(),
                waits.stream().filter(Garbage.Wait.GRACE::equals).count());
    }
}
