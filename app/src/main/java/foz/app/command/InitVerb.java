package foz.app.command;

import foz.api.failure.FozException;
import foz.app.init.FolderMaker;
import foz.app.json.Json;
import foz.app.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code foz init}: a new pipeline folder. */
@Command(
        name = "init",
        header = "Make a new pipeline folder, from a file of yours or with a small example.",
        description = {
            "",
            "With --from it reads the whole file and writes down what it found: encoding, delimiter, decimal sign,"
                    + " date patterns, null words and the narrowest exact types, with the lines that speak against a"
                    + " narrower one as comments. The folder runs as it is. CSV and its relatives, JSON, Parquet and"
                    + " access logs of web servers are recognised, gzip too.",
            "",
            "Example: @|bold foz init sales --from ~/Downloads/sales.csv|@",
            ""
        })
final class InitVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Parameters(paramLabel = "DIR", description = "The folder to make.")
    @Nullable
    Path folder;

    @Option(names = "--from", paramLabel = "FILE", description = "The file to start from.")
    @Nullable
    Path from;

    @Override
    public Integer call() {
        Invocation invocation = java.util.Objects.requireNonNull(foz).invocation();
        Path target = invocation.resolve(java.util.Objects.requireNonNull(folder));
        refuseFull(target, invocation);
        List<String> written = from == null ? example(target) : from(invocation.resolve(from), target, invocation);
        Terminal terminal = invocation.terminal();
        if (foz.json()) {
            terminal.say(Json.text(Json.object("folder", target, "files", written)));
            return ExitCode.DONE;
        }
        terminal.say("Made " + invocation.show(target) + ":");
        written.forEach(file -> terminal.say("  " + file));
        terminal.say("");
        terminal.say("Next: cd " + invocation.show(target) + " && foz run");
        return ExitCode.DONE;
    }

    private static List<String> from(Path file, Path target, Invocation invocation) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            String detail = Files.exists(file) ? "it is no file that may be read" : "there is no such file";
            throw new FozException(AppFailure.FILE_NOT_READABLE, "file", invocation.show(file), "detail", detail);
        }
        try {
            return FolderMaker.from(file, target);
        } catch (IOException e) {
            throw new FozException(
                    e,
                    AppFailure.FILE_NOT_READABLE,
                    "file",
                    invocation.show(file),
                    "detail",
                    String.valueOf(e.getMessage()));
        }
    }

    private static List<String> example(Path target) {
        try {
            return FolderMaker.example(target);
        } catch (IOException e) {
            throw new FozException(
                    e, AppFailure.FILE_NOT_WRITABLE, "file", target, "detail", String.valueOf(e.getMessage()));
        }
    }

    static void refuseFull(Path folder, Invocation invocation) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new FozException(AppFailure.FOLDER_NOT_EMPTY, "folder", invocation.show(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
