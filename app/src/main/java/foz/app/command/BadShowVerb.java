package foz.app.command;

import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.app.json.Json;
import foz.app.platform.Plans;
import foz.app.platform.Platform;
import foz.app.quarantine.BadPages;
import foz.app.quarantine.BadRow;
import foz.app.terminal.Terminal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code foz bad show}: one row of the quarantine. */
@Command(
        name = "show",
        header = "Print rows with the offending place marked, and what can be done.",
        description = {"", "Example: @|bold foz bad show 3f9c2a71|@", ""})
final class BadShowVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    BadVerb bad;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Rows, as foz bad list names them.")
    List<String> ids = List.of();

    @Override
    public Integer call() {
        Foz foz = Objects.requireNonNull(bad).foz();
        Terminal terminal = foz.invocation().terminal();
        // A folder with mistakes costs the mark, not the row.
        Optional<Pipeline> plan = Plans.read(foz.site()) instanceof Checked.Good<Pipeline> good
                ? Optional.of(good.value())
                : Optional.empty();
        try (Platform platform = Reading.open(foz)) {
            List<BadRow> rows = BadRows.of(platform, ids);
            if (foz.json()) {
                terminal.say(Json.text(rows.stream()
                        .map(r -> BadPages.json(r, source(plan, r), BadRows.header(platform, r)))
                        .toList()));
                return ExitCode.DONE;
            }
            for (BadRow row : rows) {
                terminal.say(BadPages.page(row, source(plan, row), BadRows.header(platform, row), terminal.look()));
                terminal.say("");
            }
            return ExitCode.DONE;
        }
    }

    private static Optional<SourcePlan> source(Optional<Pipeline> plan, BadRow row) {
        return plan.flatMap(p -> p.source(row.origin()));
    }
}
