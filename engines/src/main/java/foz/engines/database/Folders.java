package foz.engines.database;

import foz.api.failure.FozException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Private folders: made, and removed with all that is in them. */
final class Folders {

    private Folders() {}

    /** A new folder under another, which is created when it is missing. */
    static Path create(Path parent, String prefix) {
        try {
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, prefix);
        } catch (IOException e) {
            throw new FozException(e, EngineFailure.DATA_FILE_UNWRITABLE, "detail", e.toString());
        }
    }

    /** Removes a folder with all that is in it, if it is there. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new FozException(e, EngineFailure.DATA_FILE_UNWRITABLE, "detail", e.toString());
        }
    }
}
