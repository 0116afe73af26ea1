package foz.app.command;

import foz.api.balance.Quarantine;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.Intent;
import foz.app.platform.Platform;
import foz.app.quarantine.BadRow;
import foz.app.terminal.Amount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code foz bad dismiss}: rows that are not worth keeping. */
@Command(
        name = "dismiss",
        header = "Close rows that are not worth putting back.",
        description = {
            "",
            "They stay in system.quarantine and count in every balance, but are no longer listed as open.",
            "",
            "Example: @|bold foz bad dismiss --reason broken-quote --yes|@",
            ""
        })
final class BadDismissVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    BadVerb bad;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Rows, as foz bad list names them.")
    List<String> ids = List.of();

    @Mixin
    BadRows chosen = new BadRows();

    @Option(names = "--yes", description = "Do it.")
    boolean yes;

    @Override
    public Integer call() {
        Foz foz = Objects.requireNonNull(bad).foz();
        if (ids.isEmpty() && !chosen.narrows()) {
            throw new FozException(
                    AppFailure.WRONG_OPTION,
                    "option",
                    "foz bad dismiss",
                    "expected",
                    "ids, or --origin, --reason or --column",
                    "found",
                    "neither");
        }
        try (Platform platform = Platform.forWriting(foz.site())) {
            // Only what is open can be closed: a row that was put back must stay so, or it could be put back again.
            List<BadRow> rows = (ids.isEmpty() ? chosen.of(platform, false) : BadRows.of(platform, ids))
                    .stream()
                            .filter(row -> row.status() == Quarantine.Status.OPEN)
                            .toList();
            if (!yes) {
                throw new FozException(
                        AppFailure.NEEDS_YES, "what", "this closes " + Amount.count(rows.size(), "row", "rows"));
            }
            dismiss(platform, rows);
            foz.invocation().terminal().say(Amount.count(rows.size(), "row is", "rows are") + " dismissed.");
            return ExitCode.DONE;
        }
    }

    private static void dismiss(Platform platform, List<BadRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Map<String, Quarantine.Status> statuses = new LinkedHashMap<>();
        rows.forEach(r -> statuses.put(r.id(), Quarantine.Status.DISMISSED));
        String id = "dismiss-" + Integer.toHexString(statuses.keySet().hashCode()) + "-"
                + platform.lake().ledger().accounts().size();
        try (Batch batch = platform.lake().begin(new Intent(id, "dismiss rows"))) {
            batch.commit(new Commit(List.of(), List.of(), List.of(), statuses));
        }
    }
}
