package foz.app.command;

import foz.api.plan.Pipeline;
import foz.api.plan.TablePlan;
import foz.app.explain.ExplainPage;
import foz.app.json.Json;
import foz.app.platform.Platform;
import foz.app.terminal.Terminal;
import foz.app.terminal.TextTable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code foz explain}: how a table is refreshed, why, and what that cost. */
@Command(
        name = "explain",
        header = "Show how tables are refreshed, why that way, and what it cost.",
        description = {
            "",
            "Foz knows from a table's SQL how it can follow changes of what it reads: append (new rows come on top),"
                + " rows (rows come and go), keys (touched keys are decided again), merge (partial aggregates are put"
                + " on top of each other), groups (touched groups are computed again) or whole. With a table it says"
                + " which and why, what its last refreshes read and wrote, what is waiting, and what would make it"
                + " cheaper; without one, a line for each.",
            "",
            "Example: @|bold foz explain gold.sales_by_month|@",
            ""
        })
final class ExplainVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Parameters(paramLabel = "TABLE", arity = "0..1", description = "A table that a SELECT fills.")
    @Nullable
    String table;

    @Override
    public Integer call() {
        Foz parent = Objects.requireNonNull(foz);
        Optional<Pipeline> plan = parent.plan();
        if (plan.isEmpty()) {
            return ExitCode.WRONG_CONFIGURATION;
        }
        List<TablePlan> chosen = table == null
                ? plan.get().tables()
                : List.of(DerivedTable.of(plan.get(), Objects.requireNonNull(table)));
        try (Platform platform = Reading.open(parent)) {
            List<ExplainPage> pages = chosen.stream()
                    .map(one -> ExplainPage.of(
                            one,
                            platform.outlooks(plan.get()).of(one),
                            platform.lake(),
                            plan.get().zone()))
                    .toList();
            tell(parent, pages);
        }
        return ExitCode.DONE;
    }

    private void tell(Foz parent, List<ExplainPage> pages) {
        Terminal terminal = parent.invocation().terminal();
        if (parent.json()) {
            Object answer = table == null
                    ? pages.stream().map(ExplainPage::json).toList()
                    : pages.getFirst().json();
            terminal.say(Json.text(answer));
        } else if (table == null) {
            TextTable lines = ExplainPage.lines();
            pages.forEach(page -> lines.row(page.line()));
            terminal.say(lines);
        } else {
            pages.getFirst().tell(terminal, parent.invocation().clock().instant());
        }
    }
}
