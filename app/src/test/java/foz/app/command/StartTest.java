package foz.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a quick verb may not load, because loading it takes longer than the verb. */
class StartTest {

    @TempDir
    Path above;

    @Test
    void aQuestionLoadsNoCalciteAndACheckNoDuckDb() throws Exception {
        Called.in(above, "init", "weather");
        Path folder = above.resolve("weather");
        Called.in(folder, "run");
        assertThat(loaded(folder, "query", "SELECT 1"))
                .contains("org.duckdb")
                .doesNotContain("org.apache.calcite")
                .doesNotContain("org.jline");
        assertThat(loaded(folder, "validate"))
                .contains("org.apache.calcite")
                .doesNotContain("org.duckdb")
                .doesNotContain("org.apache.iceberg");
    }

    private String loaded(Path folder, String... arguments) throws IOException, InterruptedException {
        Path log = above.resolve(arguments[0] + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                "foz.app.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(above.resolve("said").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(above.resolve("said")))
                .isZero();
        return Files.readString(log);
    }
}
