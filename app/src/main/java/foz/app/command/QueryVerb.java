package foz.app.command;

import foz.api.engine.Limits;
import foz.api.engine.Session;
import foz.api.failure.FozException;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.app.answer.AnswerForm;
import foz.app.answer.AnswerWriter;
import foz.app.platform.Platform;
import foz.app.prompt.Prompt;
import foz.app.prompt.Words;
import foz.app.terminal.Amount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code foz query}: ask the tables in SQL. */
@Command(
        name = "query",
        header = "Ask the tables in SQL.",
        description = {
            "",
            "Answers one SELECT of DuckDB's SQL over every table of the lake, read-only: nothing can be changed, no"
                + " other file can be read. Without SQL it opens a prompt; - reads the SQL from standard input. The"
                + " answer goes to standard output, everything else to standard error. system.batches, system.files,"
                + " system.quarantine and system.statuses are tables too.",
            "",
            "A table can be asked as it was, by AT behind its name and alias: FROM gold.days AT (TIMESTAMP =>"
                + " '2026-03-01 10:00') or AT (VERSION => snapshot); --as-of does so for every table. Times without a"
                + " zone are the pipeline's. gold.\"days$snapshots\", gold.\"days$history\" and gold.\"days$files\""
                + " tell how a table was made.",
            "",
            "Example: @|bold foz query --format csv \"SELECT * FROM gold.sales_by_month\" > months.csv|@",
            ""
        })
final class QueryVerb implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Foz foz;

    @Parameters(paramLabel = "SQL", arity = "0..1", description = "The question, or - for standard input.")
    @Nullable
    String sql;

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json, ndjson or parquet. (table)")
    @Nullable
    AnswerForm format;

    @Option(names = "--to", paramLabel = "FILE", description = "Where a parquet answer goes.")
    @Nullable
    Path to;

    @Option(
            names = "--as-of",
            paramLabel = "TIME|SNAPSHOT",
            description = "Every table as it was at a time, or when a snapshot was made.")
    @Nullable
    String asOf;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "512MB",
            description = "At most so much memory. (512MB)")
    String memory = "512MB";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "Give up after so long. (300)")
    int timeout;

    @Override
    public Integer call() throws IOException {
        Foz parent = Objects.requireNonNull(foz);
        Invocation invocation = parent.invocation();
        if (timeout < 1) {
            throw new FozException(
                    AppFailure.WRONG_OPTION,
                    "option",
                    "--timeout",
                    "expected",
                    "a number of seconds from 1",
                    "found",
                    timeout);
        }
        Limits limits = new Limits(
                Sizes.bytes("--memory", memory),
                Duration.ofSeconds(timeout),
                Runtime.getRuntime().availableProcessors());
        try (Platform platform = Reading.open(parent);
                Session session = asOf == null ? platform.session(limits) : platform.session(limits, asOf)) {
            if (sql == null && invocation.terminal().look().live()) {
                talk(parent, platform, session);
                return ExitCode.DONE;
            }
            answer(
                    parent,
                    session,
                    sql == null || sql.equals("-")
                            ? new String(invocation.in().readAllBytes(), StandardCharsets.UTF_8)
                            : sql);
            return ExitCode.DONE;
        }
    }

    private AnswerForm form(Foz parent) {
        return format == null ? parent.json() ? AnswerForm.JSON : AnswerForm.TABLE : format;
    }

    private void answer(Foz parent, Session session, String question) {
        Invocation invocation = parent.invocation();
        if (form(parent) == AnswerForm.PARQUET) {
            if (to == null) {
                throw new FozException(
                        AppFailure.WRONG_OPTION,
                        "option",
                        "--to",
                        "expected",
                        "a file for the parquet answer",
                        "found",
                        "none");
            }
            long rows = session.write(question, invocation.resolve(to));
            invocation.terminal().note(Amount.count(rows, "row", "rows") + " in " + invocation.show(to));
            return;
        }
        if (to != null) {
            throw new FozException(
                    AppFailure.WRONG_OPTION,
                    "option",
                    "--to",
                    "expected",
                    "--format parquet with it",
                    "found",
                    "another form");
        }
        AnswerWriter writer = new AnswerWriter(invocation.terminal(), rows -> {});
        session.ask(question, answer -> writer.write(answer, form(parent)));
    }

    private void talk(Foz parent, Platform platform, Session session) throws IOException {
        Map<TableName, Schema> tables = new TreeMap<>();
        platform.lake().tables().stream()
                .filter(t -> t.whole().equals(t))
                .forEach(t -> platform.lake()
                        .table(t)
                        .ifPresent(s -> tables.put(t, s.layout().schema())));
        AnswerWriter writer = new AnswerWriter(
                parent.invocation().terminal(),
                rows -> parent.invocation().terminal().note(Amount.count(rows, "row", "rows")));
        Prompt prompt = new Prompt(
                parent.invocation().terminal(),
                Words.of(tables),
                question -> session.ask(question, answer -> writer.write(answer, form(parent))),
                session::cancel);
        prompt.talk(Files.createDirectories(parent.place().data()).resolve("query-history"));
    }
}
