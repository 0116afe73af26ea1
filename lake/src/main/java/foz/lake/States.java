package foz.lake;

import foz.api.engine.Scan;
import foz.api.failure.FozException;
import foz.api.lake.Position;
import foz.api.lake.TableState;
import foz.api.type.TableName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;

/** What a table's metadata say of where it stands. */
final class States {

    private static final int NAMED_SNAPSHOTS = 5;

    private States() {}

    static TableState of(TableName table, TableMetadata metadata, Manifests manifests) {
        Optional<Snapshot> current = Optional.ofNullable(metadata.currentSnapshot());
        return new TableState(
                table,
                Columns.layout(table, metadata.schema()),
                Partitions.fields(metadata.spec()),
                snapshot(metadata),
                current.map(States::committedAt),
                position(metadata),
                total(table, metadata, manifests, SnapshotSummary.TOTAL_RECORDS_PROP),
                total(table, metadata, manifests, SnapshotSummary.TOTAL_DATA_FILES_PROP),
                total(table, metadata, manifests, SnapshotSummary.TOTAL_FILE_SIZE_PROP));
    }

    /** The current snapshot's id; 0 without one. */
    static long snapshot(TableMetadata metadata) {
        Snapshot current = metadata.currentSnapshot();
        return current == null ? 0 : current.snapshotId();
    }

    /** A snapshot in our words. */
    static foz.api.lake.Snapshot snapshot(Snapshot s, TableMetadata metadata) {
        return new foz.api.lake.Snapshot(
                s.snapshotId(),
                s.parentId() == null ? OptionalLong.empty() : OptionalLong.of(s.parentId()),
                committedAt(s),
                Objects.requireNonNullElse(s.operation(), ""),
                summary(s),
                s.snapshotId() == snapshot(metadata),
                !isOurs(s));
    }

    /** The columns of a snapshot. */
    static Schema schema(Snapshot snapshot, TableMetadata metadata) {
        return Optional.ofNullable(snapshot.schemaId())
                .map(id -> metadata.schemasById().get(id))
                .orElse(metadata.schema());
    }

    /**
     * A snapshot of a table by its id.
     *
     * @throws FozException when it never was or is no longer kept
     */
    static Snapshot kept(TableName table, TableMetadata metadata, long id) {
        Snapshot snapshot = metadata.snapshot(id);
        if (snapshot == null) {
            throw new FozException(
                    LakeFailure.UNKNOWN_SNAPSHOT, "table", table, "snapshot", id, "known", newest(metadata));
        }
        return snapshot;
    }

    /** The newest kept snapshots with their times, for people to choose from. */
    private static String newest(TableMetadata metadata) {
        return metadata.snapshots().stream()
                .sorted(Comparator.comparingLong(Snapshot::sequenceNumber).reversed())
                .limit(NAMED_SNAPSHOTS)
                .map(s -> s.snapshotId() + " (" + committedAt(s).truncatedTo(ChronoUnit.SECONDS) + ")")
                .collect(Collectors.joining(", "));
    }

    private static boolean isOurs(Snapshot snapshot) {
        return summary(snapshot).containsKey(Changes.BATCH);
    }

    /** Optional in old metadata. */
    private static Map<String, String> summary(Snapshot snapshot) {
        return Objects.requireNonNullElse(snapshot.summary(), Map.of());
    }

    /** By our clock, where a snapshot is ours. */
    private static Instant committedAt(Snapshot snapshot) {
        String at = summary(snapshot).get(Changes.AT);
        return at == null ? Instant.ofEpochMilli(snapshot.timestampMillis()) : Instant.parse(at);
    }

    /** The newest snapshot with a position decides, else the newest of ours; other programs may have committed on top. */
    private static Map<String, String> position(TableMetadata metadata) {
        List<Map<String, String>> ours = Difference.lineage(metadata, metadata.currentSnapshot()).stream()
                .filter(States::isOurs)
                .map(States::summary)
                .toList();
        return ours.stream()
                .filter(summary -> Position.read(summary).isPresent())
                .findFirst()
                .or(() -> ours.stream().findFirst())
                .map(Map::copyOf)
                .orElse(Map.of());
    }

    private static long total(TableName table, TableMetadata metadata, Manifests manifests, String what) {
        Snapshot current = metadata.currentSnapshot();
        if (current == null) {
            return 0;
        }
        String total = summary(current).get(what);
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
