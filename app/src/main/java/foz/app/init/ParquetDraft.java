package foz.app.init;

import foz.app.init.Draft.DraftColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Drafts a source for a Parquet file from the schema that the file carries. */
final class ParquetDraft {

    private ParquetDraft() {}

    static Draft of(Path file, String name, String from) throws IOException {
        Names names = new Names();
        List<DraftColumn> columns = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        String question =
                "DESCRIBE SELECT * FROM read_parquet('" + file.toString().replace("'", "''") + "')";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            while (answer.next()) {
                String column = answer.getString(1);
                String type = type(answer.getString(2));
                if (type.isEmpty()) {
                    remarks.add(column + " is " + answer.getString(2) + "; to take it in, declare it yourself");
                } else {
                    columns.add(new DraftColumn(names.unique(column), type, column, List.of(), List.of(), false));
                }
            }
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new Draft(
                name,
                from,
                "parquet",
                List.of(),
                columns,
                remarks.isEmpty() ? List.of() : List.of("on-drift: ignore"),
                remarks,
                Map.of());
    }

    // DuckDB's names of types in Iceberg's words; empty for nested ones.
    private static String type(String duckdb) {
        return switch (duckdb) {
            case "BOOLEAN" -> "boolean";
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> "int";
            case "BIGINT", "UINTEGER" -> "long";
            case "FLOAT" -> "float";
            case "DOUBLE" -> "double";
            case "DATE" -> "date";
            case "TIME" -> "time";
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> "timestamp";
            case "TIMESTAMP WITH TIME ZONE" -> "timestamptz";
            case "VARCHAR" -> "string";
            case "UUID" -> "uuid";
            case "BLOB" -> "binary";
            default -> duckdb.startsWith("DECIMAL(") && !duckdb.contains("[") ? duckdb.toLowerCase(Locale.ROOT) : "";
        };
    }
}
