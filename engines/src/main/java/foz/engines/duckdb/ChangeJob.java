package foz.engines.duckdb;

import foz.api.balance.Balance;
import foz.api.balance.Effort;
import foz.api.balance.Quarantine;
import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Work;
import foz.api.sql.Incremental;
import foz.engines.database.DuckDb;

/**
 * A refresh by what happened to the inputs: decides which rows come and which go, and writes only those files again that hold rows that
 * go.
 *
 * <p>The terms of the balance come from different counters: received from what yields the rows, written from the writer and the
 * catalogue's row counts of the files that were replaced, the others from the passes that find them.
 */
final class ChangeJob {

    private final Compute job;
    private final Work.Change change;
    private final Relations relations;
    private final DuckDb database;

    ChangeJob(Compute job, Work.Change change, DuckDb database) {
        this.job = job;
        this.change = change;
        this.relations = new Relations(database);
        this.database = database;
    }

    Computed run() {
        change.inputs().forEach(relations::input);
        relations.self(change.self());
        Patch rows = new Patch(database, change.self(), "self");
        Rejects rejects = new Rejects(job, change.rejected(), database);
        Decided decided = decide(rows, rejects);
        Patch.Written written = rows.write(
                job.rows(),
                decided.coming()
                        .map(coming -> Projection.onto(
                                        job.rows().layout(), job.table().columns()) + " FROM (" + coming + ")"));
        Patch.Written quarantined = rejects.patch()
                .write(
                        job.quarantine(),
                        decided.refused()
                                .coming()
                                .map(coming -> Projection.onto(job.quarantine().layout(), Quarantine.SCHEMA) + " FROM ("
                                        + coming + ")"));
        Balance balance = new Balance(
                decided.received(),
                0,
                written.came(),
                quarantined.came() + decided.refused().stays(),
                0,
                decided.verdicts().dropped(),
                decided.duplicate(),
                decided.conflicting());
        return new Computed(
                decided.how(),
                written.files(),
                written.replaced(),
                quarantined.files(),
                quarantined.replaced(),
                balance,
                decided.verdicts().failed(),
                Effort.NONE);
    }

    private Decided decide(Patch rows, Rejects rejects) {
        return switch (job.table().incremental()) {
            case Incremental.Whole whole ->
                throw new IllegalArgumentException(job.table().name() + ": " + whole.because());
            case Incremental.Rows way -> decide(way, rows, rejects);
            case Incremental.Groups way ->
                relations.isChanged()
                        ? new GroupsChange(job, way, relations, database).decide(rows, rejects)
                        : Decided.nothing("groups");
        };
    }

    private Decided decide(Incremental.Rows way, Patch rows, Rejects rejects) {
        boolean hasKey = !job.table().key().isEmpty();
        if (!relations.isChanged()) {
            return Decided.nothing(hasKey ? "keys" : "rows");
        }
        return hasKey
                ? new KeysChange(job, way, relations, database).decide(rows, rejects)
                : new RowsChange(job, way, relations, database).decide(rows, rejects);
    }
}
