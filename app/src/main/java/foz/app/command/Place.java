package foz.app.command;

import foz.api.failure.FozException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a pipeline lies.
 *
 * @param project the folder of its {@code foz.yaml}, absolute
 * @param data where its state is kept, absolute; may not exist yet
 */
public record Place(Path project, Path data) {

    private static final String FILE = "foz.yaml";

    /** The place of a pipeline folder, its state beside its {@code foz.yaml}. */
    public static Place of(Path project) {
        return new Place(project, project.resolve(".foz"));
    }

    /** The given folder, or else the nearest one from here upward that holds a {@code foz.yaml}. */
    static Place find(Path here, Optional<Path> given) {
        if (given.isPresent()) {
            return of(holding(given.get())
                    .orElseThrow(() -> new FozException(AppFailure.NO_PIPELINE_HERE, "folder", given.get())));
        }
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            Optional<Path> found = holding(folder);
            if (found.isPresent()) {
                return of(found.get());
            }
        }
        throw new FozException(AppFailure.NO_PIPELINE_HERE, "folder", here);
    }

    Place withData(Path folder) {
        return new Place(project, folder);
    }

    private static Optional<Path> holding(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE)) ? Optional.of(folder) : Optional.empty();
    }
}
