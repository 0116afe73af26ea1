package foz.app.command;

import foz.api.failure.Blame;
import foz.api.failure.FozException;
import foz.app.terminal.Look;
import foz.app.terminal.Style;
import foz.app.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a person what went wrong, and turns it into an exit code. A stack trace is only ever written to a file. */
final class Failures {

    private final Foz foz;

    Failures(Foz foz) {
        this.foz = foz;
    }

    int wrongUsage(ParameterException wrong, String[] arguments) {
        Terminal terminal = foz.invocation().terminal();
        String verb = wrong.getCommandLine().getCommandSpec().qualifiedName();
        terminal.note(error() + said(wrong));
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream().findFirst().ifPresent(s -> terminal.note("did you mean " + s + "?"));
        }
        terminal.note("see: " + verb + " --help");
        return ExitCode.WRONG_USAGE;
    }

    // picocli speaks of arguments at an index; people think of verbs.
    private static String said(ParameterException wrong) {
        boolean verb = wrong instanceof UnmatchedArgumentException
                && wrong.getCommandLine().getParent() == null;
        String first =
                verb ? ((UnmatchedArgumentException) wrong).getUnmatched().getFirst() : "-";
        return first.startsWith("-") ? String.valueOf(wrong.getMessage()) : "there is no verb " + first;
    }

    int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        return switch (failure) {
            case FozException known -> tell(known);
            default -> defect(failure);
        };
    }

    private int tell(FozException failure) {
        Terminal terminal = foz.invocation().terminal();
        terminal.note(error() + failure.sentence().text());
        if (failure.code().retryHelps()) {
            terminal.note("This may pass: run the same command again.");
        }
        if (foz.verbose || failure.code().blame() == Blame.PLATFORM) {
            written(failure)
                    .ifPresent(
                            file -> terminal.note("Details: " + foz.invocation().show(file)));
        }
        return failure.code() instanceof AppFailure own ? own.exitCode() : ExitCode.FAILED;
    }

    private int defect(Exception failure) {
        Terminal terminal = foz.invocation().terminal();
        String what = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        terminal.note(error() + "this is a defect of Foz, not of your pipeline: " + what);
        written(failure)
                .ifPresent(file -> terminal.note(
                        "Details that help us mend it: " + foz.invocation().show(file)));
        return ExitCode.FAILED;
    }

    private String error() {
        Look look = foz.invocation().terminal().errLook();
        return look.style(Style.RED, "foz:") + " ";
    }

    // Beside the pipeline where there is one, else where temporary files go; a place that can't be written costs only
    // the details.
    private Optional<Path> written(Exception failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        Instant now = foz.invocation().clock().instant();
        try {
            Path folder = Files.createDirectories(logs());
            Path file = folder.resolve("failure-" + now.toString().replace(':', '-') + ".txt");
            return Optional.of(Files.writeString(file, now + "\n" + trace));
        } catch (IOException notWritable) {
            foz.invocation().terminal().err().print(trace);
            return Optional.empty();
        }
    }

    private Path logs() {
        try {
            return foz.place().data().resolve("log");
        } catch (FozException nowhere) {
            return Path.of(System.getProperty("java.io.tmpdir"), "foz");
        }
    }
}
