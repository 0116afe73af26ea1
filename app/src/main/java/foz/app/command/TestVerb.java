package foz.app.command;

import foz.api.plan.Pipeline;
import foz.api.plan.TestCase;
import foz.app.json.Json;
import foz.app.terminal.Amount;
import foz.app.terminal.Look;
import foz.app.terminal.Style;
import foz.app.terminal.Terminal;
import foz.app.test.TestOutcome;
import foz.app.test.TestRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code foz test}: the tests of a pipeline. */
@Command(
        name = "test",
        header = "Run the tests of tests/*.yaml, each on a throw-away lake.",
        description = {
            "",
            "A test gives rows or lets files arrive, runs the pipeline in a temporary folder and compares what the"
                + " tables and the quarantine hold with what it expects: only the columns written down, in any order."
                + " Nothing of the real lake is touched.",
            "",
            "Example: @|bold foz test --only \"sent twice\"|@",
            ""
        })
final class TestVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Option(names = "--only", paramLabel = "TEXT", description = "Only tests whose name holds this text.")
    @Nullable
    String only;

    @Override
    public Integer call() throws IOException {
        Foz parent = Objects.requireNonNull(foz);
        Optional<Pipeline> plan = parent.plan();
        if (plan.isEmpty()) {
            return ExitCode.WRONG_CONFIGURATION;
        }
        Terminal terminal = parent.invocation().terminal();
        List<TestOutcome> outcomes = new ArrayList<>();
        for (TestCase test : plan.get().tests()) {
            if (only == null || test.name().contains(only)) {
                TestOutcome outcome =
                        TestRun.of(plan.get(), test, parent.invocation().clock());
                outcomes.add(outcome);
                if (!parent.json()) {
                    tell(terminal, outcome);
                }
            }
        }
        boolean passed = outcomes.stream().allMatch(TestOutcome::passed);
        if (parent.json()) {
            terminal.say(Json.text(Json.object(
                    "passed",
                    passed,
                    "tests",
                    outcomes.stream().map(TestVerb::json).toList())));
        } else {
            sum(terminal, outcomes);
        }
        return passed ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void tell(Terminal terminal, TestOutcome outcome) {
        Look look = terminal.look();
        terminal.say((outcome.passed() ? look.good() : look.bad()) + " "
                + outcome.test().name()
                + (outcome.passed()
                        ? ""
                        : look.style(Style.FAINT, "   " + outcome.test().place())));
        outcome.differences().forEach(line -> terminal.say("    " + line));
        terminal.out().flush();
    }

    private static void sum(Terminal terminal, List<TestOutcome> outcomes) {
        long failed = outcomes.stream().filter(o -> !o.passed()).count();
        Duration took = outcomes.stream().map(TestOutcome::took).reduce(Duration.ZERO, Duration::plus);
        terminal.say("");
        terminal.say(Amount.count(outcomes.size(), "test", "tests") + ", "
                + (failed == 0 ? "all as expected" : Amount.count(failed) + " not as expected") + ", in "
                + Amount.duration(took) + ".");
    }

    private static java.util.Map<String, Object> json(TestOutcome o) {
        return Json.object(
                "name", o.test().name(),
                "place", o.test().place(),
                "passed", o.passed(),
                "differences", o.differences(),
                "milliseconds", o.took().toMillis());
    }
}
