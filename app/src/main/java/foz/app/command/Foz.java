package foz.app.command;

import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import foz.api.time.Steps;
import foz.app.platform.Plans;
import foz.app.platform.Site;
import foz.app.terminal.ProgressBar;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a verb, and the options that every verb takes. */
@Command(
        name = "foz",
        version = "foz 0.1.0",
        description = {
            "Foz takes files in, keeps every row in an open lakehouse, and accounts for each of them.",
            "",
            "A pipeline is a folder: foz.yaml says what comes in, SQL files say what happens in between. @|bold foz"
                + " demo|@ shows it all in a minute; @|bold foz init my-folder --from YOUR.csv|@ starts with a file of"
                + " yours."
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 something failed, 2 wrong usage, 78 wrong configuration.",
            "@|bold foz VERB --help|@ explains a verb and gives an example."
        })
final class Foz implements Runnable {

    @Spec
    @Nullable
    CommandSpec spec;

    private final Invocation invocation;

    @Option(
            names = "--project",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The pipeline's folder. By default the nearest one upward from here that holds a foz.yaml.")
    @Nullable
    Path project;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where Foz keeps its state. By default .foz beside foz.yaml.")
    @Nullable
    Path data;

    @Option(
            names = "--env",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The environment: env/NAME.yaml overrides addresses and secrets.")
    @Nullable
    String environment;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            scope = ScopeType.INHERIT,
            defaultValue = "text",
            description = "text for people, json for programs. (text)")
    OutputForm output = OutputForm.TEXT;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Say more about failures.")
    boolean verbose;

    @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    boolean version;

    Foz(Invocation invocation) {
        this.invocation = invocation;
    }

    Invocation invocation() {
        return invocation;
    }

    /** The pipeline's folder, and where its state lies. */
    Place place() {
        Place place =
                Place.find(invocation.folder(), Optional.ofNullable(project).map(invocation::resolve));
        return data == null ? place : place.withData(invocation.resolve(data));
    }

    Optional<String> environmentName() {
        return Optional.ofNullable(environment);
    }

    /** Where and how to work, with progress on a terminal. */
    Site site() {
        Place place = place();
        return Site.of(place.project(), place.data(), invocation.environment(), invocation.clock())
                .in(environmentName())
                .watchedBy(Steps.UNWATCHED, ProgressBar.on(invocation.terminal()));
    }

    /** The checked plan of the folder; empty when it has mistakes, which have been told then. */
    Optional<Pipeline> plan() {
        return switch (Plans.read(site())) {
            case Checked.Good<Pipeline> good -> {
                good.warnings().forEach(w -> ProblemLines.tell(invocation.terminal(), place().project(), w));
                yield Optional.of(good.value());
            }
            case Checked.Refused<Pipeline> refused -> {
                ProblemLines.tell(invocation.terminal(), place().project(), refused.problems());
                yield Optional.empty();
            }
        };
    }

    boolean json() {
        return output == OutputForm.JSON;
    }

    @Override
    public void run() {
        CommandSpec self = java.util.Objects.requireNonNull(spec);
        throw new ParameterException(self.commandLine(), "expected a verb, such as demo, init or run");
    }
}
