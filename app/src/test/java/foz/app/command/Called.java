package foz.app.command;

import foz.app.terminal.Look;
import foz.app.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A finished call of the command within this process. */
record Called(int code, String out, String err) {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static Called in(Path folder, String... arguments) {
        return fed("", folder, arguments);
    }

    static Called fed(String input, Path folder, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Look look = new Look(false, false, true, 100);
        Terminal terminal = new Terminal(stream(out), stream(err), look, look);
        Invocation invocation = new Invocation(
                terminal,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                Map.of(),
                folder.toAbsolutePath(),
                InstantSource.fixed(NOW));
        int code = Verbs.run(invocation, arguments);
        return new Called(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What was said, without what differs from run to run: ids, durations and ages. */
    String steadyOut() {
        return out.replaceAll("\\b[0-9a-f]{8}\\b", "ID")
                .replaceAll("in [0-9.]+ (ms|s)\\b", "in TIME")
                .replaceAll("[0-9]+ (s|min|h|d) ago", "AGO");
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
