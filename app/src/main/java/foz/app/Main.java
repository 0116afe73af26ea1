package foz.app;

import foz.app.command.Invocation;
import foz.app.command.Verbs;
import foz.app.terminal.ProcessTerminal;
import java.nio.file.Path;
import java.time.InstantSource;

/** The entrance of the {@code foz} command. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Logging.prepare();
        Invocation invocation = new Invocation(
                ProcessTerminal.open(System.getenv()),
                System.in,
                System.getenv(),
                Path.of("").toAbsolutePath(),
                InstantSource.system());
        int code = Verbs.run(invocation, arguments);
        invocation.terminal().out().flush();
        invocation.terminal().err().flush();
        System.exit(code);
    }
}
