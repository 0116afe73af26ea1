package foz.lake;

import foz.api.lake.Position;
import foz.api.type.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;

/**
 * Which snapshots a table keeps: the current one, those with a name (branches and tags), the youngest, those since its own position,
 * and those since the positions of other tables, which follow the changes of this one snapshot by snapshot.
 */
final class Retention {

    private final Map<TableName, TableMetadata> tables;
    private final MaintenanceOptions options;
    private final Instant now;

    /** Over all tables of a lake, whose positions are claims on each other's snapshots. */
    Retention(Map<TableName, TableMetadata> tables, MaintenanceOptions options, Instant now) {
        this.tables = tables;
        this.options = options;
        this.now = now;
    }

    /**
     * What becomes of a table's snapshots.
     *
     * @param lapsed in words, claims that are no longer heeded
     */
    record Verdict(List<Snapshot> expired, List<Snapshot> kept, List<String> lapsed) {}

    /** Of a table in the state given, which may be ahead of the state that the other tables know. */
    Verdict of(TableName table, TableMetadata metadata) {
        Set<Long> kept = new HashSet<>();
        metadata.refs().values().stream().map(SnapshotRef::snapshotId).forEach(kept::add);
        young(metadata).forEach(snapshot -> kept.add(snapshot.snapshotId()));
        standing(metadata).forEach(snapshot -> kept.add(snapshot.snapshotId()));
        List<String> lapsed = new ArrayList<>();
        claims(table).forEach((by, from) -> {
            List<Snapshot> chain = since(metadata, from);
            if (isLapsed(metadata, chain, from)) {
                lapsed.add(by + " stands on a state of " + table
                        + " that has been behind for too long to be kept; it will be"
                        + " computed whole when it is next refreshed");
            } else {
                chain.forEach(snapshot -> kept.add(snapshot.snapshotId()));
            }
        });
        List<Snapshot> all = metadata.snapshots();
        return new Verdict(
                all.stream().filter(s -> !kept.contains(s.snapshotId())).toList(),
                all.stream().filter(s -> kept.contains(s.snapshotId())).toList(),
                lapsed);
    }

    /** The newest, if they are young enough; and always the current one. */
    private List<Snapshot> young(TableMetadata metadata) {
        List<Snapshot> young = new ArrayList<>(metadata.snapshots().stream()
                .sorted(Comparator.comparingLong(Snapshot::sequenceNumber).reversed())
                .limit(options.snapshots())
                .filter(snapshot -> Snapshots.committedAt(snapshot).isAfter(now.minus(options.keep())))
                .toList());
        Optional.ofNullable(metadata.currentSnapshot()).ifPresent(young::add);
        return young;
    }

    /**
     * What tells where the table stands, and, if another program changed it since Foz last did, that it did: a compaction on top carries
     * the position on and is not to hide the change.
     */
    private static List<Snapshot> standing(TableMetadata metadata) {
        Map<String, String> position = Snapshots.position(metadata);
        Optional<Long> foreign = Snapshots.foreign(metadata).map(Snapshot::snapshotId);
        List<Snapshot> line = Snapshots.lineage(metadata, metadata.currentSnapshot());
        int needed = 0;
        for (int i = 0; i < line.size(); i++) {
            boolean stands = needed == 0 && Snapshots.summary(line.get(i)).equals(position);
            boolean isForeign = foreign.equals(Optional.of(line.get(i).snapshotId()));
            needed = stands || isForeign ? i + 1 : needed;
        }
        // With all on the way, since each is found through the one that came of it.
        return line.subList(0, needed);
    }

    /** Which tables stand on which snapshot of this one. */
    private Map<TableName, Long> claims(TableName table) {
        Map<TableName, Long> claims = new HashMap<>();
        tables.forEach((other, metadata) -> Position.read(Snapshots.position(metadata))
                .map(position -> position.inputs().get(table))
                .ifPresent(snapshot -> claims.put(other, snapshot)));
        return claims;
    }

    /** A snapshot, all that came of it, and, if it is no longer in the current one's line, what went before back to where they part. */
    private static List<Snapshot> since(TableMetadata metadata, long from) {
        Snapshot start = metadata.snapshot(from);
        if (start == null) {
            return List.of();
        }
        List<Snapshot> aside = Snapshots.beyond(metadata, start, metadata.currentSnapshot());
        List<Snapshot> chain = new ArrayList<>(Snapshots.beyond(metadata, metadata.currentSnapshot(), start));
        Optional<Snapshot> common = Snapshots.lineage(metadata, start).stream()
                .filter(snapshot -> !aside.contains(snapshot))
                .findFirst();
        // A table that was built anew has no line back: its old state is compared as it was.
        chain.addAll(common.isPresent() ? aside : List.of(start));
        common.ifPresent(chain::add);
        return chain;
    }

    /** Whether what came after a snapshot is too much or too old; a table that nothing came after is never behind. */
    private boolean isLapsed(TableMetadata metadata, List<Snapshot> chain, long from) {
        Optional<Instant> behindSince = chain.stream()
                .filter(snapshot -> snapshot.snapshotId() != from)
                .filter(snapshot -> !isBefore(metadata, snapshot, from))
                .map(Snapshots::committedAt)
                .min(Comparator.naturalOrder());
        return chain.size() > options.behindSnapshots()
                || behindSince
                        .filter(since -> since.isBefore(now.minus(options.behind())))
                        .isPresent();
    }

    /** Whether it was there before: the state that a table was rolled back to is old without anybody being behind. */
    private static boolean isBefore(TableMetadata metadata, Snapshot snapshot, long from) {
        Snapshot start = metadata.snapshot(from);
        return start != null && snapshot.sequenceNumber() < start.sequenceNumber();
    }
}
