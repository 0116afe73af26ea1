package foz.api.lake;

import foz.api.balance.BatchRow;
import foz.api.balance.Quarantine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was taken in before and what became of it: rows of the catalogue, read as of now, written only by {@link Batch#commit}. */
public interface Ledger {

    /** Every entry of a source, oldest first. */
    List<FileEntry> files(String source);

    /** The live entry of a source with this content. */
    Optional<FileEntry> content(String source, String sha256);

    /** Takes file ids out of circulation; ids of a batch that is never committed are lost. */
    long reserveFileIds(int howMany);

    /** The accounts of all batches, oldest first. */
    List<BatchRow> accounts();

    /** What became of quarantined rows; a row that is not in it is open. */
    Map<String, Quarantine.Status> statuses();

    /** Whether a batch of this id was committed. */
    boolean isCommitted(String batch);
}
