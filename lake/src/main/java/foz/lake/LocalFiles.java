package foz.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Iceberg's door to the files of this machine. It reads locations of a folder that was moved as if they had been written where the
 * folder is now, and remembers what was created through it.
 */
final class LocalFiles implements FileIO {

    private static final long serialVersionUID = 1L;

    private final transient Move move;
    private final transient Set<Path> created = new LinkedHashSet<>();

    LocalFiles(Move move) {
        this.move = move;
    }

    /** Where a location lies now. */
    Path path(String location) {
        return DataFolder.path(move.now(location));
    }

    /** What was created through this door and not deleted again. */
    Collection<Path> created() {
        synchronized (created) {
            return List.copyOf(created);
        }
    }

    @Override
    public InputFile newInputFile(String location) {
        return new Input(location, path(location));
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new Output(location, path(location));
    }

    @Override
    public void deleteFile(String location) {
        try {
            Path path = path(location);
            Files.deleteIfExists(path);
            synchronized (created) {
                created.remove(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with the location it was asked for, so that Iceberg writes down what it read. */
    private record Input(String location, Path path) implements InputFile {

        @Override
        public long getLength() {
            return local().getLength();
        }

        @Override
        public SeekableInputStream newStream() {
            return local().newStream();
        }

        @Override
        public boolean exists() {
            return Files.exists(path);
        }

        private InputFile local() {
            return org.apache.iceberg.Files.localInput(path.toFile());
        }
    }

    private final class Output implements OutputFile {

        private final String location;
        private final Path path;

        private Output(String location, Path path) {
            this.location = location;
            this.path = path;
        }

        @Override
        public PositionOutputStream create() {
            remember();
            return org.apache.iceberg.Files.localOutput(path.toFile()).create();
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            remember();
            return org.apache.iceberg.Files.localOutput(path.toFile()).createOrOverwrite();
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public InputFile toInputFile() {
            return newInputFile(location);
        }

        private void remember() {
            synchronized (created) {
                created.add(path);
            }
        }
    }
}
