package foz.app.command;

import foz.api.balance.Quarantine;
import foz.api.engine.LoadFile.RawRecord;
import foz.api.failure.FozException;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.app.json.Json;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.app.quarantine.BadRow;
import foz.app.quarantine.Edit;
import foz.landing.Quarantined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code foz bad replay}: rows back through their source. */
@Command(
        name = "replay",
        header = "Put rows of sources back through, edited or after a change of foz.yaml.",
        description = {
            "",
            "Rows are named by id, or chosen by --origin, --reason and --column. Each goes through once; one that is"
                + " still bad goes to the quarantine anew. A single row can be edited: --edit changes fields, --with"
                + " replaces the record by the bytes of a file, --in-editor opens it in $EDITOR.",
            "",
            "Example: @|bold foz bad replay 3f9c2a71 --edit quantity=1|@",
            ""
        })
final class BadReplayVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    BadVerb bad;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Rows, as foz bad list names them.")
    List<String> ids = List.of();

    @Mixin
    BadRows chosen = new BadRows();

    @Option(
            names = "--edit",
            paramLabel = "COLUMN=VALUE",
            description = "Another value in a field; may be given several times.")
    List<String> edits = List.of(); // split here: picocli takes a quote in a value for one of its own

    @Option(names = "--with", paramLabel = "FILE", description = "A file with the record as it should be.")
    @Nullable
    Path with;

    @Option(names = "--in-editor", description = "Edit the record in $EDITOR.")
    boolean inEditor;

    @Override
    public Integer call() throws IOException {
        Foz foz = Objects.requireNonNull(bad).foz();
        refuseUnclear(foz);
        Optional<Pipeline> plan = foz.plan();
        if (plan.isEmpty()) {
            return ExitCode.WRONG_CONFIGURATION;
        }
        int code = ExitCode.DONE;
        try (Platform platform = Platform.forWriting(foz.site())) {
            for (Map.Entry<SourcePlan, List<Quarantined>> part :
                    records(foz, platform, plan.get()).entrySet()) {
                Instant began = foz.invocation().clock().instant();
                RunReport report = platform.replay(plan.get(), part.getKey(), part.getValue());
                Duration took = Duration.between(began, foz.invocation().clock().instant());
                if (foz.json()) {
                    foz.invocation().terminal().say(Json.text(ReportPages.json(report, took)));
                } else {
                    ReportPages.tell(foz.invocation().terminal(), report, took);
                }
                code = report.isDone() ? code : ExitCode.FAILED;
            }
        }
        return code;
    }

    private void refuseUnclear(Foz foz) {
        if (ids.isEmpty() && !chosen.narrows()) {
            throw new FozException(
                    AppFailure.WRONG_OPTION,
                    "option",
                    "foz bad replay",
                    "expected",
                    "ids, or --origin, --reason or --column",
                    "found",
                    "neither");
        }
        boolean edited = !edits.isEmpty() || with != null || inEditor;
        if (edited && ids.size() != 1) {
            throw new FozException(
                    AppFailure.WRONG_OPTION,
                    "option",
                    "an edit",
                    "expected",
                    "exactly one id",
                    "found",
                    Integer.toString(ids.size()));
        }
        if (with != null && !Files.isReadable(foz.invocation().resolve(with))) {
            throw new FozException(AppFailure.FILE_NOT_READABLE, "file", with, "detail", "there is no such file");
        }
    }

    private Map<SourcePlan, List<Quarantined>> records(Foz foz, Platform platform, Pipeline plan) throws IOException {
        List<BadRow> rows = ids.isEmpty() ? chosen.of(platform, false) : BadRows.of(platform, ids);
        Map<SourcePlan, List<Quarantined>> records = new LinkedHashMap<>();
        for (BadRow row : rows) {
            if (row.isOfTable() || row.fileId().isEmpty()) {
                foz.invocation()
                        .terminal()
                        .note(row.shortId() + " was refused by " + row.origin()
                                + ": change its rule or SQL, then foz run");
                continue;
            }
            if (row.status() == Quarantine.Status.REPLAYED) {
                foz.invocation().terminal().note(row.shortId() + " was put back already");
                continue;
            }
            SourcePlan source = plan.source(row.origin())
                    .orElseThrow(() -> new FozException(
                            AppFailure.NO_SUCH_SOURCE,
                            "source",
                            row.origin(),
                            "sources",
                            String.join(
                                    ", ",
                                    plan.sources().stream()
                                            .map(SourcePlan::name)
                                            .toList())));
            byte[] bytes = bytes(foz, platform, row, source);
            RawRecord record = new RawRecord(
                    row.record().orElse(1),
                    row.line().orElse(1),
                    row.byteOffset().orElse(0),
                    bytes);
            records.computeIfAbsent(source, s -> new ArrayList<>())
                    .add(new Quarantined(row.id(), row.fileId().getAsLong(), record));
        }
        return records;
    }

    private byte[] bytes(Foz foz, Platform platform, BadRow row, SourcePlan source) throws IOException {
        if (with != null) {
            return withoutLineEnd(Files.readAllBytes(foz.invocation().resolve(with)));
        }
        if (inEditor) {
            return withoutLineEnd(edited(foz, row.raw()));
        }
        return edits.isEmpty()
                ? row.raw()
                : Edit.of(row, source, BadRows.header(platform, row), fields())
                        .orElseThrow(() -> new FozException(
                                AppFailure.NOTHING_TO_EDIT,
                                "id",
                                row.id(),
                                "column",
                                String.join(", ", fields().keySet())));
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String edit : edits) {
            int sign = edit.indexOf('=');
            if (sign < 1) {
                throw new FozException(
                        AppFailure.WRONG_OPTION, "option", "--edit", "expected", "COLUMN=VALUE", "found", edit);
            }
            fields.put(edit.substring(0, sign), edit.substring(sign + 1));
        }
        return fields;
    }

    private static byte[] withoutLineEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return java.util.Arrays.copyOf(bytes, end);
    }

    private static byte[] edited(Foz foz, byte[] raw) throws IOException {
        String editor = foz.invocation()
                .environment()
                .getOrDefault("VISUAL", foz.invocation().environment().getOrDefault("EDITOR", "vi"));
        Path file = Files.createTempFile("foz-record-", ".txt");
        try {
            Files.write(file, raw);
            List<String> command = new ArrayList<>(List.of(editor.split(" ")));
            command.add(file.toString());
            new ProcessBuilder(command).inheritIO().start().waitFor();
            return Files.readAllBytes(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return raw;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
