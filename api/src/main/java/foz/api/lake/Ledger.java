package foz.api.lake;

import foz.api.balance.BatchRow;
import foz.api.balance.Quarantine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was taken in before and what became of it: rows of the catalogue, read as of now, written only by {@link Batch#commit}. */
public interface Ledger {

    /** Every entry of a source, oldest first. */
    List<FileEntry> files(String source);

    /** The live entry of a source with this content. */
    Optional<FileEntry> content(String source, String sha256);

    /** Takes file ids out of circulation; ids of a batch that is never committed are lost. */
    long reserveFileIds(int howMany);

    /** Accounts of batches, oldest first. */
    List<BatchRow> accounts(Choice choice);

    /** The accounts of all batches, oldest first: as many as there ever were, for showing. */
    default List<BatchRow> accounts() {
        return accounts(new Choice.All());
    }

    /** What the accounts of a source or table come to, without all of them being read. */
    Tally tally(String origin);

    /** What became of quarantined rows; a row that is not in it is open. */
    Map<String, Quarantine.Status> statuses();

    /** Whether a batch of this id was committed. */
    boolean isCommitted(String batch);

    /** Which accounts are asked for. */
    sealed interface Choice {

        /** All there ever were. */
        record All() implements Choice {}

        /** The newest of a source or table, at most so many. */
        record Newest(String origin, int howMany) implements Choice {}

        /** Those of files, of whatever edge. */
        record OfFiles(Set<Long> ids) implements Choice {
            public OfFiles {
                ids = Set.copyOf(ids);
            }
        }
    }

    /**
     * What the accounts of a source or table come to.
     *
     * @param live for a source: rows written from files that are live now
     * @param sinceWhole for a table: rows written since it was last computed whole, then included; since its first account if it never was
     * @param ways for a table: how it was refreshed since then ({@link BatchRow#how})
     * @param quarantined for a table: rows that its refreshes ever put into the quarantine
     */
    record Tally(long live, long sinceWhole, Set<String> ways, long quarantined) {
        public Tally {
            ways = Set.copyOf(ways);
        }
    }
}
