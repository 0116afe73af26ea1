package foz.app.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code foz bad}: the quarantine. */
@Command(
        name = "bad",
        header = "List, show, replay or dismiss rows in the quarantine.",
        description = {
            "",
            "A row that could not be used is in the quarantine with its bytes, its place of origin and the reason."
                + " list groups them by place and reason; show prints one with the offending place marked; replay puts"
                + " rows back through, after an edit or a change of the pipeline, exactly once; dismiss closes them.",
            "",
            "Example: @|bold foz bad list|@",
            ""
        },
        subcommands = {BadListVerb.class, BadShowVerb.class, BadReplayVerb.class, BadDismissVerb.class})
final class BadVerb implements Runnable {

    @Spec
    @Nullable
    CommandSpec spec;

    @ParentCommand
    @Nullable
    Foz foz;

    Foz foz() {
        return java.util.Objects.requireNonNull(foz);
    }

    @Override
    public void run() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), "expected list, show, replay or dismiss");
    }
}
