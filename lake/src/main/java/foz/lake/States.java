package foz.lake;

import foz.api.lake.Position;
import foz.api.lake.TableState;
import foz.api.type.TableName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.FileIO;

/** What a table's metadata say of where it stands. */
final class States {

    private States() {}

    static TableState of(TableName table, TableMetadata metadata, FileIO io) {
        Optional<Snapshot> current = Optional.ofNullable(metadata.currentSnapshot());
        return new TableState(
                table,
                Columns.layout(table, metadata.schema()),
                Partitions.fields(metadata.spec()),
                snapshot(metadata),
                current.map(States::committedAt),
                position(metadata),
                total(table, metadata, io, SnapshotSummary.TOTAL_RECORDS_PROP),
                total(table, metadata, io, SnapshotSummary.TOTAL_DATA_FILES_PROP),
                total(table, metadata, io, SnapshotSummary.TOTAL_FILE_SIZE_PROP));
    }

    /** The current snapshot's id; 0 without one. */
    static long snapshot(TableMetadata metadata) {
        Snapshot current = metadata.currentSnapshot();
        return current == null ? 0 : current.snapshotId();
    }

    /** By our clock, where a snapshot is ours. */
    private static Instant committedAt(Snapshot snapshot) {
        String at = snapshot.summary().get(Changes.AT);
        return at == null ? Instant.ofEpochMilli(snapshot.timestampMillis()) : Instant.parse(at);
    }

    /** The newest snapshot with a position decides, else the newest of ours; other programs may have committed on top. */
    private static Map<String, String> position(TableMetadata metadata) {
        return ancestors(metadata)
                .map(Snapshot::summary)
                .filter(summary -> Position.read(summary).isPresent())
                .findFirst()
                .or(() -> ancestors(metadata)
                        .map(Snapshot::summary)
                        .filter(summary -> summary.containsKey(Changes.BATCH))
                        .findFirst())
                .map(Map::copyOf)
                .orElse(Map.of());
    }

    private static Stream<Snapshot> ancestors(TableMetadata metadata) {
        return Stream.iterate(
                metadata.currentSnapshot(),
                java.util.Objects::nonNull,
                s -> s.parentId() == null ? null : metadata.snapshot(s.parentId()));
    }

    private static long total(TableName table, TableMetadata metadata, FileIO io, String what) {
        Snapshot current = metadata.currentSnapshot();
        if (current == null) {
            return 0;
        }
        String total = current.summary().get(what);
        return total == null ? counted(table, metadata, io, what) : Long.parseLong(total);
    }

    /** Totals are optional in Iceberg's specification. */
    private static long counted(TableName table, TableMetadata metadata, FileIO io, String what) {
        Stream<DataFile> files = new TableFiles(table, metadata, io).all().stream();
        return switch (what) {
            case SnapshotSummary.TOTAL_RECORDS_PROP ->
                files.mapToLong(DataFile::recordCount).sum();
            case SnapshotSummary.TOTAL_FILE_SIZE_PROP ->
                files.mapToLong(DataFile::fileSizeInBytes).sum();
            default -> files.count();
        };
    }
}
