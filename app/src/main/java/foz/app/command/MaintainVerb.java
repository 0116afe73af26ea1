package foz.app.command;

import foz.api.failure.FozException;
import foz.api.plan.Pipeline;
import foz.api.type.TableName;
import foz.app.platform.Platform;
import foz.lake.Upkeep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code foz maintain}: put small files together, let old snapshots go, delete what nobody needs. */
@Command(
        name = "maintain",
        header = "Put small files together, let old snapshots go, delete what nobody needs.",
        description = {
            "",
            "Foz does this by itself after a run, a little at a time; this does all there is to do, beside running"
                + " readers. Files are deleted only if they are on a written list of files that tables let go of, and"
                + " not while somebody may be reading them. --dry-run says what would be done.",
            "",
            "Example: @|bold foz maintain --dry-run|@",
            ""
        })
final class MaintainVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "Tables; without any, all of the lake.")
    List<String> tables = List.of();

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    boolean dryRun;

    @Override
    public Integer call() {
        Foz parent = Objects.requireNonNull(foz);
        Optional<Pipeline> plan = parent.plan();
        if (plan.isEmpty()) {
            return ExitCode.WRONG_CONFIGURATION;
        }
        try (Platform platform = dryRun ? Reading.open(parent) : Platform.forWriting(parent.site())) {
            List<TableName> chosen = chosen(platform);
            Upkeep upkeep = dryRun ? platform.upkeep(plan.get(), chosen) : platform.maintain(plan.get(), chosen);
            UpkeepPage page = new UpkeepPage(upkeep, dryRun);
            if (parent.json()) {
                parent.invocation().terminal().say(page.json());
            } else {
                page.tell(parent.invocation().terminal());
            }
            return upkeep.failures().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private List<TableName> chosen(Platform platform) {
        List<TableName> chosen = new ArrayList<>();
        for (String name : tables) {
            chosen.add(TableName.parse(name)
                    .filter(table -> platform.lake().table(table).isPresent())
                    .orElseThrow(() -> new FozException(
                            AppFailure.NO_SUCH_TABLE,
                            "table",
                            name,
                            "tables",
                            platform.lake().tables().stream()
                                    .map(TableName::toString)
                                    .collect(Collectors.joining(", ")))));
        }
        return chosen;
    }
}
