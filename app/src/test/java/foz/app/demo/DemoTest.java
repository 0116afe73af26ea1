package foz.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import foz.app.terminal.Look;
import foz.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void theDemoKeepsItsPromises() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, Look.PLAIN, Look.PLAIN);
        new Demo(terminal, folder, "foz-demo", Map.of(), InstantSource.system()).show(20_000, 1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("to the cent in 12 of 12")
                .contains("killed, exit code 137")
                .contains("The gold tables are the same to the cent")
                .contains("every balance closes")
                .contains("--edit quantity=")
                .contains("8. What to try next")
                .doesNotContain("✗");
    }
}
