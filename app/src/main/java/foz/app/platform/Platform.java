package foz.app.platform;

import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.engine.Engine;
import foz.api.engine.Limits;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.failure.Checked;
import foz.api.failure.FozException;
import foz.api.lake.FileEntry;
import foz.api.lake.Lake;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.api.plan.TablePlan;
import foz.api.source.Source;
import foz.api.source.SourceObject;
import foz.api.source.Surroundings;
import foz.api.type.TableName;
import foz.app.explain.PlanPage;
import foz.engines.database.EngineOptions;
import foz.engines.duckdb.DuckDbEngine;
import foz.lake.LocalLake;
import foz.lake.Maintenance;
import foz.lake.MaintenanceOptions;
import foz.lake.Mode;
import foz.lake.Upkeep;
import foz.landing.Landing;
import foz.landing.LandingOptions;
import foz.landing.Quarantined;
import foz.refresh.Backfill;
import foz.refresh.BackfillOrder;
import foz.refresh.Demand;
import foz.refresh.Outlooks;
import foz.refresh.Refresh;
import foz.refresh.RefreshOptions;
import foz.refresh.Rollback;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A pipeline's lake and engine, opened, and what can be done with them. One thread. Who opens it closes it. */
public final class Platform implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Platform.class.getName());

    private final Site site;
    private final LocalLake lake;
    private final Engine engine;

    private Platform(Site site, LocalLake lake) {
        this.site = site;
        this.lake = lake;
        this.engine = new DuckDbEngine(
                new EngineOptions(site.memoryBytes(), Runtime.getRuntime().availableProcessors(), site.scratch()));
    }

    /** Opens the lake for writing; no other process may have it open so. */
    public static Platform forWriting(Site site) {
        return new Platform(site, LocalLake.open(site.data(), Mode.WRITE, site.clock(), site.disk(), site.steps()));
    }

    /** Opens the lake for reading, beside whoever writes. */
    public static Platform forReading(Site site) {
        return new Platform(site, LocalLake.open(site.data(), Mode.READ, site.clock(), site.disk(), site.steps()));
    }

    /** The tables and the ledger. */
    public Lake lake() {
        return lake;
    }

    /** Takes in all that waits, brings every table up to date as its timing says, and holds the accounts against the lake. */
    public RunReport run(Pipeline pipeline) {
        return run(pipeline, Demand.USUAL);
    }

    /** Takes in all that waits, does with the tables as demanded, and holds the accounts against the lake. */
    public RunReport run(Pipeline pipeline, Demand demand) {
        Landing landing = landing(pipeline);
        List<Outcome> sources = new ArrayList<>();
        for (SourcePlan plan : pipeline.sources()) {
            sources.add(land(landing, plan));
        }
        return report(pipeline, sources, demand);
    }

    /** Puts quarantined records of a source through again, then brings every table up to date. */
    public RunReport replay(Pipeline pipeline, SourcePlan plan, List<Quarantined> records) {
        return report(pipeline, List.of(landing(pipeline).replay(plan, records)), Demand.USUAL);
    }

    /** Reads files of a source again, all of them when none is named, then brings every table up to date. */
    public RunReport reread(Pipeline pipeline, SourcePlan plan, List<String> files) {
        try (Source source = open(plan)) {
            return report(pipeline, List.of(landing(pipeline).reread(plan, source, files)), Demand.USUAL);
        }
    }

    /** Brings every table up to date with what is in bronze. */
    public RunReport refresh(Pipeline pipeline) {
        return report(pipeline, List.of(), Demand.USUAL);
    }

    /** What {@link #maintain} would do; nothing is written. All tables when none is named. */
    public Upkeep upkeep(Pipeline pipeline, List<TableName> tables) {
        return maintenance(pipeline).plan(tables);
    }

    /** Puts small files together, lets old snapshots go, deletes what nobody needs. All tables when none is named. */
    public Upkeep maintain(Pipeline pipeline, List<TableName> tables) {
        return maintenance(pipeline).run(tables);
    }

    /** Files in the tables' folders that no table knows; all of them are read for that. */
    public List<Path> unknownFiles() {
        return new Maintenance(lake, engine, site.upkeep()).unknownFiles();
    }

    private Maintenance maintenance(Pipeline pipeline) {
        MaintenanceOptions options =
                site.upkeep().sorting(SortOrders.of(pipeline)).watchedBy(site.progress());
        return new Maintenance(lake, engine, options);
    }

    /** Looks at what refreshes would do; writes nothing. */
    public Outlooks outlooks(Pipeline pipeline) {
        return new Outlooks(lake, engine, options(pipeline), pipeline);
    }

    /** Computes a table's rows of a range again, slice by slice; tells each slice's account. */
    public Backfill.Result backfill(Pipeline pipeline, TablePlan table, BackfillOrder order, Consumer<BatchRow> told) {
        return new Backfill(lake, engine, options(pipeline), pipeline, table).run(order, told);
    }

    /** Puts tables back to earlier snapshots. */
    public Rollback rollback(Pipeline pipeline) {
        return new Rollback(lake, options(pipeline));
    }

    /** What waits in the sources: files that are listed and not taken in as they are; sources that can't be listed are left out. */
    public List<PlanPage.Arrivals> arrivals(Pipeline pipeline) {
        return pipeline.sources().stream()
                .flatMap(plan -> waiting(plan).stream())
                .filter(waiting -> waiting.files() > 0)
                .toList();
    }

    private Optional<PlanPage.Arrivals> waiting(SourcePlan plan) {
        Set<String> known = new HashSet<>();
        lake.ledger().files(plan.name()).stream()
                .filter(file -> file.state() == FileEntry.State.LIVE || file.state() == FileEntry.State.COPY)
                .forEach(file -> known.add(identity(file.name(), file.storedBytes(), file.modifiedAt())));
        try (Source source = open(plan)) {
            List<SourceObject> waiting = source.list().stream()
                    .filter(object -> !known.contains(identity(object.name(), object.bytes(), object.modifiedAt())))
                    .toList();
            long bytes = waiting.stream().mapToLong(SourceObject::bytes).sum();
            return Optional.of(new PlanPage.Arrivals(plan.name(), waiting.size(), bytes));
        } catch (FozException notReachable) {
            return Optional.empty();
        }
    }

    private static String identity(String name, long bytes, Instant modifiedAt) {
        return name + "\n" + bytes + "\n" + modifiedAt.toEpochMilli();
    }

    private RefreshOptions options(Pipeline pipeline) {
        return new RefreshOptions(pipeline.zone(), site.clock(), site.steps(), site.progress());
    }

    /** Opens a session over every table of the lake. The caller closes it. */
    public Session session(Limits limits) {
        List<Scan> scans = lake.tables().stream().map(lake::scan).toList();
        return engine.open(scans, SystemTables.of(lake), past(), limits);
    }

    /**
     * Opens a session over every table as it was. The caller closes it.
     *
     * @param when the id of any table's snapshot, or a time, in the pipeline's zone unless it carries one
     * @throws FozException when nothing as old as that is kept
     */
    public Session session(Limits limits, String when) {
        LakePast past = past();
        return engine.open(past.all(when), SystemTables.of(lake), past, limits);
    }

    private LakePast past() {
        return new LakePast(
                lake,
                () -> Plans.read(site) instanceof Checked.Good<Pipeline> good
                        ? Optional.of(good.value().zone())
                        : Optional.empty());
    }

    private RunReport report(Pipeline pipeline, List<Outcome> sources, Demand demand) {
        List<Outcome> tables = new Refresh(lake, engine, options(pipeline)).refresh(pipeline, demand);
        RunReport report = new RunReport(sources, tables, new FinalAccount(lake).differences(pipeline));
        // What goes wrong here harms no row and is tried again after the next run; the run itself is done.
        maintenance(pipeline)
                .runIfDue()
                .failures()
                .forEach(failure -> LOG.log(System.Logger.Level.WARNING, "upkeep-failed: {0}", failure.getMessage()));
        return report;
    }

    private Landing landing(Pipeline pipeline) {
        return new Landing(
                lake,
                engine,
                new LandingOptions(
                        pipeline.zone(),
                        site.raw(),
                        site.batchBytes(),
                        site.clock(),
                        site.disk(),
                        site.steps(),
                        site.progress()));
    }

    private Outcome land(Landing landing, SourcePlan plan) {
        try (Source source = open(plan)) {
            return landing.land(plan, source);
        } catch (FozException failure) {
            return new Outcome(plan.name(), List.of(), List.of(), Optional.of(failure));
        }
    }

    private Source open(SourcePlan plan) {
        Surroundings surroundings = new Surroundings(site.project(), site.clock());
        return GuardedSource.of(plan, () -> Plugins.in(site.plugins()).open(plan, surroundings));
    }

    @Override
    public void close() {
        try (lake) {
            engine.close();
        }
    }
}
