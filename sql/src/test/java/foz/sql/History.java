package foz.sql;

import foz.api.sql.Incremental;
import foz.api.sql.Incremental.Step;
import foz.api.sql.Query;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.testkit.sql.QueryShapes.Column;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Tables whose rows come and go, and one more that follows them as {@link Incremental} says: the smallest engine there is. Knows nothing of
 * lakes and files.
 */
final class History implements AutoCloseable {

    /** What happens between two refreshes: rows by table, each as SQL literals. */
    record Round(Map<TableName, List<String>> come, Map<TableName, List<String>> go) {}

    private final Map<TableName, List<Column>> tables;
    private final Connection connection;
    private final Set<TableName> changed = new HashSet<>();

    History(Map<TableName, List<Column>> tables) throws SQLException {
        this.tables = tables;
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET TimeZone = 'UTC'");
        execute("SET threads = 1");
        for (TableName table : tables.keySet()) {
            execute("CREATE SCHEMA IF NOT EXISTS " + table.layer());
            String columns = tables.get(table).stream()
                    .map(c -> DuckDbTypes.name(c.name()) + " " + DuckDbTypes.text(c.type()))
                    .collect(Collectors.joining(", ", "(", ")"));
            execute("CREATE TABLE " + name(table, "") + columns);
            execute("CREATE TABLE " + name(table, "$before") + columns);
            execute("CREATE TABLE " + name(table, "$came") + columns);
            execute("CREATE TABLE " + name(table, "$went") + columns);
            String all = tables.get(table).stream()
                    .map(c -> DuckDbTypes.name(c.name()))
                    .collect(Collectors.joining(", "));
            execute("CREATE VIEW " + name(table, "$change") + " AS SELECT " + all
                    + ", CAST(1 AS INTEGER) AS _change FROM (FROM " + name(table, "$came") + " EXCEPT ALL FROM "
                    + name(table, "$went") + ") UNION ALL SELECT " + all
                    + ", CAST(-1 AS INTEGER) FROM (FROM " + name(table, "$went") + " EXCEPT ALL FROM "
                    + name(table, "$came") + ")");
            execute("CREATE VIEW " + name(table, "$ever") + " AS FROM " + name(table, "") + " UNION ALL FROM "
                    + name(table, "$went"));
        }
        execute("CREATE SCHEMA target");
    }

    private static String name(TableName table, String suffix) {
        return DuckDbTypes.name(table.layer()) + "." + DuckDbTypes.name(table.name() + suffix);
    }

    /** Some row of a table. */
    static String row(List<Column> columns, RandomGenerator random) {
        List<String> values = new ArrayList<>();
        for (Column column : columns) {
            boolean nothing = random.nextInt(9) == 0;
            String text = column.values().get(random.nextInt(column.values().size()));
            String literal = "'" + text.replace("'", "''") + "'";
            boolean nested = column.type() instanceof Type.ListOf || column.type() instanceof Type.Struct;
            String type = DuckDbTypes.text(column.type());
            values.add(
                    nothing
                            ? "NULL"
                            : nested
                                    ? "CAST(" + literal + "::JSON AS " + type + ")"
                                    : "CAST(" + literal + " AS " + type + ")");
        }
        return "(" + String.join(", ", values) + ")";
    }

    /** The tables move on; what they were becomes before. */
    void move(Round round) throws SQLException {
        changed.clear();
        for (TableName table : tables.keySet()) {
            if (!round.come().getOrDefault(table, List.of()).isEmpty()
                    || !round.go().getOrDefault(table, List.of()).isEmpty()) {
                changed.add(table);
            }
        }
        for (TableName table : tables.keySet()) {
            execute("DELETE FROM " + name(table, "$before"));
            execute("INSERT INTO " + name(table, "$before") + " FROM " + name(table, ""));
            fill(name(table, "$came"), round.come().getOrDefault(table, List.of()));
            fill(name(table, "$went"), round.go().getOrDefault(table, List.of()));
            execute("CREATE OR REPLACE TEMP TABLE _next AS (FROM " + name(table, "") + " UNION ALL FROM "
                    + name(table, "$came") + ") EXCEPT ALL FROM " + name(table, "$went"));
            execute("DELETE FROM " + name(table, ""));
            execute("INSERT INTO " + name(table, "") + " FROM _next");
        }
    }

