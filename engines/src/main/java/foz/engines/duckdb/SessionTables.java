package foz.engines.duckdb;

import foz.api.engine.Past;
import foz.api.engine.Scan;
import foz.api.engine.SystemRows;
import foz.api.type.Field;
import foz.api.type.TableName;
import foz.engines.database.Catalog;
import foz.engines.database.DuckDb;
import foz.engines.database.ParquetScan;
import foz.engines.database.SqlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tables of a session. All are known by name from the beginning; what costs something is done when a question names one for the first
 * time: footers are read, snapshots looked up, rows about a table made. Snapshots are tables of schemas of their own, {@code gold@123}.
 */
final class SessionTables {

    private static final String STATE = "_state_";
    private static final Set<String> PARTS = Set.of("snapshots", "history", "files");

    private final Past past;
    private final Map<TableName, Scan> tables = new TreeMap<>();
    private final Map<TableName, SystemRows> rows = new TreeMap<>();
    private final Map<String, Scan> snapshots = new LinkedHashMap<>();
    private final Map<String, String> ready = new HashMap<>();
    private Set<String> readable = Set.of();

    SessionTables(List<Scan> tables, List<SystemRows> rows, Past past) {
        this.past = past;
        tables.forEach(t -> this.tables.put(t.table(), t));
        rows.forEach(r -> this.rows.put(r.table(), r));
    }

    /** Every table with its name as people see it; parts of tables aren't among them. */
    List<String> names() {
        Set<TableName> names = new LinkedHashSet<>(tables.keySet());
        names.addAll(rows.keySet());
        return names.stream()
                .filter(t -> !t.name().contains("$"))
                .map(TableName::toString)
                .sorted()
                .toList();
    }

    /** Whether there is a table of that name. */
    boolean has(TableName table) {
        return tables.containsKey(table) || rows.containsKey(table) || isPart(table);
    }

    private boolean isPart(TableName table) {
        TableName whole = table.whole();
        return !whole.equals(table)
                && tables.containsKey(whole)
                && PARTS.contains(table.name().substring(whole.name().length() + 1));
    }

    /** The schema in which a table stands as of a snapshot; empty for tables that have no past. */
    Optional<String> at(TableName table, long snapshot) {
        return past.at(table, snapshot).map(this::remembered);
    }

    /** The schema in which a table stands as of a time; empty for tables that have no past. */
    Optional<String> at(TableName table, String time) {
        return past.at(table, time).map(this::remembered);
    }

    private String remembered(Scan scan) {
        snapshots.putIfAbsent(
                SqlText.name(schema(scan)) + "." + SqlText.name(scan.table().name()), scan);
        return schema(scan);
    }

    private static String schema(Scan scan) {
        return Catalog.schema(scan.table().layer()) + "@" + scan.snapshot();
    }

    /** Makes every table known to a new database, and says which files it must be able to read. */
    Set<String> makeIn(DuckDb database) {
        ready.clear();
        readable = new LinkedHashSet<>();
        for (Scan table : tables.values()) {
            Catalog.view(database, table.table(), ParquetScan.select(table, shown(table)));
            readable.addAll(files(table));
        }
        rows.values().forEach(r -> SystemTable.create(database, r));
        snapshots.values().forEach(s -> readable.addAll(files(s)));
        return readable;
    }

    /** Whether a snapshot has files that the database can't read, for what it can read is settled at its beginning. */
    boolean outgrow() {
        return snapshots.values().stream().anyMatch(s -> !readable.containsAll(files(s)));
    }

    /** Makes ready what a question names. */
    void prepare(DuckDb database, Question question, Collection<TableName> named) {
        for (TableName table : named) {
            Scan scan = tables.get(table);
            if (scan != null) {
                view(database, Catalog.name(table), scan, question);
            } else if (isPart(table) && ready.put(table.toString(), "") == null) {
                past.about(table).ifPresent(about -> SystemTable.create(database, about));
            }
        }
        snapshots.forEach((name, scan) -> {
            if (question.text().contains("@" + scan.snapshot())) {
                database.execute("CREATE SCHEMA IF NOT EXISTS " + SqlText.name(schema(scan)));
                view(database, name, scan, question);
            }
        });
    }

    /** {@code SELECT *} doesn't show the columns that only refreshes need; who names one finds it. */
    private void view(DuckDb database, String name, Scan scan, Question question) {
        List<Field> fields = shown(scan);
        if (!question.text().contains(STATE)) {
            fields.removeIf(f -> f.name().startsWith(STATE));
        }
        String view = name + fields.size();
        if (!view.equals(ready.put(name, view))) {
            database.execute("CREATE OR REPLACE VIEW " + name + " AS " + ParquetScan.planned(database, scan, fields));
        }
    }

    private static List<String> files(Scan scan) {
        return scan.files().stream().map(f -> f.path().toString()).toList();
    }

    /** Columns that tell a row's origin come last. */
    private static List<Field> shown(Scan scan) {
        List<Field> fields = new ArrayList<>(scan.layout().schema().fields());
        fields.sort(Comparator.comparing(f -> f.name().startsWith("_")));
        return fields;
    }
}
