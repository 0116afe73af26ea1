package foz.lake;

import foz.api.engine.Scan;
import foz.api.failure.FozException;
import foz.api.type.TableName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** The data files of a table's snapshots, as their manifests name them. */
final class TableFiles {

    private final TableName table;
    private final TableMetadata metadata;
    private final Manifests manifests;

    TableFiles(TableName table, TableMetadata metadata, Manifests manifests) {
        this.table = table;
        this.metadata = metadata;
        this.manifests = manifests;
    }

    /** All that the current snapshot has, with place and size only. */
    List<Scan.DataFile> all() {
        return at(metadata.currentSnapshot());
    }

    /** All that a snapshot has, with place and size only; none without a snapshot. */
    List<Scan.DataFile> at(@Nullable Snapshot snapshot) {
        List<Scan.DataFile> files = new ArrayList<>();
        manifests(snapshot).forEach(manifest -> files.addAll(manifests.files(manifest, metadata.specsById())));
        return files;
    }

    /** All that the current snapshot has, with their metrics and partitions. */
    List<DataFile> complete() {
        List<DataFile> files = new ArrayList<>();
        for (ManifestFile manifest : manifests(metadata.currentSnapshot())) {
            try (ManifestReader<DataFile> reader = ManifestFiles.read(manifest, manifests.io(), metadata.specsById())) {
                // A reader yields one object again and again, so the files are copied.
                reader.forEach(file -> files.add(file.copy()));
            } catch (IOException e) {
                throw Failures.of(e, "reading the manifests of " + table);
            }
        }
        return files;
    }

    /** Those whose column may hold one of the values; a file without bounds may. */
    List<Scan.DataFile> holding(String column, Collection<Long> values) {
        Types.NestedField field = metadata.schema().findField(column);
        NavigableSet<Long> wanted = new TreeSet<>(values);
        return field == null
                ? all()
                : complete().stream()
                        .filter(file -> mayHold(file, field, wanted))
                        .map(manifests::place)
                        .toList();
    }

    private static boolean mayHold(DataFile file, Types.NestedField field, NavigableSet<Long> wanted) {
        Optional<Long> lower = bound(file.lowerBounds(), field);
        Optional<Long> upper = bound(file.upperBounds(), field);
        if (lower.isEmpty() || upper.isEmpty()) {
            return true;
        }
        Long candidate = wanted.ceiling(lower.get());
        return candidate != null && candidate <= upper.get();
    }

    private static Optional<Long> bound(java.util.@Nullable Map<Integer, ByteBuffer> bounds, Types.NestedField field) {
        return Optional.ofNullable(bounds)
                .map(b -> b.get(field.fieldId()))
                .map(bytes ->
                        Conversions.<Number>fromByteBuffer(field.type(), bytes).longValue());
    }

    private List<ManifestFile> manifests(@Nullable Snapshot snapshot) {
        if (snapshot == null) {
            return List.of();
        }
        requireReadable(snapshot);
        return snapshot.dataManifests(manifests.io());
    }

    /** Refuses a snapshot that data files alone don't tell. */
    void requireReadable(Snapshot snapshot) {
        if (hasDeletes(snapshot)) {
            throw new FozException(
                    LakeFailure.WRITTEN_BY_ANOTHER,
                    "table",
                    table,
                    "found",
                    "delete files in snapshot " + snapshot.snapshotId());
        }
    }

    /** Whether rows of its data files are deleted by files beside them, which Foz can't read. */
    boolean hasDeletes(Snapshot snapshot) {
        return snapshot.deleteManifests(manifests.io()).stream()
                .anyMatch(m -> m.hasAddedFiles() || m.hasExistingFiles());
    }
}
