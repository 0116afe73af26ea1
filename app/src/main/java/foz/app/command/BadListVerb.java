package foz.app.command;

import foz.app.json.Json;
import foz.app.platform.Platform;
import foz.app.quarantine.BadPages;
import foz.app.quarantine.BadRow;
import foz.app.terminal.Terminal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code foz bad list}: the groups of the quarantine. */
@Command(
        name = "list",
        header = "Group the open rows by place and reason, with counts and an example.",
        description = {"", "Example: @|bold foz bad list --origin orders|@", ""})
final class BadListVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    BadVerb bad;

    @Mixin
    BadRows chosen = new BadRows();

    @Option(names = "--all", description = "Also rows that were replayed or dismissed.")
    boolean all;

    @Override
    public Integer call() {
        Foz foz = Objects.requireNonNull(bad).foz();
        Terminal terminal = foz.invocation().terminal();
        try (Platform platform = Reading.open(foz)) {
            List<BadRow> rows = chosen.of(platform, all);
            if (foz.json()) {
                terminal.say(Json.text(BadPages.json(rows)));
            } else if (rows.isEmpty()) {
                terminal.say("No open rows" + (chosen.narrows() ? " of this kind" : "") + " in the quarantine.");
            } else {
                terminal.say(BadPages.groups(rows));
                terminal.say("");
                terminal.say("To see one: foz bad show " + rows.getFirst().shortId());
            }
            return ExitCode.DONE;
        }
    }
}
