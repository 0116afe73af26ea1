package foz.app.property;

import foz.api.time.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ends a process in the middle of its work: what is on disk when work reaches a step is set aside, and put back once the dying process
 * has tidied up what a killed one would have left.
 */
final class Killer implements Steps {

    private final Path data;
    private final Path kept;
    private int left = -1;

    Killer(Path data) {
        this.data = data;
        this.kept = data.resolveSibling(".kept");
    }

    /** Kills when a step is reached for the n-th time from now. */
    void arm(int at) {
        left = at;
    }

    void disarm() {
        left = -1;
    }

    @Override
    public void reached(String step) {
        if (left > 0 && --left == 0) {
            left = -1;
            copy(data, kept);
            throw new Death();
        }
    }

    /** The disk as it was at the moment of death. */
    void restore() {
        RamFolder.delete(data);
        try {
            Files.move(kept, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a run in the middle; no handler of failures stands in its way. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }
}
