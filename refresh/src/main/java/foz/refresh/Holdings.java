package foz.refresh;

import foz.api.engine.Computed;
import foz.api.engine.Scan;
import foz.api.engine.WrittenFile;
import foz.api.lake.Lake;
import foz.api.lake.TableState;
import foz.api.type.TableName;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How many rows tables must hold, as their refreshes reckon: what was there, less the files that made way, and what was written. It
 * stands in each snapshot, so that the end of a run can hold it against what the lake counts.
 */
public final class Holdings {

    static final String ROWS = "foz.rows";

    private final Lake lake;

    Holdings(Lake lake) {
        this.lake = lake;
    }

    /** What the last refresh of a table reckoned; empty when none did. */
    public static OptionalLong reckoned(TableState table) {
        String rows = table.summary().get(ROWS);
        return rows == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(rows));
    }

    /** As it stands. */
    long of(TableName table) {
        return lake.table(table)
                .map(state -> reckoned(state).orElse(state.rows()))
                .orElse(0L);
    }

    /** Once its files are replaced as computed. */
    long after(TableName table, Computed computed) {
        Set<Path> gone = new HashSet<>(computed.replaced());
        long less = gone.isEmpty()
                ? 0
                : lake.scan(table).files().stream()
                        .filter(file -> gone.contains(file.path()))
                        .mapToLong(Scan.DataFile::rows)
                        .sum();
        return of(table) - less + rows(computed.rows());
    }

    static long rows(List<WrittenFile> files) {
        return files.stream().mapToLong(WrittenFile::rows).sum();
    }
}
