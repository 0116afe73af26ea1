package foz.app.command;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.lake.FileEntry;
import foz.api.lake.Lake;
import foz.api.lake.TableState;
import foz.app.json.Json;
import foz.app.terminal.Amount;
import foz.app.terminal.BalanceLines;
import foz.app.terminal.Terminal;
import foz.app.terminal.TextTable;
import foz.refresh.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a lake stands.
 *
 * @param tables every table
 * @param balances by table: of all files that count now, or of the last refresh
 * @param open rows in quarantine that nobody has dealt with
 * @param lastRun when the last batch began
 * @param ways by derived table: how it was refreshed last
 */
record StatusPage(
        List<TableState> tables,
        Map<String, Balance> balances,
        long open,
        Optional<Instant> lastRun,
        Map<String, String> ways) {

    static StatusPage of(Lake lake, long open) {
        List<TableState> tables = lake.tables().stream()
                .map(lake::table)
                .flatMap(Optional::stream)
                .toList();
        List<BatchRow> accounts = lake.ledger().accounts();
        return new StatusPage(
                tables,
                balances(lake, accounts),
                open,
                accounts.stream().map(BatchRow::at).max(Instant::compareTo),
                ways(accounts));
    }

    private static Map<String, String> ways(List<BatchRow> accounts) {
        Map<String, String> ways = new HashMap<>();
        accounts.stream()
                .filter(a -> a.edge().equals("table") && !a.how().equals("none"))
                .forEach(a -> ways.put(a.origin(), a.how()));
        return ways;
    }

    private static Map<String, Balance> balances(Lake lake, List<BatchRow> accounts) {
        Set<Long> live = new HashSet<>();
        accounts.stream()
                .filter(a -> a.file().isPresent())
                .map(BatchRow::origin)
                .distinct()
                .forEach(source -> lake.ledger().files(source).stream()
                        .filter(f -> f.state() == FileEntry.State.LIVE)
                        .forEach(f -> live.add(f.id())));
        Map<String, Balance> sources = new TreeMap<>();
        Map<String, Balance> tables = new LinkedHashMap<>();
        for (BatchRow a : accounts) {
            if (a.edge().equals("table")) {
                boolean anew = a.how().equals("whole");
                tables.merge(a.origin(), a.balance(), (before, now) -> anew ? now : before.plus(now));
            } else if (a.edge().equals("source")
                    && a.file().isPresent()
                    && live.contains(a.file().getAsLong())) {
                sources.merge("bronze." + a.origin(), a.balance(), Balance::plus);
            }
        }
        sources.putAll(tables);
        return sources;
    }

    /** Whether every balance closes. */
    boolean closes() {
        return balances.values().stream().allMatch(Balance::closes);
    }

    void tell(Terminal terminal, Instant now) {
        TextTable table = TextTable.of("table", ">rows", ">files", ">size", "as of", "how");
        tables.forEach(t -> table.row(
                t.table().toString(),
                Amount.count(t.rows()),
                Amount.count(t.files()),
                Amount.bytes(t.bytes()),
                t.committedAt().map(at -> Amount.ago(Duration.between(at, now))).orElse("never"),
                ways.getOrDefault(t.table().toString(), "") + waits(t, now)));
        terminal.say(table);
        terminal.say("");
        BalanceLines lines = new BalanceLines();
        balances.forEach(lines::add);
        terminal.say(lines.lines(terminal.look()));
        terminal.say("");
        lastRun.ifPresent(at -> terminal.say("Last change " + Amount.ago(Duration.between(at, now)) + "."));
        terminal.say(
                open == 0
                        ? "No open rows in the quarantine."
                        : Amount.count(open, "open row", "open rows") + " in the quarantine; to see why: foz bad list");
    }

    private static String waits(TableState table, Instant now) {
        return Turn.nextOf(table)
                .map(next -> next.isAfter(now) ? ", next in " + Amount.duration(Duration.between(now, next)) : ", due")
                .orElse("");
    }

    Map<String, Object> json() {
        Map<String, Object> accounts = new LinkedHashMap<>();
        balances.forEach((name, balance) -> accounts.put(name, ReportPages.json(balance)));
        return Json.object(
                "tables",
                        tables.stream()
                                .map(t -> Json.object(
                                        "table",
                                        t.table(),
                                        "rows",
                                        t.rows(),
                                        "files",
                                        t.files(),
                                        "bytes",
                                        t.bytes(),
                                        "snapshot",
                                        t.snapshot(),
                                        "committed-at",
                                        t.committedAt(),
                                        "how",
                                        Optional.ofNullable(ways.get(t.table().toString())),
                                        "next-turn",
                                        Turn.nextOf(t)))
                                .toList(),
                "balances", accounts,
                "open-quarantine", open,
                "last-change", lastRun);
    }
}
