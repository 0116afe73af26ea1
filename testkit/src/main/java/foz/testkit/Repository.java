package foz.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The repository that is being tested, for tests that look at its files. */
public final class Repository {

    private Repository() {}

    /** Its root: the folder with the launcher and the rooms. */
    public static Path root() {
        @Nullable String given = System.getProperty("foz.root");
        return given == null ? above(Path.of("").toAbsolutePath()) : Path.of(given);
    }

    /** An IDE runs tests without the build's properties, in the folder of a room or in the root. */
    private static Path above(Path start) {
        for (@Nullable Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no folder with .mvn above " + start + "; say where the root is with -Dfoz.root=DIR");
    }
}
