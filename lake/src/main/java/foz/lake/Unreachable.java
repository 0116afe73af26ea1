package foz.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;

/**
 * The files of a table that nothing leads to once some of its snapshots are gone: found in the manifests of those, and held against
 * the manifests of those that stay. No folder is listed.
 */
final class Unreachable {

    private final TableMetadata metadata;
    private final FileIO io;

    Unreachable(TableMetadata metadata, FileIO io) {
        this.metadata = metadata;
        this.io = io;
    }

    /** Their locations. */
    Set<String> without(Collection<Snapshot> gone, Collection<Snapshot> kept) throws IOException {
        Map<String, ManifestFile> needed = manifests(kept);
        Map<String, ManifestFile> free = manifests(gone);
        free.keySet().removeAll(needed.keySet());
        Set<String> unreachable = data(free.values(), needed.values());
        unreachable.addAll(free.keySet());
        unreachable.addAll(lists(gone));
        unreachable.removeAll(lists(kept));
        unreachable.addAll(statistics(gone));
        // A file outside the table's own folder was brought in by another program and is not ours to delete.
        Path own = DataFolder.path(metadata.location());
        unreachable.removeIf(location -> !DataFolder.path(location).startsWith(own));
        return unreachable;
    }

    private Map<String, ManifestFile> manifests(Collection<Snapshot> snapshots) {
        Map<String, ManifestFile> manifests = new HashMap<>();
        for (Snapshot snapshot : snapshots) {
            snapshot.allManifests(io).forEach(manifest -> manifests.put(manifest.path(), manifest));
        }
        return manifests;
    }

    private static Set<String> lists(Collection<Snapshot> snapshots) {
        Set<String> lists = new HashSet<>();
        snapshots.forEach(snapshot -> lists.add(snapshot.manifestListLocation()));
        return lists;
    }

    /** Whatever is live in a manifest that goes, and in none that stays. */
    private Set<String> data(Collection<ManifestFile> free, Collection<ManifestFile> needed) throws IOException {
        Set<String> candidates = new TreeSet<>();
        for (ManifestFile manifest : free) {
            each(manifest, candidates::add);
        }
        for (ManifestFile manifest : needed) {
            if (candidates.isEmpty()) {
                break;
            }
            each(manifest, candidates::remove);
        }
        return candidates;
    }

    private void each(ManifestFile manifest, Consumer<String> consumer) throws IOException {
        try (CloseableIterable<String> paths = paths(metadata, io, manifest)) {
            paths.forEach(consumer);
        }
    }

    /** The files that are live in a manifest. */
    static CloseableIterable<String> paths(TableMetadata metadata, FileIO io, ManifestFile manifest) {
        return switch (manifest.content()) {
            case DATA -> ManifestFiles.readPaths(manifest, io, metadata.specsById());
            case DELETES ->
                CloseableIterable.transform(
                        ManifestFiles.readDeleteManifest(manifest, io, metadata.specsById()), file -> file.location());
        };
    }

    private List<String> statistics(Collection<Snapshot> gone) {
        Set<Long> ids = new HashSet<>();
        gone.forEach(snapshot -> ids.add(snapshot.snapshotId()));
        return metadata.statisticsFiles().stream()
                .filter(file -> ids.contains(file.snapshotId()))
                .map(StatisticsFile::path)
                .toList();
    }
}
