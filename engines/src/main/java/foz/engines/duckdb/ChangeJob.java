package foz.engines.duckdb;

import foz.api.balance.Balance;
import foz.api.balance.Quarantine;
import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.Work;
import foz.api.sql.Incremental;
import foz.api.type.Schema;
import foz.engines.database.DuckDb;
import java.util.Optional;

/**
 * A refresh of parts of a table: decides which rows come and which go, and writes only those files again that hold rows that go.
 *
 * <p>The terms of the balance come from different counters: received from what yields the rows, written from the writer and the
 * catalogue's row counts of the files that were replaced, the others from the passes that find them.
 */
final class ChangeJob {

    private final Compute job;
    private final Relations relations;
    private final DuckDb database;
    private final Patch rows;
    private final Rejects rejects;
    private final Meter meter;

    private ChangeJob(Compute job, Scan self, Scan rejected, Meter meter, DuckDb database) {
        this.job = job;
        this.relations = new Relations(meter, database);
        this.database = database;
        this.rows = new Patch(self, "self", meter, database);
        this.rejects = new Rejects(job, new Patch(rejected, "rejected", meter, database), database);
        this.meter = meter;
    }

    /** By what happened to the inputs. */
    static Computed follow(Compute job, Work.Change change, Meter meter, DuckDb database) {
        ChangeJob run = new ChangeJob(job, change.self(), change.rejected(), meter, database);
        String text = job.table().incremental()
                + (job.table().key().isEmpty() ? "" : job.table().query().executable());
        change.inputs().forEach(input -> run.relations.input(input, text));
        run.relations.self(change.self());
        return run.written(run.decide());
    }

    /** One range of the table. */
    static Computed slice(Compute job, Work.Slice slice, Meter meter, DuckDb database) {
        ChangeJob run = new ChangeJob(job, slice.self(), slice.rejected(), meter, database);
        slice.inputs().forEach(run.relations::input);
        return run.written(new SliceJob(job, slice, run.relations, database).decide(run.rows, run.rejects));
    }

    private Decided decide() {
        return switch (job.table().incremental()) {
            case Incremental.Whole whole ->
                throw new IllegalArgumentException(job.table().name() + ": " + whole.because());
            case Incremental.Rows way -> decide(way);
            case Incremental.Groups way ->
                relations.isChanged()
                        ? new GroupsChange(job, way, relations, database).decide(rows, rejects)
                        : Decided.nothing("groups");
        };
    }

    private Decided decide(Incremental.Rows way) {
        boolean hasKey = !job.table().key().isEmpty();
        if (!relations.isChanged()) {
            return Decided.nothing(hasKey ? "keys" : "rows");
        }
        return hasKey
                ? new KeysChange(job, way, relations, database).decide(rows, rejects)
                : new RowsChange(job, way, relations, database).decide(rows, rejects);
    }

    private Computed written(Decided decided) {
        Patch.Written written =
                rows.write(job.rows(), onto(job.rows(), job.table().columns(), decided.coming()));
        Patch.Written refused = rejects.patch()
                .write(
                        job.quarantine(),
                        onto(
                                job.quarantine(),
                                Quarantine.SCHEMA,
                                decided.refused().coming()));
        Balance balance = new Balance(
                decided.received(),
                0,
                written.came(),
                refused.came() + decided.refused().stays(),
                0,
                decided.verdicts().dropped(),
                decided.duplicate(),
                decided.conflicting());
        return new Computed(
                decided.how(),
                written.files(),
                written.replaced(),
                refused.files(),
                refused.replaced(),
                balance,
                decided.verdicts().failed(),
                meter.effort(written.files()));
    }

    private static Optional<String> onto(Target target, Schema columns, Optional<String> coming) {
        return coming.map(rows -> Projection.onto(target.layout(), columns) + " FROM (" + rows + ")");
    }
}
