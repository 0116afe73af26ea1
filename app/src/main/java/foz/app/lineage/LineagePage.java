package foz.app.lineage;

import foz.api.plan.Column;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.api.plan.TablePlan;
import foz.api.sql.Query;
import foz.api.sql.Query.ColumnLineage;
import foz.api.type.TableName;
import foz.app.json.Json;
import foz.app.terminal.Look;
import foz.app.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lineage of one pipeline. */
public final class LineagePage {

    private final Pipeline plan;

    /** Of a checked pipeline. */
    public LineagePage(Pipeline plan) {
        this.plan = plan;
    }

    /** Whether the pipeline has the table. */
    public boolean knows(TableName table) {
        return plan.table(table).isPresent() || source(table).isPresent();
    }

    /** Whether the table has the column. */
    public boolean knows(TableName table, String column) {
        return columnNames(table).contains(column);
    }

    /** Every table's name, for a message. */
    public String names() {
        return allTables().map(TableName::toString).collect(Collectors.joining(", "));
    }

    /** Which table reads which. */
    public List<String> tables() {
        List<String> lines = new ArrayList<>();
        plan.sources().forEach(s -> lines.add(s.table() + "  \u2190  source " + s.name()));
        plan.tables().forEach(t -> lines.add(t.name() + "  \u2190  " + inputs(t)));
        return lines;
    }

    /** Where each column of a table comes from. */
    public List<String> columns(TableName table, Look look) {
        TextTable columns = TextTable.of("column", "from");
        columnNames(table).forEach(c -> columns.row(c, origins(table, c)));
        return columns.lines(look);
    }

    /** The whole way of a column. */
    public List<String> column(TableName table, String column) {
        List<String> lines = new ArrayList<>();
        lines.add(table + "." + column);
        follow(table, column, 1, lines);
        return lines;
    }

    private void follow(TableName table, String column, int depth, List<String> lines) {
        String indent = "  ".repeat(depth);
        Optional<ColumnLineage> lineage = lineage(table, column);
        if (lineage.isEmpty()) {
            lines.add(indent
                    + (source(table).isPresent() ? origins(table, column) : "not told: its SQL is DuckDB's own"));
            return;
        }
        if (lineage.get().origins().isEmpty()) {
            lines.add(indent + "a value of the SQL itself");
        }
        for (Query.Origin origin : lineage.get().origins()) {
            lines.add(indent + (lineage.get().copied() ? "copied from " : "computed from ") + origin.table() + "."
                    + origin.column());
            follow(origin.table(), origin.column(), depth + 1, lines);
        }
    }

    private String origins(TableName table, String column) {
        Optional<SourcePlan> source = source(table);
        if (source.isPresent()) {
            return source.get().columns().stream()
                    .filter(c -> c.name().equals(column))
                    .findFirst()
                    .map(c -> "field " + c.from() + " of source " + source.get().name())
                    .orElse("Foz: where the row comes from");
        }
        return lineage(table, column)
                .map(l -> (l.copied() ? "" : l.origins().isEmpty() ? "the SQL itself" : "computed from ")
                        + l.origins().stream()
                                .map(o -> o.table() + "." + o.column())
                                .collect(Collectors.joining(", ")))
                .orElse("not told");
    }

    /** All of it for programs. */
    public List<Map<String, Object>> json() {
        return allTables().flatMap(t -> json(t).stream()).toList();
    }

    /** A table for programs. */
    public List<Map<String, Object>> json(TableName table) {
        return columnNames(table).stream()
                .map(c -> Json.object(
                        "table",
                        table,
                        "column",
                        c,
                        "copied",
                        lineage(table, c).map(ColumnLineage::copied).orElse(true),
                        "from",
                        from(table, c)))
                .toList();
    }

    private List<Map<String, Object>> from(TableName table, String column) {
        Optional<SourcePlan> source = source(table);
        if (source.isPresent()) {
            return source.get().columns().stream()
                    .filter(c -> c.name().equals(column))
                    .map(c -> Json.object("source", source.get().name(), "field", c.from()))
                    .toList();
        }
        return lineage(table, column).stream()
                .flatMap(l -> l.origins().stream())
                .map(o -> Json.object("table", o.table(), "column", o.column()))
                .toList();
    }

    private Stream<TableName> allTables() {
        return Stream.concat(
                plan.sources().stream().map(SourcePlan::table),
                plan.tables().stream().map(TablePlan::name));
    }

    private List<String> columnNames(TableName table) {
        return source(table)
                .map(s -> s.columns().stream().map(Column::name).toList())
                .or(() ->
                        plan.table(table).map(t -> t.query().columns().visible().names()))
                .orElse(List.of());
    }

    private Optional<SourcePlan> source(TableName table) {
        return plan.sources().stream().filter(s -> s.table().equals(table)).findFirst();
    }

    private Optional<ColumnLineage> lineage(TableName table, String column) {
        return plan.table(table).stream()
                .flatMap(t -> t.query().lineage().stream())
                .filter(l -> l.column().equals(column))
                .findFirst();
    }

    private static String inputs(TablePlan table) {
        return table.query().inputs().stream().sorted().map(TableName::toString).collect(Collectors.joining(", "));
    }
}
