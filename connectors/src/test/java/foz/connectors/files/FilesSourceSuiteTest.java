package foz.connectors.files;

import foz.api.source.Source;
import foz.api.source.Surroundings;
import foz.testkit.source.SourceSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Files on disk do what every source does. */
class FilesSourceSuiteTest extends SourceSuite {

    @TempDir
    Path folder;

    @Override
    protected Source holding(Map<String, byte[]> objects) throws IOException {
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            Files.write(folder.resolve(object.getKey()), object.getValue());
        }
        return new FilesKind().open(new FilesOptions("*"), new Surroundings(folder, InstantSource.system()));
    }

    @Override
    protected void remove(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }
}
