package foz.app.command;

import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import foz.app.json.Json;
import foz.app.platform.Plans;
import foz.app.terminal.Amount;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code foz validate}: check a pipeline folder, offline. */
@Command(
        name = "validate",
        header = "Check a pipeline folder, offline.",
        description = {
            "",
            "Checks everything that can be checked without touching any data: each word of foz.yaml, each name and"
                + " type in the SQL, each test. All mistakes are reported together, with file, line and column. Exits"
                + " with 78 when there is one.",
            "",
            "Example: @|bold foz validate --project sales|@",
            ""
        })
final class ValidateVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Override
    public Integer call() {
        Foz parent = Objects.requireNonNull(foz);
        Invocation invocation = parent.invocation();
        return switch (Plans.read(parent.site())) {
            case Checked.Good<Pipeline> good -> good(parent, good, invocation);
            case Checked.Refused<Pipeline> refused -> {
                if (parent.json()) {
                    invocation
                            .terminal()
                            .say(Json.text(
                                    Json.object("valid", false, "problems", ProblemLines.json(refused.problems()))));
                } else {
                    ProblemLines.tell(invocation.terminal(), parent.place().project(), refused.problems());
                }
                yield ExitCode.WRONG_CONFIGURATION;
            }
        };
    }

    private static int good(Foz parent, Checked.Good<Pipeline> good, Invocation invocation) {
        Pipeline plan = good.value();
        if (parent.json()) {
            invocation
                    .terminal()
                    .say(Json.text(Json.object("valid", true, "problems", ProblemLines.json(good.warnings()))));
            return ExitCode.DONE;
        }
        good.warnings()
                .forEach(w ->
                        ProblemLines.tell(invocation.terminal(), parent.place().project(), w));
        invocation
                .terminal()
                .say(plan.name() + " is fine: " + Amount.count(plan.sources().size(), "source", "sources") + ", "
                        + Amount.count(plan.tables().size(), "table", "tables") + ", "
                        + Amount.count(plan.tests().size(), "test", "tests") + " "
                        + invocation.terminal().look().good());
        return ExitCode.DONE;
    }
}
