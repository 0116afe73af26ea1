package foz.app.command;

import foz.app.json.Json;
import foz.app.platform.Platform;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code foz status}: show the tables, their rows and freshness, the balances and what is in quarantine. */
@Command(
        name = "status",
        header = "Show the tables, their rows and freshness, the balances and what is in quarantine.",
        description = {
            "",
            "Reads the lake and nothing else, also beside a run that is under way. The balances are those of all files"
                + " that count now, and of each table since it was last computed whole. \"how\" is the way of the last"
                + " refresh (foz explain tells more), and when a table with a schedule has its next turn.",
            "",
            "Example: @|bold foz status|@",
            ""
        })
final class StatusVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Override
    public Integer call() {
        Foz parent = Objects.requireNonNull(foz);
        try (Platform platform = Reading.open(parent)) {
            StatusPage page = StatusPage.of(platform.lake(), BadRows.open(platform));
            if (parent.json()) {
                parent.invocation().terminal().say(Json.text(page.json()));
            } else {
                page.tell(
                        parent.invocation().terminal(),
                        parent.invocation().clock().instant());
            }
            return page.closes() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
