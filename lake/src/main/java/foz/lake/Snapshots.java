package foz.lake;

import foz.api.failure.FozException;
import foz.api.lake.Position;
import foz.api.type.TableName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/** A table's snapshots as its metadata tell of them: who made them, what they say, which stand on which. */
final class Snapshots {

    private static final int NAMED = 5;
    private static final String OURS = "foz.";

    private Snapshots() {}

    /** A snapshot and those it stands on, as far as they are kept, newest first. */
    static List<Snapshot> lineage(TableMetadata metadata, @Nullable Snapshot newest) {
        List<Snapshot> lineage = new ArrayList<>();
        for (Snapshot s = newest; s != null; s = parent(metadata, s)) {
            lineage.add(s);
        }
        return lineage;
    }

    private static @Nullable Snapshot parent(TableMetadata metadata, Snapshot snapshot) {
        Long parent = snapshot.parentId();
        return parent == null ? null : metadata.snapshot(parent);
    }

    /** The snapshots that one stands on and the other doesn't, itself among them, newest first. */
    static List<Snapshot> beyond(TableMetadata metadata, @Nullable Snapshot one, @Nullable Snapshot other) {
        Set<Snapshot> shared = new HashSet<>(lineage(metadata, other));
        return lineage(metadata, one).stream().filter(s -> !shared.contains(s)).toList();
    }

    /** A snapshot in our words. */
    static foz.api.lake.Snapshot told(Snapshot s, TableMetadata metadata) {
        return new foz.api.lake.Snapshot(
                s.snapshotId(),
                s.parentId() == null ? OptionalLong.empty() : OptionalLong.of(s.parentId()),
                committedAt(s),
                Objects.requireNonNullElse(s.operation(), ""),
                summary(s),
                s.snapshotId() == States.snapshot(metadata),
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
                .limit(NAMED)
                .map(s -> s.snapshotId() + " (" + committedAt(s).truncatedTo(ChronoUnit.SECONDS) + ")")
                .collect(Collectors.joining(", "));
    }

    static boolean isOurs(Snapshot snapshot) {
        return summary(snapshot).containsKey(Changes.BATCH);
    }

    /** Optional in old metadata. */
    static Map<String, String> summary(Snapshot snapshot) {
        return Objects.requireNonNullElse(snapshot.summary(), Map.of());
    }

    /** By our clock, where a snapshot is ours. */
    static Instant committedAt(Snapshot snapshot) {
        String at = summary(snapshot).get(Changes.AT);
        return at == null ? Instant.ofEpochMilli(snapshot.timestampMillis()) : Instant.parse(at);
    }

    /** The newest snapshot with a position decides, else the newest of ours; other programs may have committed on top. */
    static Map<String, String> position(TableMetadata metadata) {
        List<Map<String, String>> ours = lineage(metadata, metadata.currentSnapshot()).stream()
                .filter(Snapshots::isOurs)
                .map(Snapshots::summary)
                .toList();
        return ours.stream()
                .filter(summary -> Position.read(summary).isPresent())
                .findFirst()
                .or(() -> ours.stream().findFirst())
                .map(Map::copyOf)
                .orElse(Map.of());
    }

    /** What a snapshot that is not to change where the table stands must say again, as those it stands on may be expired. */
    static Map<String, String> carried(Map<String, String> position) {
        Map<String, String> carried = new TreeMap<>(position);
        carried.keySet().removeIf(key -> !key.startsWith(OURS) || key.equals(Changes.BATCH) || key.equals(Changes.AT));
        return carried;
    }

    /** The newest snapshot in which another program changed rows after the last change of ours. Compactions change none. */
    static Optional<Snapshot> foreign(TableMetadata metadata) {
        return lineage(metadata, metadata.currentSnapshot()).stream()
                .filter(s -> !isCompaction(s))
                .findFirst()
                .filter(s -> !isOurs(s));
    }

    /** Whether a snapshot says that it moved rows from file to file. */
    static boolean isCompaction(Snapshot snapshot) {
        return DataOperations.REPLACE.equals(snapshot.operation());
    }
}
