package foz.bench;

import foz.api.source.Source;
import foz.api.source.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A source that holds one file. */
record OneFile(Path file) implements Source {

    @Override
    public List<SourceObject> list() {
        try {
            return List.of(new SourceObject(
                    file.getFileName().toString(),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toInstant()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(SourceObject object) throws IOException {
        return Files.newInputStream(file);
    }
}
