package foz.lake;

import foz.api.disk.Disk;
import foz.api.type.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that holds everything Foz keeps, and where what lies in it.
 *
 * @param root its real path, without links
 */
record DataFolder(Path root) {

    private static final String SCHEME = "file://";

    /** The folder, made durably if need be for writing. */
    static DataFolder at(Path folder, Mode mode, Disk disk) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        if (mode == Mode.WRITE && !Files.isDirectory(absolute)) {
            Path there = absolute;
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            Files.createDirectories(absolute);
            new Durability(disk, there.toRealPath()).folder(absolute.toRealPath());
        }
        return new DataFolder(Files.exists(absolute) ? absolute.toRealPath() : absolute);
    }

    Path catalogue() {
        return root.resolve("catalog.db");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path leases() {
        return root.resolve("leases");
    }

    Path scratch() {
        return root.resolve("scratch");
    }

    Path tables() {
        return root.resolve("lake");
    }

    Path table(TableName name) {
        return tables().resolve(name.layer()).resolve(name.name());
    }

    Path data(TableName name) {
        return table(name).resolve("data");
    }

    Path metadata(TableName name) {
        return table(name).resolve("metadata");
    }

    /** As the catalogue keeps folders of unfinished work, so that a moved or copied folder never touches the original. */
    String relative(Path path) {
        return root.relativize(path).toString();
    }

    Path absolute(String relative) {
        return root.resolve(relative);
    }

    /** As Iceberg writes a path; Spark, Trino and DuckDB all read this form. */
    static String location(Path path) {
        return SCHEME + path;
    }

    /** The path of a location, whoever wrote it. */
    static Path path(String location) {
        String text = location.startsWith(SCHEME)
                ? location.substring(SCHEME.length())
                : location.startsWith("file:") ? location.substring("file:".length()) : location;
        return Path.of(text);
    }
}
