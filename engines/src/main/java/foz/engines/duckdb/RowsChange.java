package foz.engines.duckdb;

import foz.api.engine.Compute;
import foz.api.failure.FozException;
import foz.api.sql.Incremental;
import foz.api.type.Schema;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineFailure;
import foz.engines.database.ParquetScan;
import java.util.List;
import java.util.Optional;

/** A table whose rows come and go as the changes of its inputs say: rows that go are looked for in its files, rows that come are added. */
final class RowsChange {

    private final Compute job;
    private final Incremental.Rows incremental;
    private final Relations relations;
    private final DuckDb database;
    private final Rules rules;

    RowsChange(Compute job, Incremental.Rows incremental, Relations relations, DuckDb database) {
        this.job = job;
        this.incremental = incremental;
        this.relations = relations;
        this.database = database;
        this.rules = new Rules(job.table().expectations());
    }

    /** Decides, and takes the rows that go out of the table. */
    Decided decide(Patch rows, Rejects rejects) {
        Schema columns = job.table().query().columns();
        relations.run(incremental.steps());
        NetChange net = NetChange.of(relations.sql(incremental.change()), columns, database);
        Verdicts verdicts = Verdicts.count(job.table(), NetChange.COMING, database);
        if (net.goes() > 0) {
            takeOut(rows, columns);
        }
        Optional<String> coming = net.comes() == 0
                ? Optional.empty()
                : Optional.of("SELECT * FROM " + NetChange.COMING + " WHERE " + rules.stays());
        return new Decided("rows", coming, rejects.follow(net), net.comes(), verdicts, 0, 0);
    }

    /** As often as each goes, of rows that are equal the first ones. */
    private void takeOut(Patch rows, Schema columns) {
        String going =
                "(SELECT *, row_number() OVER () AS _foz_id FROM " + NetChange.GOING + " WHERE " + rules.stays() + ")";
        String found = "SELECT s." + ParquetScan.FILE + ", s." + ParquetScan.ROW + ", t." + NetChange.TIMES
                + ", row_number() OVER (PARTITION BY t._foz_id ORDER BY s." + ParquetScan.FILE + ", s."
                + ParquetScan.ROW
                + ") AS _foz_place FROM " + rows.rows() + " s JOIN " + going + " t ON ("
                + Match.on(columns.names(), NetChange.GOING, database) + ")";
        long taken = rows.take("SELECT * FROM (" + found + ") WHERE _foz_place <= " + NetChange.TIMES);
        long expected =
                database.number("SELECT CAST(coalesce(sum(" + NetChange.TIMES + "), 0) AS BIGINT) FROM " + going);
        if (taken != expected) {
            throw missing(columns, rows, expected - taken);
        }
    }

    private FozException missing(Schema columns, Patch rows, long count) {
        String example =
                "SELECT " + RowJson.text(columns) + " FROM " + NetChange.GOING + " t WHERE " + rules.stays() + " AND "
                        + NetChange.TIMES + " > (SELECT count(*) FROM " + rows.rows() + " s WHERE "
                        + Match.on(columns.names(), NetChange.GOING, database) + ") LIMIT 1";
        List<String> found = database.rows(example, row -> row.getString(1));
        return new FozException(
                EngineFailure.ROW_NOT_THERE,
                "table",
                job.table().name(),
                "count",
                count,
                "row",
                found.isEmpty() ? "?" : found.getFirst());
    }
}
