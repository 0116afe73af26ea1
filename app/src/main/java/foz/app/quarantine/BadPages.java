package foz.app.quarantine;

import foz.api.balance.Quarantine;
import foz.api.plan.SourcePlan;
import foz.app.json.Json;
import foz.app.terminal.Amount;
import foz.app.terminal.Look;
import foz.app.terminal.Style;
import foz.app.terminal.TextTable;
import foz.app.terminal.TextWidth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The quarantine in words: its groups, and single rows. */
public final class BadPages {

    private static final int EXAMPLE = 48;

    private BadPages() {}

    /** The groups of some rows, the largest first, each with an example. */
    public static TextTable groups(List<BadRow> rows) {
        TextTable table = TextTable.of("where", "reason", "what", ">rows", "for example", "id");
        grouped(rows).entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<BadRow.Group, List<BadRow>> g) ->
                                -g.getValue().size())
                        .thenComparing(g -> g.getKey().toString()))
                .forEach(g -> {
                    BadRow first = g.getValue().getFirst();
                    table.row(
                            g.getKey().origin(),
                            g.getKey().code(),
                            g.getKey().what(),
                            Amount.count(g.getValue().size()),
                            TextWidth.cut(TextWidth.oneLine(first.sentence()), EXAMPLE, "\u2026"),
                            first.shortId());
                });
        return table;
    }

    /** The groups for programs. */
    public static List<Map<String, Object>> json(List<BadRow> rows) {
        List<Map<String, Object>> groups = new ArrayList<>();
        grouped(rows)
                .forEach((group, members) -> groups.add(Json.object(
                        "origin", group.origin(),
                        "code", group.code(),
                        "what", group.what(),
                        "rows", members.size(),
                        "example", members.getFirst().sentence(),
                        "ids", members.stream().map(BadRow::id).toList())));
        return groups;
    }

    private static Map<BadRow.Group, List<BadRow>> grouped(List<BadRow> rows) {
        Map<BadRow.Group, List<BadRow>> groups = new LinkedHashMap<>();
        rows.forEach(
                r -> groups.computeIfAbsent(r.group(), g -> new ArrayList<>()).add(r));
        return groups;
    }

    /** One row, with its offending place marked and the commands that help. */
    public static List<String> page(BadRow row, Optional<SourcePlan> source, Optional<byte[]> header, Look look) {
        List<String> lines = new ArrayList<>();
        lines.add(look.style(Style.BOLD, row.shortId()) + "  " + row.origin() + ", " + row.code() + ", "
                + row.status().name().toLowerCase(Locale.ROOT));
        place(row).ifPresent(lines::add);
        lines.add("");
        lines.addAll(MarkedRecord.lines(Mark.text(row, source), Mark.of(row, source, header), look, 2));
        lines.add("");
        lines.add("  " + look.style(Style.RED, row.sentence()));
        if (row.status() == Quarantine.Status.OPEN) {
            lines.add("");
            lines.addAll(help(row));
        }
        return lines;
    }

    private static Optional<String> place(BadRow row) {
        if (row.file().isEmpty()) {
            return Optional.empty();
        }
        StringBuilder place = new StringBuilder(row.file().get());
        row.line().ifPresent(line -> place.append(':').append(line));
        row.record().ifPresent(record -> place.append(", record ").append(Amount.count(record)));
        row.byteOffset().ifPresent(offset -> place.append(", byte ").append(Amount.count(offset)));
        return Optional.of(place.toString());
    }

    private static List<String> help(BadRow row) {
        if (row.isOfTable()) {
            return List.of(
                    "  after a change of the rule or the SQL:  foz run",
                    "  not worth keeping:                      foz bad dismiss " + row.shortId() + " --yes");
        }
        String edit = row.column().map(c -> c + "=\u2026").orElse("COLUMN=VALUE");
        return List.of(
                "  edit this one and put it back:          foz bad replay " + row.shortId() + " --edit " + edit,
                "  after a change of foz.yaml, all alike:  foz bad replay --origin " + row.origin() + " --reason "
                        + row.code(),
                "  not worth keeping:                      foz bad dismiss " + row.shortId() + " --yes");
    }

    /** One row for programs. */
    public static Map<String, Object> json(BadRow row, Optional<SourcePlan> source, Optional<byte[]> header) {
        Optional<Mark> mark = Mark.of(row, source, header);
        return Json.object(
                "id", row.id(),
                "origin", row.origin(),
                "status", row.status().name().toLowerCase(Locale.ROOT),
                "file", row.file(),
                "record", row.record().isPresent() ? row.record().getAsLong() : null,
                "line", row.line().isPresent() ? row.line().getAsLong() : null,
                "byte-offset", row.byteOffset().isPresent() ? row.byteOffset().getAsLong() : null,
                "column", row.column(),
                "code", row.code(),
                "rule", row.rule(),
                "sentence", row.sentence(),
                "raw", Mark.text(row, source),
                "mark", mark.map(m -> List.of(m.from(), m.to())));
    }
}
