package foz.engines.duckdb;

import foz.api.balance.Effort;
import foz.api.engine.Scan;
import foz.api.engine.WrittenFile;
import foz.engines.database.DuckDb;
import foz.engines.database.FileScan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a job costs, told by the profiles of its statements: rows that came out of data files, and the files that were opened for them.
 * Scratch files don't count.
 */
final class Meter {

    private final long began = System.nanoTime();
    private final List<Scan> known = new ArrayList<>();
    private final Set<Scan.DataFile> files = new HashSet<>();
    private long rows;

    /** Of a job that runs in this database. */
    Meter(DuckDb database) {
        database.countRows(this::add);
    }

    /** Data files that SQL may read together; returns them. */
    Scan of(Scan scan) {
        known.add(scan);
        return scan;
    }

    private void add(FileScan read) {
        List<Scan> scans = known.stream().filter(scan -> isOf(read, scan)).toList();
        if (!scans.isEmpty()) {
            rows += read.rows();
            files.addAll(scans.getFirst().files());
        }
    }

    /** Which scan it was is told by its first file and their number: DuckDB names no more. */
    private static boolean isOf(FileScan read, Scan scan) {
        return scan.files().size() == read.files()
                && read.names().startsWith(scan.files().getFirst().path().toString());
    }

    /** The cost so far, with what was written. */
    Effort effort(Collection<WrittenFile> written) {
        return new Effort(
                rows,
                files.size(),
                files.stream().mapToLong(Scan.DataFile::bytes).sum(),
                written.stream().mapToLong(WrittenFile::rows).sum(),
                written.stream().mapToLong(WrittenFile::bytes).sum(),
                (System.nanoTime() - began) / 1_000_000);
    }
}
