package foz.app.command;

import foz.api.failure.FozException;
import foz.api.plan.Pipeline;
import foz.api.type.TableName;
import foz.app.json.Json;
import foz.app.lineage.LineagePage;
import foz.app.terminal.Terminal;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code foz lineage}: where tables and columns come from. */
@Command(
        name = "lineage",
        header = "Show where tables and columns come from.",
        description = {
            "",
            "Without a table it draws which tables read which; with one, where each of its columns comes from; with a"
                    + " column, its whole way down to the fields of the files.",
            "",
            "Example: @|bold foz lineage gold.sales_by_month.revenue|@",
            ""
        })
final class LineageVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Parameters(paramLabel = "TABLE[.COLUMN]", arity = "0..1", description = "A table, or a column of one.")
    @Nullable
    String what;

    @Override
    public Integer call() {
        Foz parent = Objects.requireNonNull(foz);
        Optional<Pipeline> plan = parent.plan();
        if (plan.isEmpty()) {
            return ExitCode.WRONG_CONFIGURATION;
        }
        LineagePage page = new LineagePage(plan.get());
        Terminal terminal = parent.invocation().terminal();
        if (what == null) {
            terminal.say(parent.json() ? java.util.List.of(Json.text(page.json())) : page.tables());
            return ExitCode.DONE;
        }
        String[] parts = what.split("\\.", 3);
        TableName table = parts.length < 2
                ? null
                : TableName.parse(parts[0] + "." + parts[1]).filter(page::knows).orElse(null);
        if (table == null || parts.length == 3 && !page.knows(table, parts[2])) {
            throw new FozException(AppFailure.NO_SUCH_TABLE, "table", what, "tables", page.names());
        }
        if (parent.json()) {
            terminal.say(Json.text(page.json(table)));
        } else {
            terminal.say(parts.length == 3 ? page.column(table, parts[2]) : page.columns(table, terminal.look()));
        }
        return ExitCode.DONE;
    }
}