    private void fill(String table, List<String> rows) throws SQLException {
        execute("DELETE FROM " + table);
        if (!rows.isEmpty()) {
            execute("INSERT INTO " + table + " VALUES " + String.join(", ", rows));
        }
    }

    /** Computes a query's table whole, and those of its stages. */
    void compute(Query query, String target) throws SQLException {
        for (Query.Stage stage : query.stages()) {
            execute("CREATE SCHEMA IF NOT EXISTS " + stage.table().layer());
            compute(stage.query(), name(stage.table(), ""));
        }
        execute("CREATE OR REPLACE TABLE " + target + " AS " + query.executable());
    }

    /** Brings the target up to date as the query's way says, its stages first; tells which way that was. */
    String refresh(Query query, String target) throws SQLException {
        for (Query.Stage stage : query.stages()) {
            String table = name(stage.table(), "");
            execute("CREATE OR REPLACE TABLE " + name(stage.table(), "$before") + " AS FROM " + table);
            refresh(stage.query(), table);
            compare(stage.table());
        }
        execute("DROP SCHEMA IF EXISTS _job CASCADE");
        execute("CREATE SCHEMA _job");
        execute("CREATE VIEW _job.self AS FROM " + target);
        return switch (query.incremental()) {
            case Incremental.Whole whole -> {
                execute("CREATE OR REPLACE TABLE " + target + " AS " + query.executable());
                yield "whole";
            }
            case Incremental.Rows rows -> {
                steps(rows.steps());
                rows(query, rows.change(), target);
                yield "rows";
            }
            case Incremental.Groups groups -> groups(groups, target);
        };
    }

    /** What happened to a stage. */
    private void compare(TableName stage) throws SQLException {
        String now = name(stage, "");
        String before = name(stage, "$before");
        execute("CREATE OR REPLACE TABLE " + name(stage, "$change")
                + " AS SELECT *, CAST(1 AS INTEGER) AS _change FROM (FROM " + now + " EXCEPT ALL FROM " + before
                + ") UNION ALL SELECT *, CAST(-1 AS INTEGER) FROM (FROM " + before + " EXCEPT ALL FROM " + now + ")");
        execute("CREATE OR REPLACE TABLE " + name(stage, "$ever") + " AS FROM " + now + " UNION ALL FROM " + before);
        if (!"0".equals(single("SELECT count(*) FROM " + name(stage, "$change")))) {
            changed.add(stage);
        }
    }

    private String groups(Incremental.Groups groups, String target) throws SQLException {
        Optional<Incremental.Merge> merge = groups.merge();
        if (merge.isPresent()) {
            steps(merge.get().steps());
            boolean goes = "true".equals(single(merge.get().goes()));
            if (!goes || merge.get().takesBack()) {
                replace(groups, merge.get().touched(), merge.get().fresh(), target);
                return "merge";
            }
        }
        steps(groups.again().steps());
        replace(groups, groups.again().touched(), groups.again().fresh(), target);
        return "again";
    }

