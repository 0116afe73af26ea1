package foz.lake;

import foz.api.failure.FozException;
import foz.api.lake.Commit;
import foz.api.lake.FileEntry;
import foz.api.lake.History;
import foz.api.lake.Ledger;
import foz.api.lake.TableChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Bronze and the ledger say the same: rows that a rollback takes out are of files that are no longer live. */
final class Agreement {

    private static final String BRONZE = "bronze";

    private final History history;
    private final Ledger ledger;

    Agreement(History history, Ledger ledger) {
        this.history = history;
        this.ledger = ledger;
    }

    /**
     * Looks at a commit before anything of it is written.
     *
     * @throws FozException when the two would no longer agree after it
     */
    void require(Commit commit) {
        for (TableChange change : commit.changes()) {
            if (change instanceof TableChange.Rollback back
                    && back.table().layer().equals(BRONZE)) {
                require(commit, back);
            }
        }
    }

    private void require(Commit commit, TableChange.Rollback back) {
        Set<String> undone = history.undone(back.table(), back.snapshot()).stream()
                .flatMap(s -> s.batch().stream())
                .collect(Collectors.toSet());
        List<String> live = filesAfter(commit, back.table().name()).values().stream()
                .filter(f -> f.state() == FileEntry.State.LIVE && undone.contains(f.batch()))
                .map(FileEntry::name)
                .toList();
        if (!live.isEmpty()) {
            throw new FozException(
                    LakeFailure.FILES_STILL_LIVE,
                    "table",
                    back.table(),
                    "snapshot",
                    back.snapshot(),
                    "files",
                    String.join(", ", live));
        }
    }

    private Map<Long, FileEntry> filesAfter(Commit commit, String source) {
        Map<Long, FileEntry> files = new TreeMap<>();
        ledger.files(source).forEach(f -> files.put(f.id(), f));
        commit.files().stream().filter(f -> f.source().equals(source)).forEach(f -> files.put(f.id(), f));
        return files;
    }
}
