package foz.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.engine.Engine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is open during each test of a suite, and must leave no scratch data behind. */
public abstract class OpenedEngine {

    @TempDir
    Path folder;

    Engine engine;
    EngineBench bench;

    /** For the suites of this package. */
    OpenedEngine() {}

    /** Opens an engine that keeps its scratch data under the folder. */
    protected abstract Engine open(Path scratch);

    @BeforeEach
    final void openEngine() {
        engine = open(folder.resolve("scratch"));
        bench = new EngineBench(engine, folder);
    }

    @AfterEach
    final void closeEngine() {
        engine.close();
        assertThat(folder.resolve("scratch")).as("scratch data").isEmptyDirectory();
    }
}
