package foz.app.story;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plain DuckDB that reads the files as they lie there and runs the queries as they are written; it knows nothing of Foz. */
final class TpchOracle implements AutoCloseable {

    private final Connection database;

    TpchOracle(Path folder) throws SQLException {
        database = DriverManager.getConnection("jdbc:duckdb:");
        execute("CREATE SCHEMA bronze");
        for (TpchTable<?> table : TpchTable.getTables()) {
            execute(read(table, folder));
        }
    }

    private static <E extends TpchEntity> String read(TpchTable<E> table, Path folder) {
        String columns = table.getColumns().stream()
                .map(c -> "'" + c.getColumnName() + "': '" + type(c) + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        return "CREATE TABLE bronze." + table.getTableName() + " AS FROM read_csv('"
                + folder.resolve("in").resolve(table.getTableName())
                + "/*.csv', delim = '|', header = true, quote = '',"
                + " auto_detect = false, columns = " + columns + ")";
    }

    private static String type(TpchColumn<?> column) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> "BIGINT";
            case INTEGER -> "INTEGER";
            case DATE -> "DATE";
            case DOUBLE -> "DECIMAL(15,2)";
            case VARCHAR -> "VARCHAR";
        };
    }

    /** The rows of an answer, as {@link Story#ask} would tell them. */
    List<String> ask(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            int columns = answer.getMetaData().getColumnCount();
            while (answer.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(String.valueOf((Object) answer.getObject(i)));
                }
                lines.add(String.join(" | ", cells));
            }
            return lines;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
