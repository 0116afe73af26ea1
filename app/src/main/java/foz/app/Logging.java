package foz.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * What becomes of log lines: warnings and worse, one line each, on standard error. The JDK makes one when the first line is
 * logged and not before, so that a command that logs nothing doesn't pay for it. The libraries' lines come the same way.
 */
public final class Logging {

    private static final String SETTINGS = """
        handlers=java.util.logging.ConsoleHandler
        .level=WARNING
        java.util.logging.ConsoleHandler.level=ALL
        java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n
        """;

    /** Called by the JDK, by name. */
    public Logging() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Has the JDK ask this class, unless whoever started the process brought settings of their own. */
    static void prepare() {
        if (System.getProperty("java.util.logging.config.file") == null
                && System.getProperty("java.util.logging.config.class") == null) {
            System.setProperty("java.util.logging.config.class", Logging.class.getName());
        }
    }
}
