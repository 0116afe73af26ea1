package foz.lake;

import foz.api.type.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Files below the tables' folders that no table, no list of what was let go and no batch under way names. Foz leaves none; another
 * program may, or is just writing them, so they are told and never deleted.
 */
final class Strays {

    private final LocalLake lake;
    private final Set<Path> named = new HashSet<>();
    private final Set<String> manifests = new HashSet<>();

    Strays(LocalLake lake) {
        this.lake = lake;
    }

    /** Found by listing everything there is, and reading all metadata there are. */
    SortedSet<Path> find() {
        try {
            // Before the tables are read: what comes later is of somebody who writes now.
            SortedSet<Path> present = present();
            for (TableName table : lake.tables()) {
                name(lake.known(table), lake.newFiles());
            }
            named.addAll(lake.waiting(java.time.Duration.ZERO).keySet());
            present.removeAll(named);
            present.removeIf(this::isUnderWay);
            return present;
        } catch (IOException e) {
            throw Failures.of(e, "looking for files that nobody knows");
        }
    }

    private SortedSet<Path> present() throws IOException {
        if (!Files.isDirectory(lake.folder().tables())) {
            return new TreeSet<>();
        }
        try (Stream<Path> all = Files.walk(lake.folder().tables())) {
            return new TreeSet<>(all.filter(Files::isRegularFile).toList());
        }
    }

    private void name(TableMetadata metadata, LocalFiles files) throws IOException {
        name(files, String.valueOf(metadata.metadataFileLocation()));
        metadata.previousFiles().forEach(entry -> name(files, entry.file()));
        metadata.statisticsFiles().stream().map(StatisticsFile::path).forEach(path -> name(files, path));
        for (Snapshot snapshot : metadata.snapshots()) {
            name(files, snapshot.manifestListLocation());
            for (ManifestFile manifest : snapshot.allManifests(files)) {
                if (manifests.add(manifest.path())) {
                    name(files, manifest.path());
                    name(metadata, files, manifest);
                }
            }
        }
    }

    private void name(TableMetadata metadata, LocalFiles files, ManifestFile manifest) throws IOException {
        try (CloseableIterable<String> paths = Unreachable.paths(metadata, files, manifest)) {
            paths.forEach(path -> name(files, path));
        }
    }

    private void name(LocalFiles files, String location) {
        named.add(files.path(location));
    }

    private boolean isUnderWay(Path file) {
        List<Catalogue.Traces> traces = lake.catalogue().open().stream()
                .flatMap(batch -> lake.catalogue().traces(batch).stream())
                .toList();
        return traces.stream()
                .anyMatch(trace -> file.startsWith(lake.folder().absolute(trace.folder()))
                        && file.toString().contains(trace.prefix()));
    }
}
