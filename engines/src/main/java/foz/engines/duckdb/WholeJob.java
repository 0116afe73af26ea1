package foz.engines.duckdb;

import foz.api.balance.Balance;
import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Scan;
import foz.api.engine.Work;
import foz.api.engine.WrittenFile;
import foz.api.sql.Query;
import foz.api.sql.Query.Shape;
import foz.engines.database.DuckDb;
import foz.engines.database.ParquetCopy;
import java.util.List;

/**
 * A refresh from all rows of the inputs, or from those that came: runs a table's query, holds its rows against rules and key, writes
 * them. Rows stream from the inputs' files into the table's; nothing is kept but repeated keys and their rows.
 *
 * <p>A query over single rows is simply run again for each pass: counting what the rules say and which keys repeat reads a few columns
 * only. A query computed whole runs once: where more than one pass is needed, what it yields is set aside in a scratch file first.
 *
 * <p>The terms of the balance come from different counters: received from the catalogue's row counts, or from the operator that
 * yields the rows; filtered from a query of its own; written and quarantined from the writers; the others from the passes that find them.
 */
final class WholeJob {

    private static final String YIELDED = "_job.\"$yielded\"";

    private final Compute job;
    private final Query query;
    private final List<Scan> inputs;
    private final Relations relations;
    private final Meter meter;
    private final DuckDb database;

    WholeJob(Compute job, List<Scan> inputs, Meter meter, DuckDb database) {
        this.job = job;
        this.query = job.table().query();
        this.inputs = inputs;
        this.relations = new Relations(meter, database);
        this.meter = meter;
        this.database = database;
    }

    Computed run() {
        inputs.forEach(relations::input);
        long setAside = provideRows();
        Judged judged = Judged.of(job.table(), YIELDED, database);
        List<WrittenFile> rows =
                new ParquetCopy(job.rows()).write(database, onto(judged.unique().rows()));
        long received =
                query.shape() == Shape.ROW_BY_ROW ? rowsRead() : isSetAside() ? setAside : database.rowsIntoCopy();
        List<WrittenFile> quarantine = judged.verdicts().quarantined() == 0
                ? List.of()
                : new ParquetCopy(job.quarantine()).write(database, new RefusedRows(job).select(YIELDED));
        Balance balance = new Balance(
                received,
                query.countFiltered().map(relations::sql).map(database::number).orElse(0L),
                count(rows),
                count(quarantine),
                0,
                judged.verdicts().dropped(),
                judged.unique().duplicate(),
                judged.unique().conflicting());
        return new Computed(
                job.work() instanceof Work.Append ? "append" : "whole",
                rows,
                List.of(),
                quarantine,
                List.of(),
                balance,
                judged.verdicts().failed(),
                meter.effort(rows));
    }

    private String onto(String rows) {
        return Projection.onto(job.rows().layout(), job.table().columns()) + " FROM (" + rows + ")";
    }

    private boolean isSetAside() {
        return query.shape() == Shape.WHOLE
                && !(job.table().expectations().isEmpty() && job.table().key().isEmpty());
    }

    /** Makes the yielded rows readable under one name; returns how many were set aside. */
    private long provideRows() {
        String yielded = relations.sql(query.executable());
        if (isSetAside()) {
            return SetAside.of(yielded, "yielded", database).rows();
        }
        database.execute("CREATE VIEW " + YIELDED + " AS " + yielded);
        return 0;
    }

    private long rowsRead() {
        return inputs.stream().mapToLong(Scan::rows).sum();
    }

    private static long count(List<WrittenFile> files) {
        return files.stream().mapToLong(WrittenFile::rows).sum();
    }
}
