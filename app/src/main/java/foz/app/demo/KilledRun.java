package foz.app.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run in a process of its own that was killed in the middle.
 *
 * @param process its id
 * @param step where it was
 * @param exit its exit code: 137 is SIGKILL
 */
record KilledRun(long process, String step, int exit) {

    private static final int PATIENCE_SECONDS = 120;

    /** Starts a run of a folder and kills it, without warning, when it reaches a step. */
    static KilledRun at(String step, Path project, Path data) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process run = new ProcessBuilder(List.of(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "foz.app.Main",
                        "run",
                        "--project",
                        project.toString(),
                        "--data",
                        data.toString(),
                        "--pause-at",
                        step))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.startsWith("at ")) {
                line = out.readLine();
            }
            run.destroyForcibly();
            run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new KilledRun(run.pid(), line == null ? "its end" : line.substring(3), run.exitValue());
        } finally {
            run.destroyForcibly();
        }
    }
}
