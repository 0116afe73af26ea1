package foz.lake;

import foz.api.failure.FozException;
import foz.api.lake.TableChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;

/** Turns what a batch does to a table into one Iceberg snapshot. */
final class Changes {

    /** The id of the batch that made a snapshot, in its summary. */
    static final String BATCH = "foz.batch";
    /** When it was made, by our own clock. */
    static final String AT = "foz.at";

    private final String batch;
    private final Instant at;

    Changes(String batch, Instant at) {
        this.batch = batch;
        this.at = at;
    }

    /** Puts the change onto the staged table. */
    void apply(StagedTable staged, TableChange change, List<DataFile> added) {
        BaseTable table = staged.table();
        SnapshotUpdate<?> update = switch (change) {
            case TableChange.Append append -> append(table.newAppend(), added);
            case TableChange.ReplaceAll all ->
                add(table.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue()), added);
            case TableChange.ReplacePartition partition -> replacePartition(table, partition, added);
            case TableChange.Rewrite rewrite -> rewrite(staged, table, rewrite, added);
            case TableChange.Compact compact -> throw new UnsupportedOperationException("not yet");
            case TableChange.Rollback rollback -> throw new UnsupportedOperationException("not yet");
        };
        update.scanManifestsWith(Inline.HERE);
        update.writeManifestsWith(Inline.HERE, 1);
        change.summary().forEach(update::set);
        update.set(BATCH, batch);
        update.set(AT, at.toString());
        update.commit();
    }

    private static AppendFiles append(AppendFiles update, List<DataFile> added) {
        added.forEach(update::appendFile);
        return update;
    }

    private static OverwriteFiles add(OverwriteFiles update, List<DataFile> added) {
        added.forEach(update::addFile);
        return update;
    }

    private static OverwriteFiles replacePartition(
            BaseTable table, TableChange.ReplacePartition change, List<DataFile> added) {
        PartitionField first = table.spec().fields().getFirst();
        Types.NestedField column = table.schema().findField(first.sourceId());
        if (!first.transform().isIdentity()) {
            throw new IllegalArgumentException(change.table() + " is not partitioned by the values of a column");
        }
        Object value = Partitions.value(column.type(), change.value());
        OverwriteFiles update = table.newOverwrite().overwriteByRowFilter(Expressions.equal(column.name(), value));
        return added.isEmpty() ? update : add(update, added).validateAddedFilesMatchOverwriteFilter();
    }

    private static OverwriteFiles rewrite(
            StagedTable staged, BaseTable table, TableChange.Rewrite change, List<DataFile> added) {
        Map<Path, DataFile> live = new HashMap<>();
        new TableFiles(change.table(), staged.current(), new Manifests(staged.io()))
                .complete()
                .forEach(file -> live.put(staged.io().path(file.location()), file));
        OverwriteFiles update = table.newOverwrite();
        for (Path path : change.removed()) {
            DataFile file = live.get(path);
            if (file == null) {
                throw new FozException(
                        LakeFailure.STALE_BATCH,
                        "table",
                        change.table(),
                        "found",
                        "the file " + path + " is no longer part of it");
            }
            update.deleteFile(file);
        }
        return add(update, added);
    }
}
