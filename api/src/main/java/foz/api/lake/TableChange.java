package foz.api.lake;

import foz.api.engine.WrittenFile;
import foz.api.type.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a batch does to one table. Positions are put into the snapshot's summary and fenced: see {@link Position}. */
public sealed interface TableChange {

    /** The table. */
    TableName table();

    /** What the new snapshot says of where it stands. */
    Map<String, String> summary();

    /** New files beside the old. */
    record Append(TableName table, List<WrittenFile> added, Map<String, String> summary) implements TableChange {}

    /** New files instead of all old ones. */
    record ReplaceAll(TableName table, List<WrittenFile> added, Map<String, String> summary) implements TableChange {}

    /** New files instead of some old ones. */
    record Rewrite(TableName table, List<Path> removed, List<WrittenFile> added, Map<String, String> summary)
            implements TableChange {}

    /** New files instead of the old ones of one partition, whose first field has this value (identity). */
    record ReplacePartition(TableName table, String value, List<WrittenFile> added, Map<String, String> summary)
            implements TableChange {}

    /**
     * The same rows in other files: compaction. The position stays as it was, and whoever reads the table sees no change. Refused when
     * the files don't hold as many rows as before.
     */
    record Compact(TableName table, List<Path> removed, List<WrittenFile> added) implements TableChange {

        @Override
        public Map<String, String> summary() {
            return Map.of();
        }
    }

    /**
     * The rows, columns and position of an earlier snapshot again, which must still be kept. For a derived table the next refresh goes
     * on from there. For a table of bronze the same commit must mark the files as no longer live that were taken in since; see
     * {@link History#undone}.
     *
     * @param summary what the new snapshot says beside, or instead of, what the earlier one said of its position
     */
    record Rollback(TableName table, long snapshot, Map<String, String> summary) implements TableChange {}
}
