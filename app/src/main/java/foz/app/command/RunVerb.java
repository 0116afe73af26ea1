package foz.app.command;

import foz.api.plan.Pipeline;
import foz.api.time.Progress;
import foz.api.time.Steps;
import foz.api.type.TableName;
import foz.app.json.Json;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.app.platform.Site;
import foz.app.terminal.Terminal;
import foz.refresh.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code foz run}: take in all that is waiting, bring every table up to date, print the balance. */
@Command(
        name = "run",
        header = "Take in all that is waiting, bring every table up to date, print the balance.",
        description = {
            "",
            "Takes in every file that is new or changed, brings the tables that depend on it up to date, and prints"
                    + " where each row went. What can not be used is in the quarantine (foz bad list) and does not make"
                    + " the run fail; a source with too many bad rows, or a table that could not be brought up to date,"
                    + " does, while the others go on. It may be killed at any moment: the next run ends the same.",
            "",
            "Each table is brought up to date the cheapest way that is right (foz explain says which), when its"
                    + " schedule says so; a new table is built at once.",
            "",
            "Example: @|bold foz run|@",
            ""
        })
final class RunVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Option(
            names = "--now",
            description = "Bring all tables up to date, also those whose schedule says that it is not their turn.")
    boolean now;

    @Option(
            names = "--rebuild",
            paramLabel = "TABLE",
            description = "Compute this table anew from all rows of what it reads; may be written several times.")
    List<String> rebuild = List.of();

    @Option(
            names = "--pause-at",
            paramLabel = "STEP",
            hidden = true,
            description = "Say so and wait at this step, to be killed there.")
    @Nullable
    String pauseAt;

    @Override
    public Integer call() {
        Foz parent = Objects.requireNonNull(foz);
        Optional<Pipeline> plan = parent.plan();
        if (plan.isEmpty()) {
            return ExitCode.WRONG_CONFIGURATION;
        }
        Demand demand = demand(plan.get());
        Instant began = parent.invocation().clock().instant();
        Site site = pauseAt == null
                ? parent.site()
                : parent.site().watchedBy(new Pause(pauseAt, parent.invocation().terminal()), Progress.UNWATCHED);
        try (Platform platform = Platform.forWriting(site)) {
            RunReport report = platform.run(plan.get(), demand);
            Duration took = Duration.between(began, parent.invocation().clock().instant());
            if (parent.json()) {
                parent.invocation().terminal().say(Json.text(ReportPages.json(report, took)));
            } else {
                ReportPages.tell(parent.invocation().terminal(), report, took);
            }
            return report.isDone() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private Demand demand(Pipeline plan) {
        Set<TableName> tables = new HashSet<>();
        for (String name : rebuild) {
            tables.add(DerivedTable.of(plan, name).name());
        }
        return new Demand(now ? Demand.When.NOW : Demand.When.DUE, tables);
    }

    /**
     * Says that a step is reached and lets the process wait there for ever.
     *
     * @param step the step's name, or {@code name:2} for the second time it is reached
     */
    private static final class Pause implements Steps {

        private final String step;
        private final Terminal terminal;
        private int left;

        Pause(String spoken, Terminal terminal) {
            String[] parts = spoken.split(":", 2);
            this.step = parts[0];
            this.left = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
            this.terminal = terminal;
        }

        @Override
        public void reached(String name) {
            if (name.equals(step) && --left == 0) {
                terminal.say("at " + name);
                terminal.out().flush();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
