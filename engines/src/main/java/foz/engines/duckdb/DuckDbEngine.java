package foz.engines.duckdb;

import foz.api.balance.Origin;
import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Copy;
import foz.api.engine.Engine;
import foz.api.engine.Limits;
import foz.api.engine.Load;
import foz.api.engine.LoadFile;
import foz.api.engine.Loaded;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.engine.SystemRows;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.plan.SourcePlan;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineFailure;
import foz.engines.database.EngineOptions;
import foz.engines.database.ParquetCopy;
import foz.engines.database.ParquetScan;
import foz.engines.database.SqlText;
import foz.engines.load.Loader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The engine that computes with DuckDB: a private one in memory for each job and each session, so that none can disturb another. */
public final class DuckDbEngine implements Engine {

    private final EngineOptions options;
    private final Loader loader;

    /** An engine within these bounds. */
    public DuckDbEngine(EngineOptions options) {
        this.options = options;
        this.loader = new Loader(options);
    }

    @Override
    public List<String> columnsOf(SourcePlan source, LoadFile file) {
        return loader.columnsOf(source, file);
    }

    @Override
    public String sha256(LoadFile.Whole file) {
        return loader.sha256(file);
    }

    @Override
    public Loaded load(Load job) {
        return loader.load(job);
    }

    @Override
    public Computed compute(Compute job) {
        try (DuckDb database = DuckDb.open(options)) {
            return new TableJob(job, database).run();
        }
    }

    @Override
    public List<WrittenFile> copy(Copy job) {
        Scan scan = job.scan();
        Set<Long> fileIds = job.without();
        Target target = job.target();
        if (!fileIds.isEmpty() && scan.layout().schema().field(Origin.FILE).isEmpty()) {
            throw new FozException(EngineFailure.NO_ORIGIN, "table", scan.table(), "column", Origin.FILE);
        }
        String file = SqlText.name(Origin.FILE);
        String ids = fileIds.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        String kept = fileIds.isEmpty() ? "true" : file + " IS NULL OR " + file + " NOT IN (" + ids + ")";
        String rows = Projection.onto(target.layout(), scan.layout().schema()) + " FROM (" + ParquetScan.select(scan)
                + ") WHERE " + kept;
        try (DuckDb database = DuckDb.open(options)) {
            return new ParquetCopy(target).write(database, rows);
        }
    }

    @Override
    public Session open(List<Scan> tables, List<SystemRows> systemTables, Limits limits) {
        return LockedSession.open(tables, systemTables, limits, options.scratch());
    }

    /** Nothing stays open between calls. */
    @Override
    public void close() {}
}
