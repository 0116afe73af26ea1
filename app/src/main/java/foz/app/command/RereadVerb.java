package foz.app.command;

import foz.api.failure.FozException;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code foz reread}: read files again that were taken in before, and replace their rows. */
@Command(
        name = "reread",
        header = "Read files again that were taken in before, and replace their rows.",
        description = {
            "",
            "For when a pattern or a column of a source was wrong: reads the files again as foz.yaml says now, from"
                    + " the copies that keep-raw kept or from the originals if they have not changed, and puts the new"
                    + " rows in the place of the old ones. Without --file all files of the source are read again.",
            "",
            "Example: @|bold foz reread orders --file data/Sales_March_2025.csv --yes|@",
            ""
        })
final class RereadVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Parameters(paramLabel = "SOURCE", description = "The source.")
    @Nullable
    String source;

    @Option(
            names = "--file",
            paramLabel = "NAME",
            description = "A file as foz query lists it in system.files; may be given several times.")
    List<String> files = List.of();

    @Option(names = "--yes", description = "Do it.")
    boolean yes;

    @Override
    public Integer call() {
        Foz parent = Objects.requireNonNull(foz);
        Optional<Pipeline> plan = parent.plan();
        if (plan.isEmpty()) {
            return ExitCode.WRONG_CONFIGURATION;
        }
        SourcePlan chosen = plan.get()
                .source(Objects.requireNonNull(source))
                .orElseThrow(() -> new FozException(
                        AppFailure.NO_SUCH_SOURCE,
                        "source",
                        Objects.requireNonNull(source),
                        "sources",
                        String.join(
                                ", ",
                                plan.get().sources().stream()
                                        .map(SourcePlan::name)
                                        .toList())));
        if (!yes) {
            throw new FozException(AppFailure.NEEDS_YES, "what", "this replaces rows of " + chosen.table());
        }
        Instant began = parent.invocation().clock().instant();
        try (Platform platform = Platform.forWriting(parent.site())) {
            RunReport report = platform.reread(plan.get(), chosen, files);
            ReportPages.tell(
                    parent.invocation().terminal(),
                    report,
                    Duration.between(began, parent.invocation().clock().instant()));
            return report.isDone() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
