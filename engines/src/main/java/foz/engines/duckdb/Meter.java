package foz.engines.duckdb;

import foz.api.balance.Effort;
import foz.api.engine.Scan;
import foz.api.engine.WrittenFile;
import foz.engines.database.DuckDb;
import foz.engines.database.FileScan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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

    /** Which files they were is told by one of them and their number: DuckDB doesn't name them all. */
    private void add(FileScan read) {
        known.stream()
                .filter(scan -> scan.files().size() >= read.files() && isNamed(read, scan))
                .min(Comparator.comparingInt(scan -> scan.files().size()))
                .ifPresent(scan -> {
                    rows += read.rows();
                    files.addAll(scan.files());
                });
    }

    private static boolean isNamed(FileScan read, Scan scan) {
        return scan.files().stream()
                .anyMatch(f -> read.names().startsWith(f.path().toString()));
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
