package foz.app.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Finds out what the outputs of this process can show. */
public final class ProcessTerminal {

    private static final int USUAL_WIDTH = 80;

    private ProcessTerminal() {}

    /** The terminal of this process, given its environment. */
    public static Terminal open(Map<String, String> environment) {
        boolean outLive = isTerminal(1);
        boolean errLive = isTerminal(2);
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
        int width = outLive || errLive ? width(environment) : Look.UNLIMITED;
        Charset screen = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
        boolean unicodeScreen = screen.equals(StandardCharsets.UTF_8);
        return new Terminal(
                stream(FileDescriptor.out, outLive ? screen : StandardCharsets.UTF_8),
                stream(FileDescriptor.err, errLive ? screen : StandardCharsets.UTF_8),
                outLive ? new Look(true, colour, unicodeScreen, width) : Look.PLAIN,
                errLive ? new Look(true, colour, unicodeScreen, width) : Look.PLAIN);
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13), true, charset);
    }

    // Java only knows whether both ends are terminals; Linux says it for each descriptor.
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException notReadable) {
            return false;
        }
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(columns) : askedWidth();
    }

    private static int askedWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new java.io.File("/dev/tty"))
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            stty.waitFor(1, TimeUnit.SECONDS);
            return answer.matches("[0-9]+ [1-9][0-9]*")
                    ? Integer.parseInt(answer.substring(answer.indexOf(' ') + 1))
                    : USUAL_WIDTH;
        } catch (IOException noTerminal) {
            return USUAL_WIDTH;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return USUAL_WIDTH;
        }
    }
}
