package foz.engines.duckdb;

import foz.api.balance.Balance;
import foz.api.balance.Effort;
import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Scan;
import foz.api.engine.Work;
import foz.api.engine.WrittenFile;
import foz.api.sql.Query;
import foz.api.sql.Query.Shape;
import foz.engines.database.Catalog;
import foz.engines.database.DuckDb;
import foz.engines.database.ParquetCopy;
import foz.engines.database.ParquetScan;
import foz.engines.database.SqlText;
import java.nio.file.Path;
import java.util.List;

/**
 * One refresh: runs a table's query, holds its rows against rules and key, writes them. Rows stream from the inputs' files into the
 * table's; nothing is kept but repeated keys and their rows.
 *
 * <p>A query over single rows is simply run again for each pass: counting what the rules say and which keys repeat reads a few columns
 * only. A query computed whole runs once: where more than one pass is needed, what it yields is set aside in a scratch file first.
 *
 * <p>The terms of the balance come from different counters: received from the catalogue's row counts, or from the operator that
 * yields the rows; filtered from a query of its own; written and quarantined from the writers; the others from the passes that find them.
 */
final class TableJob {

    private static final String YIELDED = "_job.yielded";

    private final Compute job;
    private final Query query;
    private final Rules rules;
    private final DuckDb database;
    private final List<Scan> inputs;

    TableJob(Compute job, DuckDb database) {
        this.job = job;
        this.query = job.table().query();
        this.rules = new Rules(job.table().expectations());
        this.database = database;
        this.inputs = switch (job.work()) {
            case Work.Whole whole -> whole.inputs();
            case Work.Append append -> List.of(append.added());
            case Work.Change change -> throw new UnsupportedOperationException("change");
            case Work.Slice slice -> throw new UnsupportedOperationException("slice");
        };
    }

    Computed run() {
        database.execute("CREATE SCHEMA _job");
        database.countRows();
        SessionClock.set(database, job.at(), query.executable());
        for (Scan input : inputs) {
            Catalog.view(database, input.table(), ParquetScan.select(input));
        }
        long setAside = provideRows();
        Verdicts verdicts = Verdicts.count(job.table(), YIELDED, database);
        boolean removed = verdicts.quarantined() + verdicts.dropped() > 0;
        String good = "SELECT * FROM " + YIELDED + (removed ? " WHERE " + rules.stays() : "");
        UniqueKey.Outcome unique = job.table().key().isEmpty()
                ? new UniqueKey.Outcome(good, 0, 0)
                : new UniqueKey(job.table()).apply(good, database);
        List<WrittenFile> rows = new ParquetCopy(job.rows())
                .write(
                        database,
                        Projection.onto(job.rows().layout(), query.columns()) + " FROM (" + unique.rows() + ")");
        long received =
                query.shape() == Shape.ROW_BY_ROW ? rowsRead() : isSetAside() ? setAside : database.rowsIntoCopy();
        List<WrittenFile> quarantine = verdicts.quarantined() == 0
                ? List.of()
                : new ParquetCopy(job.quarantine()).write(database, new RefusedRows(job).select(YIELDED));
        Balance balance = new Balance(
                received,
                query.countFiltered().map(this::inCatalog).map(database::number).orElse(0L),
                count(rows),
                count(quarantine),
                0,
                verdicts.dropped(),
                unique.duplicate(),
                unique.conflicting());
        return new Computed(
                job.work() instanceof Work.Append ? "append" : "whole",
                rows,
                List.of(),
                quarantine,
                List.of(),
                balance,
                verdicts.failed(),
                Effort.NONE);
    }

    private boolean isSetAside() {
        return query.shape() == Shape.WHOLE
                && !(rules.all().isEmpty() && job.table().key().isEmpty());
    }

    /** Makes the yielded rows readable under one name; returns how many were set aside. */
    private long provideRows() {
        if (!isSetAside()) {
            database.execute("CREATE VIEW " + YIELDED + " AS " + inCatalog(query.executable()));
            return 0;
        }
        Path file = database.folder().resolve("yielded.parquet");
        String path = SqlText.literal(file.toString());
        database.execute("COPY (" + inCatalog(query.executable()) + "\n) TO " + path + " (FORMAT parquet)");
        long rows = database.rowsIntoCopy();
        database.execute(
                "CREATE VIEW " + YIELDED + " AS SELECT * FROM read_parquet(" + path + ", hive_partitioning = false)");
        return rows;
    }

    /** Tables stand in a query as {@code "layer"."name"}; a few layers have another name in the database. */
    private String inCatalog(String sql) {
        String text = sql;
        for (Scan input : inputs) {
            text = text.replace(SqlText.name(input.table()), Catalog.name(input.table()));
        }
        return text;
    }

    private long rowsRead() {
        return inputs.stream().mapToLong(Scan::rows).sum();
    }

    private static long count(List<WrittenFile> files) {
        return files.stream().mapToLong(WrittenFile::rows).sum();
    }
}
