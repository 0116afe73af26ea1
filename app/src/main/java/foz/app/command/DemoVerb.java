package foz.app.command;

import foz.app.demo.Demo;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code foz demo}: Foz in a minute. */
@Command(
        name = "demo",
        header = "See in a minute what Foz does with messy files.",
        description = {
            "",
            "Makes half a year of messy sales files, runs the example pipeline on them and shows the balance, what a"
                    + " plain typed read would have lost, a run killed half-way, a bad row mended and a corrected file."
                    + " Every number is measured. The folder stays, to go on from.",
            "",
            "Example: @|bold foz demo --rows 200000|@",
            ""
        })
final class DemoVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = "foz-demo",
            description = "The folder to make. (foz-demo)")
    Path to = Path.of("foz-demo");

    @Option(names = "--rows", paramLabel = "N", defaultValue = "200000", description = "How many sales. (200000)")
    long rows;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same files. (1)")
    long seed;

    @Override
    public Integer call() throws IOException, SQLException {
        Invocation invocation = Objects.requireNonNull(foz).invocation();
        Path folder = invocation.resolve(to);
        InitVerb.refuseFull(folder, invocation);
        GenerateVerb.refuseFew(rows);
        try {
            new Demo(
                            invocation.terminal(),
                            folder,
                            invocation.show(folder),
                            invocation.environment(),
                            invocation.clock())
                    .show(rows, seed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
        return ExitCode.DONE;
    }
}
