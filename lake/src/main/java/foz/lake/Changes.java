package foz.lake;

import foz.api.failure.FozException;
import foz.api.lake.TableChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.TableMetadata;
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
        Map<String, String> carried = new TreeMap<>();
        SnapshotUpdate<?> update = switch (change) {
            case TableChange.Append append -> append(table.newAppend(), added);
            case TableChange.ReplaceAll all ->
                add(table.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue()), added);
            case TableChange.ReplacePartition partition -> replacePartition(table, partition, added);
            case TableChange.Rewrite rewrite -> rewrite(staged, table, rewrite, added);
            case TableChange.Compact compact -> {
                carried.putAll(Snapshots.carried(Snapshots.position(staged.current())));
                yield compact(staged, table, compact, added);
            }
            case TableChange.Rollback rollback -> {
                rollback(staged, rollback);
                carried.putAll(Snapshots.carried(Snapshots.position(staged.current())));
                // Without files: it says who went back, when, and where the table stands now.
                yield table.newFastAppend();
            }
        };
        carried.putAll(change.summary());
        commit(update, carried);
    }

    /** A snapshot of its own for a table whose columns alone changed, so that tables that stand on the one before look again. */
    void note(StagedTable staged) {
        if (staged.current().currentSnapshot() != null) {
            commit(staged.table().newFastAppend(), Snapshots.carried(Snapshots.position(staged.current())));
        }
    }

    private void commit(SnapshotUpdate<?> update, Map<String, String> summary) {
        update.scanManifestsWith(Inline.HERE);
        update.writeManifestsWith(Inline.HERE, 1);
        summary.forEach(update::set);
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
        OverwriteFiles update = table.newOverwrite();
        live(staged, change.removed()).forEach(update::deleteFile);
        return add(update, added);
    }

    private static RewriteFiles compact(
            StagedTable staged, BaseTable table, TableChange.Compact change, List<DataFile> added) {
        List<DataFile> removed = live(staged, change.removed());
        long before = rows(removed);
        long after = rows(added);
        if (before != after) {
            throw new FozException(
                    LakeFailure.COMPACTION_NOT_ALIKE, "table", change.table(), "expected", before, "found", after);
        }
        // Nothing can come in between on a staged table; without a start Iceberg wants the history back to the first
        // snapshot.
        RewriteFiles update = table.newRewrite().validateFromSnapshot(States.snapshot(staged.current()));
        removed.forEach(update::deleteFile);
        added.forEach(update::addFile);
        return update;
    }

    private static long rows(List<DataFile> files) {
        return files.stream().mapToLong(DataFile::recordCount).sum();
    }

    /** The entries of files that must be part of the table. */
    private static List<DataFile> live(StagedTable staged, List<Path> paths) {
        Map<Path, DataFile> live = new HashMap<>();
        new TableFiles(staged.name(), staged.current(), new Manifests(staged.io()))
                .complete()
                .forEach(file -> live.put(staged.io().path(file.location()), file));
        return paths.stream().map(path -> live(staged, live, path)).toList();
    }

    private static DataFile live(StagedTable staged, Map<Path, DataFile> live, Path path) {
        DataFile file = live.get(path);
        if (file == null) {
            throw new FozException(
                    LakeFailure.STALE_BATCH,
                    "table",
                    staged.name(),
                    "found",
                    "the file " + path + " is no longer part of it");
        }
        return file;
    }

    /** The table shows the earlier snapshot again, with the columns and the partitioning it had. */
    private static void rollback(StagedTable staged, TableChange.Rollback change) {
        TableMetadata now = staged.current();
        Snapshot then = Snapshots.kept(change.table(), now, change.snapshot());
        new TableFiles(change.table(), now, new Manifests(staged.io())).requireReadable(then);
        TableMetadata.Builder back = TableMetadata.buildFrom(now);
        Schema columns = Snapshots.schema(then, now);
        back.setCurrentSchema(columns.schemaId());
        back.setDefaultPartitionSpec(spec(staged, then, columns));
        back.setBranchSnapshot(then.snapshotId(), SnapshotRef.MAIN_BRANCH);
        staged.commit(now, back.build());
    }

    /** The newest spec by which the snapshot's files were written; without files the present one, if its columns are still there. */
    private static PartitionSpec spec(StagedTable staged, Snapshot snapshot, Schema columns) {
        TableMetadata now = staged.current();
        return snapshot.allManifests(staged.io()).stream()
                .max(Comparator.comparingLong(ManifestFile::sequenceNumber)
                        .thenComparing(ManifestFile::partitionSpecId))
                .map(manifest -> now.spec(manifest.partitionSpecId()))
                .or(() -> Optional.of(now.spec()).filter(spec -> fits(spec, columns)))
                .orElse(PartitionSpec.unpartitioned());
    }

    private static boolean fits(PartitionSpec spec, Schema columns) {
        return spec.fields().stream().allMatch(f -> columns.findField(f.sourceId()) != null);
    }
}
