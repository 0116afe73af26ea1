package foz.app;

import foz.app.command.Invocation;
import foz.app.command.Verbs;
import foz.app.terminal.ProcessTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * A short tour through the everyday commands. The launcher runs it once after a build, in an empty folder that it throws away: the
 * JVM notes which classes they need and writes them to its cache, and every later start begins from there. What a command answers
 * doesn't matter here.
 */
final class Training {

    private static final List<List<String>> TOUR = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("generate", "--to", "data", "--rows", "500"),
            List.of("validate"),
            List.of("run"),
            List.of("status"),
            List.of("query", "select 1"),
            List.of("query", "--format", "csv", "select * from gold.sales_by_month"),
            List.of("bad", "list"),
            List.of("test"));

    private Training() {}

    /** Runs the tour in the current folder, on a copy of the example below the home folder. */
    public static void main(String[] arguments) throws IOException {
        Logging.prepare();
        Path folder = Path.of("").toAbsolutePath();
        copy(Path.of(System.getProperty("foz.home"), "examples", "sales-tech"), folder);
        for (List<String> line : TOUR) {
            Invocation invocation = new Invocation(
                    ProcessTerminal.open(System.getenv()), System.in, System.getenv(), folder, InstantSource.system());
            Verbs.run(invocation, line.toArray(String[]::new));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(path, copy);
            }
        }
    }
}
