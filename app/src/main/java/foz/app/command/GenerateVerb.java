package foz.app.command;

import foz.app.json.Json;
import foz.app.sales.Defect;
import foz.app.sales.SalesGenerator;
import foz.app.sales.Truth;
import foz.app.terminal.Amount;
import foz.app.terminal.Terminal;
import foz.app.terminal.TextTable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code foz generate}: the sales files of the demo. */
@Command(
        name = "generate",
        header = "Write the sales files of the demo.",
        description = {
            "",
            "Writes the sales files of the demo: half a year of two branches of an electronics shop that never was, as"
                    + " messy as real ones, the same for the same seed.",
            "",
            "Example: @|bold foz generate --to data --rows 200000 --seed 7|@",
            ""
        })
final class GenerateVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "The folder to write to.")
    @Nullable
    Path to;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "200000", description = "How many sales. (200000)")
    long rows;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same files. (1)")
    long seed;

    @Override
    public Integer call() {
        Foz parent = java.util.Objects.requireNonNull(foz);
        refuseFew(rows);
        Path folder = parent.invocation().resolve(java.util.Objects.requireNonNull(to));
        Truth truth = SalesGenerator.generate(folder, rows, seed);
        if (parent.json()) {
            parent.invocation().terminal().say(Json.text(truth(truth)));
        } else {
            tell(parent.invocation().terminal(), truth, parent.invocation().show(folder));
        }
        return ExitCode.DONE;
    }

    static void refuseFew(long rows) {
        if (rows < 100) {
            throw new foz.api.failure.FozException(
                    AppFailure.WRONG_OPTION,
                    "option",
                    "--rows",
                    "expected",
                    "at least 100",
                    "found",
                    Long.toString(rows));
        }
    }

    private static void tell(Terminal terminal, Truth truth, String folder) {
        TextTable files = TextTable.of("file", ">records", ">blank", ">headers", ">duplicates", ">broken");
        truth.files()
                .forEach(f -> files.row(
                        f.name(),
                        Amount.count(f.records()),
                        Amount.count(f.count(Defect.BLANK_ROW)),
                        Amount.count(f.count(Defect.REPEATED_HEADER)),
                        Amount.count(f.count(Defect.EXACT_DUPLICATE) + f.count(Defect.OTHER_PRICE)),
                        Amount.count(f.count(Defect.Fate.QUARANTINED) + f.count(Defect.Fate.REFUSED_BY_RULE))));
        terminal.say(files);
        terminal.say("");
        terminal.say(truth.resent() + " was sent twice; " + truth.corrected().name() + " is corrected in " + folder
                + "/later.");
    }

    private static Map<String, Object> truth(Truth truth) {
        return Json.object(
                "files", truth.files().stream().map(GenerateVerb::file).toList(),
                "corrected", file(truth.corrected()),
                "resent", truth.resent(),
                "money", Truth.money(truth.before()),
                "money-after-correction", Truth.money(truth.after()));
    }

    private static Map<String, Object> file(Truth.FileTruth f) {
        Map<String, Object> defects = Json.object();
        f.defects()
                .forEach((d, n) ->
                        defects.put(d.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), n));
        return Json.object(
                "name",
                f.name(),
                "source",
                f.source(),
                "records",
                f.records(),
                "bronze",
                f.bronze(),
                "silver",
                f.silver(),
                "money",
                f.money(),
                "units",
                f.units(),
                "defects",
                defects);
    }
}
