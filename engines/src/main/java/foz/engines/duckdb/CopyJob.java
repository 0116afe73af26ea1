package foz.engines.duckdb;

import foz.api.balance.Origin;
import foz.api.engine.Copy;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.type.Schema;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineFailure;
import foz.engines.database.ParquetCopy;
import foz.engines.database.ParquetScan;
import foz.engines.database.SqlText;
import java.util.List;
import java.util.stream.Collectors;

/** One rewrite: the rows of some data files, sorted or without some of them, into new files. What memory can't hold is spilled. */
final class CopyJob {

    private final Copy job;
    private final DuckDb database;

    CopyJob(Copy job, DuckDb database) {
        this.job = job;
        this.database = database;
    }

    List<WrittenFile> run() {
        Schema columns = job.scan().layout().schema();
        if (!job.without().isEmpty() && columns.field(Origin.FILE).isEmpty()) {
            throw new FozException(EngineFailure.NO_ORIGIN, "table", job.scan().table(), "column", Origin.FILE);
        }
        for (String column : job.order()) {
            if (job.target().layout().schema().field(column).isEmpty()) {
                throw new FozException(
                        EngineFailure.CANNOT_SORT, "table", job.scan().table(), "column", column);
            }
        }
        // Sorted rows stay sorted; others may be written by whichever thread has read them, with less to hold in
        // memory.
        database.set("preserve_insertion_order", "false");
        String rows = Projection.onto(job.target().layout(), columns) + " FROM (" + ParquetScan.select(job.scan())
                + ") WHERE " + kept();
        return new ParquetCopy(job.target()).rewrite(database, rows, job.order());
    }

    private String kept() {
        if (job.without().isEmpty()) {
            return "true";
        }
        String file = SqlText.name(Origin.FILE);
        String ids = job.without().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        return file + " IS NULL OR " + file + " NOT IN (" + ids + ")";
    }
}
