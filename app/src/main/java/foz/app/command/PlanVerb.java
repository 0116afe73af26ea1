package foz.app.command;

import foz.api.plan.Pipeline;
import foz.app.explain.FolderPlan;
import foz.app.explain.PlanPage;
import foz.app.json.Json;
import foz.app.platform.Platform;
import foz.app.terminal.Terminal;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code foz plan}: what the next run would do, before anything is written. */
@Command(
        name = "plan",
        header = "Show what the next run would do, before anything is written.",
        description = {
            "",
            "Holds the folder as it is now against the lake: which tables are new, which are computed whole because"
                + " their SQL or settings changed or because they read one that is, which follow what changed, which"
                + " columns come, go, change their type or are renamed, how many rows and bytes will be read, and"
                + " which files wait in the sources. Reads only, also beside a run that is under way.",
            "",
            "Example: @|bold foz plan|@",
            ""
        })
final class PlanVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Override
    public Integer call() {
        Foz parent = Objects.requireNonNull(foz);
        Optional<Pipeline> plan = parent.plan();
        if (plan.isEmpty()) {
            return ExitCode.WRONG_CONFIGURATION;
        }
        try (Platform platform = Platform.forReading(parent.site())) {
            PlanPage page = new FolderPlan(plan.get(), platform.lake(), platform.outlooks(plan.get()))
                    .page(platform.arrivals(plan.get()));
            Terminal terminal = parent.invocation().terminal();
            if (parent.json()) {
                terminal.say(Json.text(page.json()));
            } else {
                page.tell(terminal);
            }
        }
        return ExitCode.DONE;
    }
}
