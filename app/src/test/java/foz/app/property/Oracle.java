package foz.app.property;

import foz.app.property.Outside.Live;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A plain DuckDB that computes every table whole, from the text as its author wrote it and rows by the harness's own account. It knows
 * nothing of Foz but what a calendar and a wall clock are: its session lives in the pipeline's zone, {@code local(x)} is a macro. Tables
 * with rules read bronze row by row; they are asked for the rows' origin, and {@link Verdict} says what stays.
 */
final class Oracle implements AutoCloseable {

    private static final Pattern UNITS = Pattern.compile("timestampdiff\\((\\w+),", Pattern.CASE_INSENSITIVE);

    private final Connection database;

    Oracle(String zone) {
        try {
            database = DriverManager.getConnection("jdbc:duckdb:");
            execute("SET threads = 1");
            execute("SET TimeZone = '" + zone + "'");
            execute("CREATE MACRO local(x) AS timezone('" + zone + "', x)");
            for (String schema : List.of("bronze", "origin", "silver", "gold")) {
                execute("CREATE SCHEMA " + schema);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What must be there.
     *
     * @param tables name to rows
     * @param rejected name to the number of rows that rules put into the quarantine
     */
    record Answer(Map<String, Bag> tables, Map<String, Long> rejected) {}

    Answer compute(List<TableText> tables, Map<Feed, List<Live>> rows) {
        rows.forEach(this::fill);
        Map<String, Bag> bags = new TreeMap<>();
        Map<String, Long> rejected = new TreeMap<>();
        for (TableText table : tables) {
            long refused = 0;
            if (table.rules().isEmpty()) {
                execute("CREATE OR REPLACE TABLE " + table.name() + " AS " + plain(table.sql()));
            } else {
                refused = judged(table);
            }
            bags.put(table.name(), bag("SELECT * FROM " + table.name()));
            rejected.put(table.name(), refused);
        }
        return new Answer(bags, rejected);
    }

    private void fill(Feed feed, List<Live> rows) {
        String origin = "origin." + feed.name();
        execute("CREATE OR REPLACE TABLE " + origin + " ("
                + feed.columns().stream().map(c -> c.name() + " " + c.duckdb()).collect(Collectors.joining(", "))
                + ", _file INTEGER, _record INTEGER)");
        if (!rows.isEmpty()) {
            execute(rows.stream()
                    .map(r -> "(" + r.row().literals(feed) + ", " + r.file() + ", " + r.record() + ")")
                    .collect(Collectors.joining(", ", "INSERT INTO " + origin + " VALUES ", "")));
        }
        execute("CREATE OR REPLACE TABLE " + feed.table() + " AS SELECT * EXCLUDE (_file, _record) FROM " + origin);
    }

    /** The few words that plain DuckDB has another name for. */
    private static String plain(String sql) {
        return UNITS.matcher(sql).replaceAll("date_sub('$1',");
    }

    private long judged(TableText table) {
        int from = table.sql().indexOf(" FROM bronze.");
        String withOrigin = table.sql().substring(0, from) + ", _file, _record"
                + table.sql().substring(from).replace("bronze.", "origin.");
        execute("CREATE OR REPLACE TEMP TABLE yielded AS SELECT *, row_number() OVER () AS _n FROM (" + withOrigin
                + ") AS y");
        Verdict verdict = Verdict.of(table.rules(), this);
        String kept = verdict.kept().stream().map(String::valueOf).collect(Collectors.joining(", ", "(-1, ", ")"));
        execute("CREATE OR REPLACE TABLE " + table.name()
                + " AS SELECT * EXCLUDE (_n, _file, _record) FROM yielded WHERE _n IN "
                + kept.replace("(-1, )", "(-1)"));
        return verdict.quarantined();
    }

    /** The answer to a question. */
    Bag bag(String sql) {
        try (Statement statement = database.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            ResultSetMetaData about = answer.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                columns.add(about.getColumnName(i));
            }
            List<List<Object>> rows = new ArrayList<>();
            while (answer.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(Bag.cell(answer.getObject(i)));
                }
                rows.add(row);
            }
            return new Bag(columns, rows);
        } catch (SQLException e) {
            throw new OracleRefuses(sql, e);
        }
    }

    private void execute(String sql) {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new OracleRefuses(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text isn't plain DuckDB's, or it fails on these rows: the history says nothing. */
    static final class OracleRefuses extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OracleRefuses(String sql, SQLException cause) {
            super(cause.getMessage() + "\n" + sql, cause);
        }
    }
}
