package foz.app.command;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.failure.FozException;
import foz.api.failure.Sentence;
import foz.app.json.Json;
import foz.app.platform.RunReport;
import foz.app.terminal.Amount;
import foz.app.terminal.BalanceLines;
import foz.app.terminal.Style;
import foz.app.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a run did, in words. */
final class ReportPages {

    private ReportPages() {}

    static void tell(Terminal terminal, RunReport report, Duration took) {
        BalanceLines lines = new BalanceLines();
        report.sources().stream()
                .filter(ReportPages::worked)
                .forEach(o -> lines.add("bronze." + o.origin(), o.balance()));
        report.tables().stream().filter(ReportPages::worked).forEach(o -> lines.add(o.origin(), o.balance()));
        terminal.say(lines.lines(terminal.look()));
        List<Sentence> notes = outcomes(report).flatMap(o -> o.notes().stream()).toList();
        if (!notes.isEmpty()) {
            terminal.say("");
            notes.forEach(note -> terminal.say(note.text()));
        }
        warned(terminal, report);
        quarantined(terminal, report);
        terminal.out().flush();
        for (FozException failure : report.failures()) {
            terminal.note(terminal.errLook().style(Style.RED, "foz:") + " " + said(report, failure));
        }
        closing(terminal, report, took);
    }

    // What the engine says of a value doesn't name the table whose SQL it was.
    private static String said(RunReport report, FozException failure) {
        String text = failure.sentence().text();
        return report.tables().stream()
                .filter(o -> o.failure().filter(f -> f == failure).isPresent() && !text.contains(o.origin()))
                .findFirst()
                .map(o -> o.origin() + ": " + text)
                .orElse(text);
    }

    private static boolean worked(Outcome outcome) {
        return !outcome.accounts().isEmpty();
    }

    private static Stream<Outcome> outcomes(RunReport report) {
        return Stream.concat(report.sources().stream(), report.tables().stream());
    }

    private static void warned(Terminal terminal, RunReport report) {
        outcomes(report).forEach(o -> {
            long warned = o.accounts().stream().mapToLong(BatchRow::warned).sum();
            if (warned > 0) {
                terminal.say(Amount.count(warned, "row", "rows") + " of " + o.origin()
                        + " stayed although a warn rule is not true for " + (warned == 1 ? "it." : "them."));
            }
        });
    }

    private static void quarantined(Terminal terminal, RunReport report) {
        long rows = outcomes(report).mapToLong(o -> o.balance().quarantined()).sum();
        if (rows > 0) {
            terminal.say("");
            terminal.say(Amount.count(rows, "row is", "rows are") + " in the quarantine; to see why: foz bad list");
        }
    }

    private static void closing(Terminal terminal, RunReport report, Duration took) {
        long files =
                report.sources().stream().mapToLong(o -> o.accounts().size()).sum();
        long records =
                report.sources().stream().mapToLong(o -> o.balance().received()).sum();
        boolean idle = outcomes(report).noneMatch(ReportPages::worked);
        if (idle && report.isDone()) {
            terminal.say("Nothing new; every table is up to date.");
        } else if (report.isDone()) {
            String taken = files == 0
                    ? ""
                    : ": " + Amount.count(files, "file", "files") + ", " + Amount.count(records, "record", "records");
            terminal.say("Done in " + Amount.duration(took) + taken + "; every balance closes.");
        } else {
            int failed = report.failures().size();
            terminal.note("Not everything is done: " + Amount.count(failed, "failure", "failures")
                    + ". What is done is kept; foz run goes on from here.");
        }
    }

    static Map<String, Object> json(RunReport report, Duration took) {
        List<Map<String, Object>> outcomes = new ArrayList<>();
        report.sources().forEach(o -> outcomes.add(json("bronze." + o.origin(), o)));
        report.tables().forEach(o -> outcomes.add(json(o.origin(), o)));
        return Json.object(
                "done", report.isDone(),
                "milliseconds", took.toMillis(),
                "outcomes", outcomes,
                "failures", report.failures().stream().map(ReportPages::json).toList());
    }

    private static Map<String, Object> json(String name, Outcome outcome) {
        return Json.object(
                "table", name,
                "accounts", outcome.accounts().size(),
                "balance", json(outcome.balance()),
                "notes", outcome.notes().stream().map(Sentence::text).toList(),
                "failure", outcome.failure().map(ReportPages::json));
    }

    private static Map<String, Object> json(FozException failure) {
        return Json.object(
                "code", failure.code().id(), "sentence", failure.sentence().text());
    }

    static Map<String, Object> json(Balance b) {
        return Json.object(
                "received",
                b.received(),
                "filtered",
                b.filtered(),
                "written",
                b.written(),
                "quarantined",
                b.quarantined(),
                "ignored",
                b.ignored(),
                "dropped",
                b.dropped(),
                "duplicate",
                b.duplicate(),
                "conflicting",
                b.conflicting(),
                "closes",
                b.closes());
    }
}
