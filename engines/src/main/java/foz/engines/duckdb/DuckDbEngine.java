package foz.engines.duckdb;

import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Copy;
import foz.api.engine.Engine;
import foz.api.engine.Limits;
import foz.api.engine.Load;
import foz.api.engine.LoadFile;
import foz.api.engine.Loaded;
import foz.api.engine.Past;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.engine.SystemRows;
import foz.api.engine.WrittenFile;
import foz.api.plan.SourcePlan;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineOptions;
import foz.engines.load.Loader;
import java.util.List;

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
            return TableJob.run(job, database);
        }
    }

    @Override
    public List<WrittenFile> copy(Copy job) {
        try (DuckDb database = DuckDb.open(options)) {
            return new CopyJob(job, database).run();
        }
    }

    @Override
    public Session open(List<Scan> tables, List<SystemRows> systemTables, Past past, Limits limits) {
        return LockedSession.open(new SessionTables(tables, systemTables, past), limits, options.scratch());
    }

    /** Nothing stays open between calls. */
    @Override
    public void close() {}
}
