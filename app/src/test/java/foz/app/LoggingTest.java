package foz.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoggingTest {

    /** Logs a line of each level the way rooms do, and one the way libraries do. */
    static final class Talkative {
        public static void main(String[] arguments) {
            Logging.prepare();
            System.Logger log = System.getLogger("foz.lake.Garbage");
            log.log(System.Logger.Level.INFO, "swept files={0}", 3);
            log.log(System.Logger.Level.WARNING, "could-not-sweep reason={0}", "busy");
            java.util.logging.Logger.getLogger("org.apache.iceberg.Any").warning("theirs");
        }
    }

    @Test
    void warningsAreOneLineEachAndLessIsSilent() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Talkative.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        List<String> lines = output.lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\S+ WARNING foz\\.lake\\.Garbage could-not-sweep reason=busy");
        assertThat(lines.getLast()).endsWith(" WARNING org.apache.iceberg.Any theirs");
    }
}
