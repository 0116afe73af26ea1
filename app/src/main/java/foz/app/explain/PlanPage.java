package foz.app.explain;

import foz.app.json.Json;
import foz.app.terminal.Amount;
import foz.app.terminal.Style;
import foz.app.terminal.Terminal;
import foz.refresh.Outlook;
import java.util.List;
import java.util.Map;

/**
 * What the next run of a folder would do.
 *
 * @param arrivals what waits in each source, in words; only where something does
 * @param steps one for each table that something would be done to, in order
 * @param gone tables of the lake that the folder no longer mentions
 */
public record PlanPage(List<PlanStep> steps, List<Arrivals> arrivals, List<String> gone) {

    public PlanPage {
        steps = List.copyOf(steps);
        arrivals = List.copyOf(arrivals);
        gone = List.copyOf(gone);
    }

    /** Files that a source lists and that were not taken in as they are. */
    public record Arrivals(String source, long files, long bytes) {}

    /** For people. */
    public void tell(Terminal terminal) {
        if (steps.isEmpty() && arrivals.isEmpty()) {
            terminal.say("Nothing to do: every table is as the folder says and up to date.");
        }
        arrivals.forEach(waiting -> terminal.say("bronze." + waiting.source() + ": takes in "
                + Amount.count(waiting.files(), "file", "files") + " (" + Amount.bytes(waiting.bytes())
                + "); what reads it follows"));
        for (PlanStep step : steps) {
            terminal.say(terminal.look().style(Style.BOLD, step.table() + ": " + step.what())
                    + (step.because().isEmpty() ? "" : ", because " + step.because()));
            step.details().forEach(detail -> terminal.say("    " + detail));
        }
        gone.forEach(table -> terminal.say(table + ": is no longer in the folder; it stays in the lake as it is"));
        Outlook.Amount reads = steps.stream().map(PlanStep::reads).reduce(Outlook.Amount.NONE, Outlook.Amount::plus);
        if (!steps.isEmpty()) {
            terminal.say("");
            terminal.say("Reads " + (reads.rows() == 0 && !arrivals.isEmpty() ? "what arrives" : amount(reads))
                    + ". Nothing has been written; to do it: foz run");
        }
    }

    private static String amount(Outlook.Amount amount) {
        return "at least " + Amount.count(amount.rows(), "row", "rows") + " in "
                + Amount.count(amount.files(), "file", "files") + ", " + Amount.bytes(amount.bytes());
    }

    /** For programs. */
    public Map<String, Object> json() {
        return Json.object(
                "arrivals",
                        arrivals.stream()
                                .map(a -> Json.object("source", a.source(), "files", a.files(), "bytes", a.bytes()))
                                .toList(),
                "tables", steps.stream().map(PlanStep::json).toList(),
                "no-longer-in-the-folder", gone);
    }
}
