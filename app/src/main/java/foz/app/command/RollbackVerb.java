package foz.app.command;

import foz.api.failure.FozException;
import foz.api.lake.Position;
import foz.api.lake.Snapshot;
import foz.api.plan.Pipeline;
import foz.api.plan.TablePlan;
import foz.api.type.TableName;
import foz.app.json.Json;
import foz.app.platform.Platform;
import foz.app.terminal.Terminal;
import foz.refresh.Rollback;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code foz rollback}: put a table back to an earlier snapshot. */
@Command(
        name = "rollback",
        header = "Put a table back to how it was at a snapshot or a time.",
        description = {
            "",
            "The table has the rows and columns of that snapshot again, at once, and stands where it stood then: the"
                + " next foz run brings it up to date again from what it reads. To see which snapshots are kept: foz"
                + " query 'SELECT * FROM gold.\"sales$snapshots\"'. Bronze tables hold what their files hold and are"
                + " not put back.",
            "",
            "Example: @|bold foz rollback gold.sales --to 2026-03-01T06:00 --yes|@",
            ""
        })
final class RollbackVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Parameters(paramLabel = "TABLE", description = "A table that a SELECT fills.")
    @Nullable
    String table;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "SNAPSHOT|TIME",
            description =
                    "A snapshot's id, or a time in the pipeline's time zone: the newest snapshot that was there then.")
    @Nullable
    String to;

    @Option(names = "--yes", description = "Do it.")
    boolean yes;

    @Override
    public Integer call() {
        Foz parent = Objects.requireNonNull(foz);
        Optional<Pipeline> plan = parent.plan();
        if (plan.isEmpty()) {
            return ExitCode.WRONG_CONFIGURATION;
        }
        ZoneId zone = plan.get().zone();
        try (Platform platform = yes ? Platform.forWriting(parent.site()) : Reading.open(parent)) {
            TableName name = TableName.parse(Objects.requireNonNull(table))
                    .filter(known -> platform.lake().table(known).isPresent())
                    .orElseThrow(() -> unknown(platform));
            Rollback rollback = platform.rollback(plan.get());
            Snapshot snapshot = meant(rollback, name, zone);
            if (!yes) {
                throw new FozException(
                        AppFailure.NEEDS_YES,
                        "what",
                        "this puts " + name + " back to snapshot " + snapshot.id() + " of " + snapshot.at());
            }
            rollback.to(name, snapshot);
            tell(parent, plan.get().table(name), name, snapshot);
        }
        return ExitCode.DONE;
    }

    private FozException unknown(Platform platform) {
        return new FozException(
                AppFailure.NO_SUCH_TABLE,
                "table",
                Objects.requireNonNull(table),
                "tables",
                platform.lake().tables().stream().map(TableName::toString).collect(Collectors.joining(", ")));
    }

    private Snapshot meant(Rollback rollback, TableName name, ZoneId zone) {
        String word = Objects.requireNonNull(to);
        return word.matches("[0-9]{11,19}")
                ? rollback.meant(name, OptionalLong.of(Long.parseLong(word)), Optional.empty())
                : rollback.meant(name, OptionalLong.empty(), Optional.of(time(word, zone)));
    }

    private static Instant time(String text, ZoneId zone) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            return text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException wrong) {
            throw new FozException(
                    wrong,
                    AppFailure.WRONG_OPTION,
                    "option",
                    "--to",
                    "expected",
                    "a snapshot's id, or a time such as 2026-03-01T06:00",
                    "found",
                    text);
        }
    }

    private static void tell(Foz parent, Optional<TablePlan> plan, TableName name, Snapshot snapshot) {
        Terminal terminal = parent.invocation().terminal();
        boolean same = plan.isPresent()
                && Position.read(snapshot.summary())
                        .filter(p -> p.definition().equals(plan.get().definition()))
                        .isPresent();
        String next = same
                ? "The next foz run brings it up to date again."
                : "Its SQL or settings have changed since, so the next foz run computes it whole.";
        if (parent.json()) {
            terminal.say(Json.text(Json.object(
                    "table", name, "snapshot", snapshot.id(), "at", snapshot.at(), "same-definition", same)));
        } else {
            terminal.say(name + " is as it was at " + snapshot.at() + " (snapshot " + snapshot.id() + "). " + next);
        }
    }
}
