package foz.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What batches that never became visible left on disk. It is found by what they wrote down, never by comparing folders with tables. */
final class Leftovers {

    private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());

    private final DataFolder folder;
    private final Catalogue catalogue;

    Leftovers(DataFolder folder, Catalogue catalogue) {
        this.folder = folder;
        this.catalogue = catalogue;
    }

    /** Takes back every batch that was under way when the last writer ended. */
    void takeBackAll() {
        for (String batch : catalogue.open()) {
            int files = takeBack(batch);
            LOG.log(System.Logger.Level.INFO, "took-back-unfinished-batch batch={0} files={1}", batch, files);
        }
    }

    /** Deletes a batch's files and marks it abandoned. */
    int takeBack(String batch) {
        int files = 0;
        for (Catalogue.Traces traces : catalogue.traces(batch)) {
            files += delete(folder.absolute(traces.folder()), traces.prefix());
        }
        catalogue.abandon(batch);
        return files;
    }

    private static int delete(Path below, String prefix) {
        if (!Files.isDirectory(below)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(below)) {
            // The deepest first: a batch may have made folders too, with its prefix in their names.
            List<Path> traces = all.filter(
                            path -> below.relativize(path).toString().contains(prefix))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            int files = 0;
            for (Path trace : traces) {
                files += Files.isDirectory(trace) ? 0 : 1;
                Files.deleteIfExists(trace);
            }
            return files;
        } catch (IOException e) {
            throw Failures.of(e, "deleting what an unfinished batch left in " + below);
        }
    }
}