    private void replace(Incremental.Groups groups, String touched, String fresh, String target) throws SQLException {
        execute("CREATE TABLE _job._touched AS " + touched);
        execute("CREATE TABLE _job._fresh AS " + fresh);
        String same = groups.columns().stream()
                .map(c -> "t." + DuckDbTypes.name(c) + " IS NOT DISTINCT FROM k." + DuckDbTypes.name(c))
                .collect(Collectors.joining(" AND "));
        String keys = groups.columns().isEmpty()
                ? "(SELECT 1)"
                : "(SELECT " + groups.columns().stream().map(DuckDbTypes::name).collect(Collectors.joining(", "))
                        + " FROM _job._touched)";
        if (!groups.columns().isEmpty()) {
            String foreign = single("SELECT count(*) FROM _job._fresh AS t ANTI JOIN " + keys + " AS k ON " + same);
            if (!"0".equals(foreign)) {
                throw new AssertionError("fresh rows of groups that aren't touched: " + foreign);
            }
        }
        execute("CREATE TABLE _job._kept AS SELECT t.* FROM " + target + " AS t ANTI JOIN " + keys + " AS k ON "
                + (same.isEmpty() ? "TRUE" : same));
        execute("CREATE TABLE _job._next AS FROM _job._kept UNION ALL FROM _job._fresh");
        execute("CREATE OR REPLACE TABLE " + target + " AS FROM _job._next");
    }

    private void rows(Query query, String change, String target) throws SQLException {
        String columns = query.columns().names().stream().map(DuckDbTypes::name).collect(Collectors.joining(", "));
        execute("CREATE TABLE _job._net AS SELECT " + columns + ", CAST(sum(_change) AS BIGINT) AS _change FROM ("
                + change + ") GROUP BY ALL HAVING sum(_change) <> 0");
        execute("CREATE TABLE _job._next AS (SELECT " + columns + " FROM " + target
                + " UNION ALL SELECT " + columns + " FROM _job._net CROSS JOIN range(_change) WHERE _change > 0)"
                + " EXCEPT ALL SELECT " + columns + " FROM _job._net CROSS JOIN range(-_change) WHERE _change < 0");
        execute("CREATE OR REPLACE TABLE " + target + " AS FROM _job._next");
    }

    private void steps(List<Step> steps) throws SQLException {
        for (Step step : steps) {
            List<String> terms = step.terms().stream()
                    .filter(t -> t.concerned().stream().anyMatch(changed::contains))
                    .map(Incremental.Term::sql)
                    .toList();
            String sql = terms.isEmpty()
                    ? "SELECT * FROM (" + step.terms().getFirst().sql() + ") LIMIT 0"
                    : String.join(" UNION ALL ", terms);
            execute("CREATE TABLE _job." + step.name() + " AS " + sql);
            for (String bound : step.bounds()) {
                for (String end : List.of("min", "max")) {
                    execute("SET VARIABLE \"" + step.name() + "." + bound + "." + end + "\" = (SELECT " + end + "("
                            + DuckDbTypes.name(bound) + ") FROM _job." + step.name() + ")");
                }
            }
        }
    }

    /** The first differences between the target and a full computation; none when they're equal. */
    List<String> differences(Query query, String target) throws SQLException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        String ordered = query.columns().names().stream().map(DuckDbTypes::name).collect(Collectors.joining(", "));
        rows("SELECT " + ordered + " FROM (" + query.executable() + ")").forEach(r -> counts.merge(r, 1, Integer::sum));
        rows("SELECT " + ordered + " FROM " + target).forEach(r -> counts.merge(r, -1, Integer::sum));
        List<String> differences = new ArrayList<>();
        counts.forEach((row, count) -> {
            if (count != 0) {
                differences.add((count > 0 ? "missing " : "too many ") + Math.abs(count) + " x " + row);
            }
        });
        return differences;
    }

    List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int count = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= count; i++) {
                    cells.add(cell(result.getObject(i)));
                }
                rows.add(String.join(" | ", cells));
            }
            return rows;
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nin " + sql, e);
        }
    }

    /** Sums of doubles depend on their order: nine digits must agree. */
    private static String cell(@org.jspecify.annotations.Nullable Object value) {
        if (value instanceof Double d) {
            return Math.abs(d) < 1e-9
                    ? "0"
                    : new java.math.BigDecimal(d)
                            .round(new java.math.MathContext(9))
                            .stripTrailingZeros()
                            .toString();
        }
        return String.valueOf(value);
    }

    private String single(String sql) throws SQLException {
        return rows(sql).getFirst();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nin " + sql, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
