package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.disk.Disk;
import foz.api.failure.FozException;
import foz.api.time.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterLockTest {

    @TempDir
    Path folder;

    @Test
    void anotherProcessIsNamedAndItsDeathFreesTheFolder() throws IOException, InterruptedException {
        Process squatter = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Squatter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(squatter.getInputStream().read()).isZero();
            assertThatThrownBy(this::open)
                    .isInstanceOf(FozException.class)
                    .hasMessageContainingAll(
                            Long.toString(squatter.pid()), Squatter.class.getName(), "kill " + squatter.pid());
            LocalLake.open(folder, Mode.READ, InstantSource.system(), Disk.REAL, Steps.UNWATCHED)
                    .close();
        } finally {
            squatter.destroyForcibly().waitFor();
        }
        open().close();
    }

    private LocalLake open() {
        return Scenario.open(folder, Disk.REAL, Steps.UNWATCHED);
    }
}
