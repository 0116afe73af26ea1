package foz.app.command;

import foz.app.terminal.Terminal;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * One call of the command and everything it may know of the process around it.
 *
 * @param terminal where it talks to
 * @param in what it is fed
 * @param environment the variables
 * @param folder the current folder, absolute; relative paths on the command line are relative to it
 * @param clock the time
 */
public record Invocation(
        Terminal terminal, InputStream in, Map<String, String> environment, Path folder, InstantSource clock) {

    public Invocation {
        environment = Map.copyOf(environment);
    }

    /** A path of the command line. */
    public Path resolve(Path path) {
        return folder.resolve(path).normalize();
    }

    /** A path as the user would write it: relative where it lies under the current folder. */
    public String show(Path path) {
        Path absolute = resolve(path);
        if (absolute.equals(folder)) {
            return ".";
        }
        return absolute.startsWith(folder) ? folder.relativize(absolute).toString() : absolute.toString();
    }
}
