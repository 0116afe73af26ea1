package foz.app.command;

import foz.api.balance.BatchRow;
import foz.api.failure.FozException;
import foz.api.plan.Pipeline;
import foz.api.plan.TablePlan;
import foz.app.json.Json;
import foz.app.platform.Platform;
import foz.app.terminal.Amount;
import foz.app.terminal.Terminal;
import foz.refresh.Backfill;
import foz.refresh.BackfillOrder;
import foz.refresh.SliceUnit;
import foz.refresh.TimeRange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code foz backfill}: compute a table's rows of a range again, slice by slice. */
@Command(
        name = "backfill",
        header = "Compute a table's rows of a range again, slice by slice.",
        description = {
            "",
            "Each slice is a commit of its own, so the work may be ended or killed at any moment and goes on where it"
                + " was when the same command is given again. Where the table's SQL changed, all of it has to be done"
                + " (leave out --from and --to); until then foz run leaves the table alone, and afterwards it stands"
                + " at the new SQL. The range is half-open: --to is the first moment that is not in it.",
            "",
            "Example: @|bold foz backfill silver.orders --from 2024-01 --to 2025-01|@",
            ""
        })
final class BackfillVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Parameters(paramLabel = "TABLE", description = "A table that a SELECT fills.")
    @Nullable
    String table;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Where the range begins, such as 2024, 2024-03, 2024-03-15 or 2024-03-15T08:00, in the"
                    + " pipeline's time zone. Without it, at the beginning.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Where it ends. Without it, at the end.")
    @Nullable
    String to;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description =
                    "The date or timestamp that says which slice a row belongs to. Without it, the one the table is"
                            + " partitioned by, or the only one.")
    @Nullable
    String column;

    @Option(names = "--slice", paramLabel = "UNIT", description = "hour, day, week, month or year. (month)")
    @Nullable
    SliceUnit slice;

    @Override
    public Integer call() {
        Foz parent = Objects.requireNonNull(foz);
        Optional<Pipeline> plan = parent.plan();
        if (plan.isEmpty()) {
            return ExitCode.WRONG_CONFIGURATION;
        }
        TablePlan chosen = DerivedTable.of(plan.get(), Objects.requireNonNull(table));
        BackfillOrder order = new BackfillOrder(Optional.ofNullable(column), range(), Optional.ofNullable(slice));
        List<Map<String, Object>> rows = new ArrayList<>();
        Terminal terminal = parent.invocation().terminal();
        try (Platform platform = Platform.forWriting(parent.site())) {
            Backfill.Result result = platform.backfill(plan.get(), chosen, order, row -> {
                rows.add(json(row));
                if (!parent.json()) {
                    terminal.say(
                            row.because() + ": " + Amount.count(row.balance().written(), "row", "rows") + " written");
                }
            });
            if (parent.json()) {
                terminal.say(Json.text(Json.object(
                        "table", chosen.name(), "column", result.column(), "done", result.done(), "slices", rows)));
            } else {
                tell(terminal, chosen, result);
            }
        }
        return ExitCode.DONE;
    }

    private static void tell(Terminal terminal, TablePlan table, Backfill.Result result) {
        String before =
                result.skipped() == 0 ? "" : "; " + Amount.count(result.skipped(), "was", "were") + " done before";
        terminal.say(Amount.count(result.slices(), "slice", "slices") + " of " + table.name() + " computed by "
                + result.column() + before + ".");
        terminal.say(
                result.done()
                        ? "What reads it follows with the next foz run."
                        : "The rest of it stands on the earlier SQL, and foz run leaves the table alone until all is"
                                + " done: foz backfill " + table.name());
    }

    private static Map<String, Object> json(BatchRow row) {
        return Json.object("batch", row.batch(), "slice", row.because(), "balance", ReportPages.json(row.balance()));
    }

    private Optional<TimeRange> range() {
        if (from == null && to == null) {
            return Optional.empty();
        }
        TimeRange range = new TimeRange(time("--from", from), time("--to", to));
        if (range.from().isPresent()
                && range.to().isPresent()
                && !range.from().get().isBefore(range.to().get())) {
            throw new FozException(
                    AppFailure.WRONG_OPTION,
                    "option",
                    "--to",
                    "expected",
                    "a time after --from",
                    "found",
                    range.to().get());
        }
        return Optional.of(range);
    }

    private static Optional<LocalDateTime> time(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (text.length()) {
                        case 4 -> Year.parse(text).atDay(1).atStartOfDay();
                        case 7 -> YearMonth.parse(text).atDay(1).atStartOfDay();
                        case 10 -> LocalDate.parse(text).atStartOfDay();
                        default -> LocalDateTime.parse(text);
                    });
        } catch (DateTimeException wrong) {
            throw new FozException(
                    wrong,
                    AppFailure.WRONG_OPTION,
                    "option",
                    option,
                    "expected",
                    "a time such as 2024-03, 2024-03-15 or 2024-03-15T08:00",
                    "found",
                    text);
        }
    }
}
