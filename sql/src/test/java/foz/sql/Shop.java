package foz.sql;

import foz.api.balance.Origin;
import foz.api.sql.Query;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.TypeText;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A small shop's tables, known to the front and filled in a DuckDB of their own. */
final class Shop implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    static final TableName TARGET = new TableName("gold", "target");
    static final Map<TableName, Schema> TABLES = tables();

    private final Connection connection;

    Shop() throws SQLException {
        this(TABLES, Rows.INSERTS);
    }

    Shop(Map<TableName, Schema> tables, List<String> inserts) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (Map.Entry<TableName, Schema> table : tables.entrySet()) {
                statement.execute(
                        "CREATE SCHEMA IF NOT EXISTS " + table.getKey().layer());
                String columns = table.getValue().fields().stream()
                        .map(f -> DuckDbTypes.name(f.name()) + " " + DuckDbTypes.text(f.type()))
                        .collect(Collectors.joining(", ", "(", ")"));
                statement.execute("CREATE TABLE " + table.getKey() + columns);
            }
            for (String insert : inserts) {
                statement.execute(insert);
            }
        }
    }

    private static Map<TableName, Schema> tables() {
        Map<TableName, Schema> tables = new LinkedHashMap<>();
        tables.put(new TableName("bronze", "orders"), schema(true, """
            order_id long, customer_id long, ts timestamp, d date, amount decimal(12,2), quantity int, status string, country string,
            email string, price_txt string, payload string, tags list<string>, addr struct<city: string, geo: struct<lat: double>>,
            created_tz timestamptz, items list<struct<sku: string, n: int>>, props map<string, int>\
            """));
        tables.put(
                new TableName("silver", "customers"),
                schema(false, "customer_id long, name string, segment string, signup date"));
        tables.put(
                new TableName("bronze", "events"),
                schema(true, "event_id long, user_id long, ts timestamp, kind string, val double"));
        return tables;
    }

    private static Schema schema(boolean origin, String columns) {
        List<Field> fields = new ArrayList<>();
        for (String column : columns.replace("\n", " ").split(",(?![^(<]*[)>])(?= [a-z_]+ )")) {
            String[] parts = column.strip().split(" ", 2);
            fields.add(Field.optional(
                    parts[0], TypeText.parse(parts[1]).orElseThrow(() -> new IllegalStateException(column))));
        }
        if (origin) {
            fields.addAll(Origin.COLUMNS);
        }
        return new Schema(fields);
    }

    /** Fills the tables that a query is computed from besides those that there are. */
    void fill(List<Query.Stage> stages) throws SQLException {
        make(stages, "");
    }

    /** Makes those tables and leaves them empty. */
    void declare(List<Query.Stage> stages) throws SQLException {
        make(stages, " WITH NO DATA");
    }

    private void make(List<Query.Stage> stages, String data) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS gold");
            for (Query.Stage stage : stages) {
                statement.execute("CREATE OR REPLACE TABLE \"gold\".\""
                        + stage.table().name() + "\" AS " + stage.query().executable() + data);
            }
        }
    }

    /** What a query yields: the columns with their types, then the rows, each as text. */
    List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int count = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= count; i++) {
                    cells.add(String.valueOf((Object) result.getString(i)));
                }
                rows.add(String.join(" | ", cells));
            }
            return rows;
        }
    }

    /** The names and types of what a query yields, as DuckDB sees them. */
    List<String> columns(String sql) throws SQLException {
        return rows("SELECT column_name || ' ' || column_type FROM (DESCRIBE " + sql + ")");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** The rows. */
    private static final class Rows {
        static final List<String> INSERTS = List.of("""
            INSERT INTO bronze.orders VALUES
            (1, 10, '2024-01-01 10:05:00', '2024-01-01', 100.00, 2, 'paid', 'DE', 'ann@example.com', '12.5', '{"device":{"os":"ios"},"n":3}',
             ['a','b'], {'city':'Berlin','geo':{'lat':52.5}}, '2024-01-01 23:30:00+00', [{'sku':'x','n':1},{'sku':'y','n':2}], MAP {'k': 1},
             1, 1, '2024-01-02 00:00:00+00', 'b1'),
            (2, 10, '2024-01-01 10:20:00', '2024-01-01', 20.50, 1, 'open', 'DE', 'bob@EXAMPLE.com', '7', '{"device":{"os":"android"},"n":"x"}',
             ['b'], {'city':'Köln','geo':{'lat':50.9}}, '2024-03-31 00:30:00+00', [], MAP {'k': 2}, 1, 2, '2024-01-02 00:00:00+00', 'b1'),
            (3, 11, '2024-01-02 09:00:00', '2024-01-02', 9.99, 3, 'paid', 'FR', 'cyd@x.fr', 'abc', 'not json', [], NULL,
             '2024-03-31 01:30:00+00', NULL, NULL, 1, 3, '2024-01-02 00:00:00+00', 'b1'),
            (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, 1, '2024-01-03 00:00:00+00', 'b2')\
            """, """
            INSERT INTO silver.customers VALUES (10, 'Ann', 'vip', '2023-05-01'), (11, 'Cyd', 'new', '2023-12-31'), (12, 'Zed', 'new', NULL)\
            """, """
            INSERT INTO bronze.events VALUES
            (1, 10, '2024-01-01 10:00:00', 'view', 1.5, 3, 1, '2024-01-02 00:00:00+00', 'b1'),
            (2, 11, '2024-01-02 08:00:00', 'view', NULL, 3, 2, '2024-01-02 00:00:00+00', 'b1')\
            """);
    }
}
