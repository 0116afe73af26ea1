package foz.api.engine;

import foz.api.plan.SourcePlan;
import java.util.List;

/**
 * Computes: decodes files, runs SQL, writes Parquet data files. Knows no catalogue: it is told which files to read and where to
 * write, and what it wrote counts only once the lake commits it. Nothing it writes is fsynced; the lake does that. Memory, threads
 * and scratch space are bounded at construction. One call at a time; closing frees everything.
 */
public interface Engine extends AutoCloseable {

    /**
     * The names of the columns that a file has: the header of a CSV file, the schema of a Parquet file, the top-level fields of the
     * first records of a JSON file. Empty for formats and files without names.
     *
     * @throws foz.api.failure.FozException when the file can't be opened or decompressed
     */
    List<String> columnsOf(SourcePlan source, LoadFile file);

    /**
     * The SHA-256 of a file's decompressed bytes, as {@link Loaded.LoadedFile#sha256} would say.
     *
     * @throws foz.api.failure.FozException when the file can't be read to its end
     */
    String sha256(LoadFile.Whole file);

    /**
     * Decodes files into rows of a bronze table and rows of the quarantine.
     *
     * @throws foz.api.failure.FozException when a file can't be read to its end; nothing of the job may be used then
     */
    Loaded load(Load job);

    /**
     * Runs a table's query and holds each row against its expectations and key.
     *
     * @throws foz.api.failure.FozException also when a rule with outcome {@code fail} is not true, or duplicates are refused
     */
    Computed compute(Compute job);

    /** Writes the rows of some data files again: to merge small files, to sort them, to take out what came from replaced files. */
    List<WrittenFile> copy(Copy job);

    /** Opens a session for questions over tables, which can read those tables and nothing else. The caller closes it. */
    default Session open(List<Scan> tables, List<SystemRows> systemTables, Limits limits) {
        return open(tables, systemTables, Past.NONE, limits);
    }

    /** Opens a session that can read these tables also as they were. The caller closes it. */
    Session open(List<Scan> tables, List<SystemRows> systemTables, Past past, Limits limits);

    @Override
    void close();
}
