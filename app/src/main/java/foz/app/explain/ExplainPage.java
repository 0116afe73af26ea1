package foz.app.explain;

import foz.api.balance.BatchRow;
import foz.api.balance.Effort;
import foz.api.lake.Lake;
import foz.api.plan.TablePlan;
import foz.app.json.Json;
import foz.app.terminal.Amount;
import foz.app.terminal.Style;
import foz.app.terminal.Terminal;
import foz.app.terminal.TextTable;
import foz.refresh.Approach;
import foz.refresh.Outlook;
import foz.refresh.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one table is refreshed: the way and why, what its last refreshes read and wrote, where it stands, what would make it cheaper.
 *
 * @param outlooks of its stages, then its own
 * @param refreshes of it and its stages, the last few, oldest first
 * @param advice what would make it cheaper
 */
public record ExplainPage(
        TablePlan table, List<Outlook> outlooks, List<BatchRow> refreshes, List<String> advice, ZoneId zone) {

    private static final int SHOWN = 5;

    public ExplainPage {
        outlooks = List.copyOf(outlooks);
        refreshes = List.copyOf(refreshes);
        advice = List.copyOf(advice);
    }

    /** The page of a table. */
    public static ExplainPage of(TablePlan table, List<Outlook> outlooks, Lake lake, ZoneId zone) {
        List<BatchRow> all = lake.ledger().accounts().stream()
                .filter(row -> row.edge().equals("table") && !row.how().equals("none"))
                .filter(row -> outlooks.stream()
                        .anyMatch(o -> o.table().name().toString().equals(row.origin())))
                .toList();
        List<BatchRow> last = all.subList(Math.max(0, all.size() - SHOWN * outlooks.size()), all.size());
        List<BatchRow> own = last.stream()
                .filter(row -> row.origin().equals(table.name().toString()))
                .toList();
        return new ExplainPage(table, outlooks, last, new Advice(lake, table, own).sentences(), zone);
    }

    /** The table in one line: how, and where it stands. */
    public List<String> line() {
        Approach approach = Approach.of(table);
        return List.of(table.name().toString(), approach.word(), stands(own()), approach.because());
    }

    /** A table of such lines. */
    public static TextTable lines() {
        return TextTable.of("table", "follows by", "stands", "because");
    }

    private Outlook own() {
        return outlooks.getLast();
    }

    /** All of it, for people. */
    public void tell(Terminal terminal, Instant now) {
        Approach approach = Approach.of(table);
        terminal.say(terminal.look().style(Style.BOLD, table.name() + ": " + approach.word()));
        terminal.say(approach.sentence() + ", because " + approach.because() + ".");
        if (outlooks.size() > 1) {
            terminal.say("");
            terminal.say("Its query is computed in stages, each kept as a table of its own:");
            outlooks.subList(0, outlooks.size() - 1).forEach(stage -> {
                Approach way = Approach.of(stage.table());
                terminal.say("  " + stage.table().name() + ": " + way.word() + ", because " + way.because());
            });
        }
        terminal.say("");
        terminal.say("Refreshed   " + TimingText.of(table.timing()) + waits());
        terminal.say("Stands      " + stands(own()));
        outlooks.forEach(outlook -> inputs(outlook).forEach(terminal::say));
        tellRefreshes(terminal, now);
        if (!advice.isEmpty()) {
            terminal.say("");
            terminal.say("What would make it cheaper:");
            advice.forEach(sentence -> terminal.say("  - " + sentence));
        }
    }

    private String waits() {
        return own().turn() instanceof Turn.Waits waits
                ? waits.until().map(until -> "; next at " + local(until)).orElse("; waits, because " + waits.reason())
                : "";
    }

    private String local(Instant time) {
        return time.atZone(zone)
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ');
    }

    private static String stands(Outlook outlook) {
        if (outlook.failure().isPresent()) {
            return outlook.failure().get().sentence().text();
        }
        return switch (outlook.way()) {
            case NOTHING, ADVANCE -> "up to date";
            case APPEND, CHANGE -> "behind; the next refresh follows what changed";
            case WHOLE -> "the next refresh computes it whole: " + outlook.because();
        };
    }

    private static List<String> inputs(Outlook outlook) {
        List<String> lines = new ArrayList<>();
        for (Outlook.Input input : outlook.inputs()) {
            String what = input.change()
                    .map(change -> "came " + amount(change.came()) + ", went " + amount(change.went()))
                    .orElse("all " + amount(input.now()));
            boolean still = input.change()
                    .filter(c -> c.came().files() + c.went().files() == 0)
                    .isPresent();
            lines.add("            " + input.table() + ": " + (still ? "unchanged" : what));
        }
        return lines;
    }

    private static String amount(Outlook.Amount amount) {
        return amount.files() == 0
                ? "none"
                : Amount.count(amount.rows(), "row", "rows") + " in " + Amount.count(amount.files(), "file", "files")
                        + " (" + Amount.bytes(amount.bytes()) + ")";
    }

    private void tellRefreshes(Terminal terminal, Instant now) {
        if (refreshes.isEmpty()) {
            return;
        }
        terminal.say("");
        TextTable lines = TextTable.of(
                "last refreshes",
                "how",
                ">rows read",
                ">files",
                ">bytes",
                ">rows written",
                ">bytes",
                ">took",
                "because");
        refreshes.forEach(row -> lines.row(cells(row, now)));
        terminal.say(lines);
    }

    private List<String> cells(BatchRow row, Instant now) {
        Effort effort = row.effort();
        boolean stage = !row.origin().equals(table.name().toString());
        return List.of(
                Amount.ago(Duration.between(row.at(), now))
                        + (stage ? " " + row.origin().substring(row.origin().indexOf('$')) : ""),
                row.how(),
                Amount.count(effort.rowsRead()),
                Amount.count(effort.filesRead()),
                Amount.bytes(effort.bytesRead()),
                Amount.count(effort.rowsWritten()),
                Amount.bytes(effort.bytesWritten()),
                Amount.duration(Duration.ofMillis(effort.millis())),
                row.because());
    }

    /** All of it, for programs. */
    public Map<String, Object> json() {
        Approach approach = Approach.of(table);
        return Json.object(
                "table", table.name(),
                "way", approach.word(),
                "because", approach.because(),
                "stages",
                        outlooks.subList(0, outlooks.size() - 1).stream()
                                .map(o -> stage(o.table()))
                                .toList(),
                "refresh", TimingText.of(table.timing()),
                "waits-until", own().turn() instanceof Turn.Waits waits ? waits.until() : Optional.empty(),
                "next", outlooks.stream().map(OutlookJson::of).toList(),
                "last-refreshes", refreshes.stream().map(ExplainPage::json).toList(),
                "advice", advice);
    }

    private static Map<String, Object> stage(TablePlan stage) {
        Approach approach = Approach.of(stage);
        return Json.object("table", stage.name(), "way", approach.word(), "because", approach.because());
    }

    private static Map<String, Object> json(BatchRow row) {
        Effort effort = row.effort();
        return Json.object(
                "table", row.origin(),
                "at", row.at(),
                "how", row.how(),
                "because", row.because(),
                "rows-read", effort.rowsRead(),
                "files-read", effort.filesRead(),
                "bytes-read", effort.bytesRead(),
                "rows-written", effort.rowsWritten(),
                "bytes-written", effort.bytesWritten(),
                "milliseconds", effort.millis());
    }
}
