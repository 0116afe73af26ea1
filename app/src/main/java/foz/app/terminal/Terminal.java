package foz.app.terminal;

import java.io.PrintStream;
import java.util.List;

/**
 * Where Foz talks to whoever started it. Results go to {@link #out}, everything about the work to {@link #err}, so that a pipe
 * only ever carries results.
 *
 * @param out for results
 * @param err for progress, notes and failures
 * @param look of what goes to {@code out}
 * @param errLook of what goes to {@code err}
 */
public record Terminal(PrintStream out, PrintStream err, Look look, Look errLook) {

    /** Writes a line of the result. */
    public void say(String line) {
        out.println(line);
    }

    /** Writes lines of the result. */
    public void say(List<String> lines) {
        lines.forEach(out::println);
    }

    /** Writes a line about the work. */
    public void note(String line) {
        err.println(line);
    }

    /** A table cut to the width of the result's terminal. */
    public void say(TextTable table) {
        say(table.lines(look));
    }
}
