package foz.engines.duckdb;

import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Work;
import foz.engines.database.DuckDb;
import java.util.List;

/** One refresh of a table, in a database of its own. */
final class TableJob {

    private TableJob() {}

    /** Runs it in an empty database. */
    static Computed run(Compute job, DuckDb database) {
        database.execute("CREATE SCHEMA _job");
        Meter meter = new Meter(database);
        SessionClock.set(database, job.at(), job.table().query().executable());
        return switch (job.work()) {
            case Work.Whole whole -> new WholeJob(job, whole.inputs(), meter, database).run();
            case Work.Append append -> new WholeJob(job, List.of(append.added()), meter, database).run();
            case Work.Change change -> ChangeJob.follow(job, change, meter, database);
            case Work.Slice slice -> ChangeJob.slice(job, slice, meter, database);
        };
    }
}
