package foz.lake;

import foz.api.engine.Scan;
import foz.api.lake.TableState;
import foz.api.type.TableName;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;

/** What a table's metadata say of where it stands. */
final class States {

    private States() {}

    static TableState of(TableName table, TableMetadata metadata, Manifests manifests) {
        Optional<Snapshot> current = Optional.ofNullable(metadata.currentSnapshot());
        return new TableState(
                table,
                Columns.layout(table, metadata.schema()),
                Partitions.fields(metadata.spec()),
                snapshot(metadata),
                current.map(Snapshots::committedAt),
                Snapshots.position(metadata),
                Snapshots.foreign(metadata).map(s -> Snapshots.told(s, metadata)),
                total(table, metadata, manifests, SnapshotSummary.TOTAL_RECORDS_PROP),
                total(table, metadata, manifests, SnapshotSummary.TOTAL_DATA_FILES_PROP),
                total(table, metadata, manifests, SnapshotSummary.TOTAL_FILE_SIZE_PROP));
    }

    /** The current snapshot's id; 0 without one. */
    static long snapshot(TableMetadata metadata) {
        Snapshot current = metadata.currentSnapshot();
        return current == null ? 0 : current.snapshotId();
    }

    private static long total(TableName table, TableMetadata metadata, Manifests manifests, String what) {
        Snapshot current = metadata.currentSnapshot();
        if (current == null) {
            return 0;
        }
        String total = Snapshots.summary(current).get(what);
        return total == null ? counted(table, metadata, manifests, what) : Long.parseLong(total);
    }

    /** Totals are optional in Iceberg's specification. */
    private static long counted(TableName table, TableMetadata metadata, Manifests manifests, String what) {
        Stream<Scan.DataFile> files = new TableFiles(table, metadata, manifests).all().stream();
        return switch (what) {
            case SnapshotSummary.TOTAL_RECORDS_PROP ->
                files.mapToLong(Scan.DataFile::rows).sum();
            case SnapshotSummary.TOTAL_FILE_SIZE_PROP ->
                files.mapToLong(Scan.DataFile::bytes).sum();
            default -> files.count();
        };
    }
}
