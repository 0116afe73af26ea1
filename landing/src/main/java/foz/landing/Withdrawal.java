package foz.landing;

import foz.api.balance.BatchRow;
import foz.api.engine.Copy;
import foz.api.engine.Engine;
import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.lake.FileEntry;
import foz.api.lake.FileEntry.State;
import foz.api.lake.Lake;
import foz.api.lake.Ledger;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of some files taken out of a table: the data files that held them, written again without them.
 *
 * @param removed data files that no longer count
 * @param added what stands in their place
 */
record Withdrawal(List<Path> removed, List<WrittenFile> added) {

    static final Withdrawal NOTHING = new Withdrawal(List.of(), List.of());

    /**
     * Writes the data files anew.
     *
     * @throws FozException when the number of rows taken out is not that which the ledger says these files put in
     */
    static Withdrawal of(Collection<FileEntry> entries, Lake lake, Engine engine, Target target) {
        Set<Long> ids = entries.stream()
                .filter(entry -> entry.state() == State.LIVE)
                .map(FileEntry::id)
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return NOTHING;
        }
        Scan scan = lake.holding(target.table(), ids);
        List<WrittenFile> added = engine.copy(new Copy(scan, ids, List.of(), target));
        long taken = scan.rows() - added.stream().mapToLong(WrittenFile::rows).sum();
        long put = lake.ledger().accounts(new Ledger.Choice.OfFiles(ids)).stream()
                .mapToLong(Withdrawal::written)
                .sum();
        if (taken != put) {
            throw new FozException(
                    LandingFailure.WITHDRAWAL_DIFFERS, "table", target.table(), "expected", put, "found", taken);
        }
        return new Withdrawal(
                scan.files().stream().map(Scan.DataFile::path).toList(),
                added.stream().filter(file -> file.rows() > 0).toList());
    }

    private static long written(BatchRow row) {
        return row.balance().written();
    }
}
