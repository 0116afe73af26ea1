package foz.engines.duckdb;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.sql.Incremental.Step;
import foz.api.sql.Incremental.Term;
import foz.api.type.Field;
import foz.api.type.TableName;
import foz.engines.database.Catalog;
import foz.engines.database.DuckDb;
import foz.engines.database.DuckDbTypes;
import foz.engines.database.ParquetScan;
import foz.engines.database.SqlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the SQL of a job may name: each input as it is now, as it was, what happened to it, both together; the table itself; the results
 * of steps. Where rows went, what came and what went is netted once and kept: files are written again for the sake of a few rows, and
 * most of what went came back in the same breath.
 */
final class Relations {

    /** What happened, beside the columns of an input. */
    static final String CHANGE = "_change";

    private static final String SELF = "_job.self";

    private final Meter meter;
    private final DuckDb database;
    private final List<TableName> renamed = new ArrayList<>();
    private final Set<TableName> changed = new HashSet<>();
    private final Map<String, Step> done = new HashMap<>();

    /** In a database that has a schema {@code _job}. */
    Relations(Meter meter, DuckDb database) {
        this.meter = meter;
        this.database = database;
    }

    /** Makes an input known as it is now. */
    void input(Scan now) {
        known(now.table());
        Catalog.view(database, now.table(), select(now));
    }

    private void known(TableName table) {
        Catalog.layer(database, table);
        if (Catalog.isRenamed(table.layer())) {
            renamed.add(table);
        }
    }

    /**
     * Makes an input known with what happened to it.
     *
     * @param text all SQL that may name it: what isn't named isn't made, for that takes a look at each file
     */
    void input(Delta delta, String text) {
        TableName table = delta.table();
        boolean ever = isNamed(table, "$ever", text);
        if (ever || isNamed(table, "", text)) {
            input(delta.now());
        } else {
            known(table);
        }
        if (isNamed(table, "$before", text)) {
            view(table, "$before", select(delta.before()));
        }
        boolean nets = delta.added().rows() > 0 && delta.removed().rows() > 0;
        if (nets) {
            database.execute("CREATE TABLE " + name(table, "$change") + " AS " + netted(delta));
        } else {
            view(table, "$change", signed(delta.added(), 1) + " UNION ALL " + signed(delta.removed(), -1));
        }
        boolean isChanged = nets
                ? isFilled(name(table, "$change"))
                : delta.added().rows() + delta.removed().rows() > 0;
        if (isChanged) {
            changed.add(table);
        }
        if (ever) {
            view(table, "$ever", ever(delta));
        }
    }

    private static boolean isNamed(TableName table, String part, String text) {
        return text.contains(SqlText.name(table.layer()) + "." + SqlText.name(table.name() + part));
    }

    /** Makes the table itself known. */
    void self(Scan self) {
        database.execute("CREATE VIEW " + SELF + " AS " + select(self));
    }

    /** Whether anything happened to any input. */
    boolean isChanged() {
        return !changed.isEmpty();
    }

    /** The text with the names that tables have in this database: layers {@code system} and {@code temp} are called otherwise here. */
    String sql(String text) {
        String known = text;
        for (TableName table : renamed) {
            for (String part : List.of("", "$before", "$change", "$ever")) {
                known = known.replace(
                        SqlText.name(table.layer()) + "." + SqlText.name(table.name() + part), name(table, part));
            }
        }
        return known;
    }

    /** Runs steps in their order, each once. */
    void run(List<Step> steps) {
        for (Step step : steps) {
            if (!step.equals(done.put(step.name(), step))) {
                run(step);
            }
        }
    }

    private void run(Step step) {
        String table = "_job." + SqlText.name(step.name());
        List<Term> concerned = step.terms().stream().filter(this::isConcerned).toList();
        String rows = concerned.isEmpty()
                ? select(step.terms().getFirst()) + " LIMIT 0"
                : concerned.stream().map(this::select).collect(Collectors.joining(" UNION ALL "));
        database.execute("CREATE OR REPLACE TABLE " + table + " AS " + rows);
        for (String column : step.bounds()) {
            bound(step, column, "min");
            bound(step, column, "max");
        }
    }

    private void bound(Step step, String column, String end) {
        database.execute("SET VARIABLE " + SqlText.name(step.name() + "." + column + "." + end) + " = (SELECT " + end
                + "(" + SqlText.name(column) + ") FROM _job." + SqlText.name(step.name()) + ")");
    }

    private String select(Scan scan) {
        return ParquetScan.planned(database, meter.of(scan));
    }

    private String select(Term term) {
        return "SELECT * FROM (" + sql(term.sql()) + "\n)";
    }

    private boolean isConcerned(Term term) {
        return term.concerned().stream().anyMatch(changed::contains);
    }

    private boolean isFilled(String table) {
        return database.number("SELECT count(*) FROM (SELECT 1 FROM " + table + " LIMIT 1)") > 0;
    }

    private static String ever(Delta delta) {
        String columns = SqlText.names(columns(delta.now()));
        String now = "SELECT " + columns + " FROM " + name(delta.table(), "");
        return delta.removed().rows() == 0
                ? now
                : now + " UNION ALL SELECT " + columns + " FROM " + name(delta.table(), "$change") + " WHERE " + CHANGE
                        + " < 0";
    }

    private String netted(Delta delta) {
        Collection<String> columns = columns(delta.now());
        return repeated(
                SqlText.names(columns),
                "SELECT " + SqlText.names(columns) + ", sum(" + CHANGE + ") AS _foz_n FROM (" + signed(delta.added(), 1)
                        + " UNION ALL " + signed(delta.removed(), -1) + ") GROUP BY ALL HAVING sum(" + CHANGE
                        + ") <> 0",
                ", CAST(sign(_foz_n) AS INTEGER) AS " + CHANGE);
    }

    /** Each row as often as {@code _foz_n} says, forgetting its sign. */
    static String repeated(String columns, String counted, String more) {
        return "SELECT " + columns + more
                + " FROM (SELECT *, unnest(range(CAST(abs(_foz_n) AS BIGINT))) AS _foz_i FROM (" + counted + "))";
    }

    private String signed(Scan files, int sign) {
        return "SELECT *, " + sign + " AS " + CHANGE + " FROM (" + select(files) + ")";
    }

    private void view(TableName table, String part, String select) {
        database.execute("CREATE VIEW " + name(table, part) + " AS " + select);
    }

    private static String name(TableName table, String part) {
        return SqlText.name(Catalog.schema(table.layer())) + "." + SqlText.name(table.name() + part);
    }

    private static List<String> columns(Scan scan) {
        return scan.layout().schema().fields().stream().map(Field::name).toList();
    }

    /** The columns cast to their types, as a list. */
    static String cast(Collection<Field> fields) {
        return fields.stream().map(DuckDbTypes::cast).collect(Collectors.joining(", "));
    }
}
