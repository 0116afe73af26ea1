package foz.app.command;

import foz.api.failure.FozException;
import foz.app.json.Json;
import foz.app.terminal.Amount;
import foz.app.terminal.Terminal;
import foz.app.terminal.TextTable;
import foz.lake.Upkeep;
import java.util.Map;

/**
 * What upkeep did, or would do.
 *
 * @param planned whether nothing was done
 */
record UpkeepPage(Upkeep upkeep, boolean planned) {

    void tell(Terminal terminal) {
        TextTable lines =
                TextTable.of("table", "put together", ">size", ">snapshots let go", ">kept", ">files let go", ">size");
        upkeep.tables().stream()
                .filter(table -> !table.isNothing())
                .forEach(table -> lines.row(
                        table.table().toString(),
                        table.compacted().files() == 0
                                ? "nothing"
                                : Amount.count(table.compacted().files(), "file", "files") + " into "
                                        + Amount.count(table.compacted().into()),
                        Amount.bytes(table.compacted().bytes()),
                        Amount.count(table.expired().snapshots().size()),
                        Amount.count(table.expired().kept()),
                        Amount.count(table.expired().files().size()),
                        Amount.bytes(table.expired().bytes())));
        if (lines.isEmpty()) {
            terminal.say("No table needs anything.");
        } else {
            terminal.say(lines);
        }
        upkeep.tables().forEach(table -> {
            table.remarks().forEach(terminal::say);
            table.failure()
                    .map(FozException::sentence)
                    .ifPresent(failure -> terminal.note(table.table() + ": " + failure.text()));
        });
        String verb = planned ? " can be deleted" : " deleted";
        terminal.say(
                Amount.count(upkeep.deleted().size(), "file", "files") + " that nobody needs" + verb + waiting() + ".");
        if (planned) {
            terminal.say("Nothing has been done; to do it: foz maintain");
        }
    }

    private String waiting() {
        Upkeep.Waiting waiting = upkeep.waiting();
        long all = waiting.forReaders() + waiting.forGrace();
        return all == 0
                ? ""
                : "; " + Amount.count(all) + " later (" + Amount.count(waiting.forReaders()) + " may still be read, "
                        + Amount.count(waiting.forGrace()) + " were let go a moment ago)";
    }

    String json() {
        return Json.text(Json.object(
                "dry-run", planned,
                "tables", upkeep.tables().stream().map(UpkeepPage::json).toList(),
                "deleted-files", upkeep.deleted().size(),
                "waiting-for-readers", upkeep.waiting().forReaders(),
                "waiting-for-grace", upkeep.waiting().forGrace()));
    }

    private static Map<String, Object> json(Upkeep.TableUpkeep table) {
        return Json.object(
                "table", table.table(),
                "compacted-files", table.compacted().files(),
                "compacted-into", table.compacted().into(),
                "compacted-bytes", table.compacted().bytes(),
                "snapshots-let-go", table.expired().snapshots().size(),
                "snapshots-kept", table.expired().kept(),
                "files-let-go", table.expired().files().size(),
                "bytes-let-go", table.expired().bytes(),
                "remarks", table.remarks(),
                "failure", table.failure().map(failure -> failure.sentence().text()));
    }
}
