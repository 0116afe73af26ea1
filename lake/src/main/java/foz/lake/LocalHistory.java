package foz.lake;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.lake.FileInfo;
import foz.api.lake.History;
import foz.api.lake.Snapshot;
import foz.api.type.Layout;
import foz.api.type.TableName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.TableMetadata;

/** What the tables of a lake were before. */
final class LocalHistory implements History {

    /** Stands for the time before a table's first snapshot. */
    private static final long BEGINNING = 0;

    private final LocalLake lake;
    private final Manifests manifests;

    LocalHistory(LocalLake lake, Manifests manifests) {
        this.lake = lake;
        this.manifests = manifests;
    }

    @Override
    public List<Snapshot> snapshots(TableName table) {
        TableMetadata metadata = lake.known(table);
        return metadata.snapshots().stream()
                .sorted(Comparator.comparingLong(org.apache.iceberg.Snapshot::sequenceNumber))
                .map(s -> Snapshots.told(s, metadata))
                .toList();
    }

    @Override
    public List<Snapshot> undone(TableName table, long snapshot) {
        TableMetadata metadata = lake.known(table);
        org.apache.iceberg.Snapshot then = Snapshots.kept(table, metadata, snapshot);
        return Snapshots.beyond(metadata, metadata.currentSnapshot(), then).stream()
                .map(s -> Snapshots.told(s, metadata))
                .toList();
    }

    @Override
    public Scan at(TableName table, long snapshot) {
        TableMetadata metadata = lake.known(table);
        org.apache.iceberg.Snapshot then = Snapshots.kept(table, metadata, snapshot);
        List<Scan.DataFile> files =
                LocalLake.reading(table, () -> files(table, metadata).at(then));
        return new Scan(table, Columns.layout(table, Snapshots.schema(then, metadata)), snapshot, files);
    }

    @Override
    public Optional<Delta> since(TableName table, long snapshot) {
        TableMetadata metadata = lake.known(table);
        return LocalLake.reading(table, () -> since(table, metadata, snapshot));
    }

    private Optional<Delta> since(TableName table, TableMetadata metadata, long snapshot) {
        Scan now = new Scan(
                table,
                Columns.layout(table, metadata.schema()),
                States.snapshot(metadata),
                files(table, metadata).all());
        if (snapshot == now.snapshot()) {
            return Optional.of(Delta.none(now));
        }
        if (snapshot == BEGINNING) {
            Scan nothing = read(now, BEGINNING, List.of());
            return Optional.of(new Delta(nothing, now, now, nothing));
        }
        return Optional.ofNullable(metadata.snapshot(snapshot))
                .filter(from -> isComparable(table, metadata, from))
                .map(from -> between(metadata, from, now));
    }

    private Delta between(TableMetadata metadata, org.apache.iceberg.Snapshot from, Scan now) {
        List<Scan.DataFile> before = files(now.table(), metadata).at(from);
        Difference difference = Difference.of(before, now.files())
                .withoutCompactions(metadata, from, metadata.snapshot(now.snapshot()), manifests);
        return new Delta(
                read(now, from.snapshotId(), before),
                now,
                read(now, now.snapshot(), difference.added()),
                read(now, now.snapshot(), difference.removed()));
    }

    /** Files read with the columns of now. */
    private static Scan read(Scan now, long snapshot, List<Scan.DataFile> files) {
        return new Scan(now.table(), now.layout(), snapshot, files);
    }

    /** Whether the columns of now, read from the files of then, say what they said then. */
    private boolean isComparable(TableName table, TableMetadata metadata, org.apache.iceberg.Snapshot from) {
        Layout then = Columns.layout(table, Snapshots.schema(from, metadata));
        Layout now = Columns.layout(table, metadata.schema());
        return !files(table, metadata).hasDeletes(from) && Columns.readAlike(then, now);
    }

    private TableFiles files(TableName table, TableMetadata metadata) {
        return new TableFiles(table, metadata, manifests);
    }

    @Override
    public List<FileInfo> files(TableName table) {
        TableMetadata metadata = lake.known(table);
        Description description = new Description(metadata);
        return LocalLake.reading(table, () -> files(table, metadata).complete()).stream()
                .map(f -> description.of(f, manifests.io().path(f.location())))
                .sorted(Comparator.comparing(FileInfo::path))
                .toList();
    }
}
