package foz.lake;

import foz.api.type.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;

/** Which files of a lake its tables name, and which there are. */
final class Reachable {

    private Reachable() {}

    /** Every file that some state of some table names. */
    static SortedSet<Path> named(Path root) throws IOException {
        DataFolder folder = new DataFolder(root.toRealPath());
        LocalFiles files = new LocalFiles(Move.none(folder.root()));
        SortedSet<Path> named = new TreeSet<>();
        try (Database database = Database.open(folder.catalogue(), Mode.READ)) {
            Map<TableName, String> pointers = new Catalogue(database).pointers();
            for (String pointer : pointers.values()) {
                named.add(DataFolder.path(pointer));
                TableMetadata metadata = TableMetadataParser.read(files, pointer);
                metadata.previousFiles().forEach(entry -> named.add(DataFolder.path(entry.file())));
                for (Snapshot snapshot : metadata.snapshots()) {
                    add(named, files, metadata, snapshot);
                }
            }
            // What was deleted is struck off this list by the next commit.
            new Catalogue(database)
                    .garbage().stream()
                            .map(file -> folder.absolute(file.path()))
                            .filter(Files::exists)
                            .forEach(named::add);
        }
        return named;
    }

    private static void add(SortedSet<Path> named, LocalFiles files, TableMetadata metadata, Snapshot snapshot)
            throws IOException {
        named.add(DataFolder.path(snapshot.manifestListLocation()));
        for (ManifestFile manifest : snapshot.allManifests(files)) {
            named.add(DataFolder.path(manifest.path()));
            try (ManifestReader<?> reader = ManifestFiles.read(manifest, files, metadata.specsById())) {
                reader.forEach(file -> named.add(DataFolder.path(file.location())));
            }
        }
    }

    /** Every file below {@code lake/}. */
    static SortedSet<Path> present(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(new DataFolder(root.toRealPath()).tables())) {
            return all.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
