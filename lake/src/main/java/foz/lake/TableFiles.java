package foz.lake;

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
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** The data files of a table's current snapshot, as its manifests name them. */
final class TableFiles {

    private static final List<String> PLACE = List.of("file_path", "record_count", "file_size_in_bytes");
    private static final List<String> ALL = List.of("*");

    private final TableName table;
    private final TableMetadata metadata;
    private final FileIO io;

    TableFiles(TableName table, TableMetadata metadata, FileIO io) {
        this.table = table;
        this.metadata = metadata;
        this.io = io;
    }

    /** All of them, with place and size only. */
    List<DataFile> all() {
        List<DataFile> files = new ArrayList<>();
        each(metadata.currentSnapshot(), PLACE, files::add);
        return files;
    }

    /** All of them, with their metrics and partitions. */
    List<DataFile> complete() {
        List<DataFile> files = new ArrayList<>();
        each(metadata.currentSnapshot(), ALL, files::add);
        return files;
    }

    /** Those whose column may hold one of the values; a file without bounds may. */
    List<DataFile> holding(String column, Collection<Long> values) {
        Types.NestedField field = metadata.schema().findField(column);
        NavigableSet<Long> wanted = new TreeSet<>(values);
        return field == null
                ? all()
                : complete().stream()
                        .filter(file -> mayHold(file, field, wanted))
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

    /** Those that were added since a snapshot, if nothing else happened since; 0 stands for before the first. */
    Optional<List<DataFile>> added(long since) {
        List<DataFile> files = new ArrayList<>();
        Snapshot at = metadata.currentSnapshot();
        while (at != null && at.snapshotId() != since) {
            if (!DataOperations.APPEND.equals(at.operation())) {
                return Optional.empty();
            }
            refuseDeletes(at);
            // A reader yields one object again and again, so the files are copied.
            at.addedDataFiles(io).forEach(f -> files.add(f.copyWithoutStats()));
            Long parent = at.parentId();
            Snapshot next = parent == null ? null : metadata.snapshot(parent);
            if (next == null && (parent != null || since != 0)) {
                return Optional.empty();
            }
            at = next;
        }
        return at == null && since != 0 ? Optional.empty() : Optional.of(files.reversed());
    }

    private void each(@Nullable Snapshot snapshot, List<String> columns, Consumer<DataFile> consumer) {
        if (snapshot == null) {
            return;
        }
        refuseDeletes(snapshot);
        for (ManifestFile manifest : snapshot.dataManifests(io)) {
            try (ManifestReader<DataFile> files =
                    ManifestFiles.read(manifest, io, metadata.specsById()).select(columns)) {
                files.forEach(file -> consumer.accept(columns == ALL ? file.copy() : file.copyWithoutStats()));
            } catch (IOException e) {
                throw Failures.of(e, "reading the manifests of " + table);
            }
        }
    }

    private void refuseDeletes(Snapshot snapshot) {
        if (snapshot.deleteManifests(io).stream().anyMatch(m -> m.hasAddedFiles() || m.hasExistingFiles())) {
            throw new FozException(
                    LakeFailure.WRITTEN_BY_ANOTHER,
                    "table",
                    table,
                    "found",
                    "delete files in snapshot " + snapshot.snapshotId());
        }
    }
}
