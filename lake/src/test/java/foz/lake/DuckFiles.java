package foz.lake;

import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.type.Layout;
import foz.api.type.Type;
import foz.testkit.lake.RowFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Data files written and read by DuckDB, as in use. */
final class DuckFiles implements RowFiles {

    private static final Connection DUCKDB = connect();

    private static Connection connect() {
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET threads = 1");
                statement.execute("SET TimeZone = 'UTC'");
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public WrittenFile write(Target target, List<Optional<String>> partition, List<List<@Nullable Object>> rows) {
        Path file = target.folder().resolve(target.prefix() + UUID.randomUUID() + ".parquet");
        List<Layout.Column> columns = target.layout().columns();
        String values = rows.stream()
                .map(row -> row.stream().map(DuckFiles::literal).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        String names = columns.stream().map(DuckFiles::name).collect(Collectors.joining(", "));
        String casts = columns.stream()
                .map(c -> "CAST(" + name(c) + " AS " + type(c.field().type()) + ") AS " + name(c))
                .collect(Collectors.joining(", "));
        String ids = columns.stream().map(c -> name(c) + ": " + ids(c)).collect(Collectors.joining(", ", "{", "}"));
        String from = rows.isEmpty()
                ? "(SELECT " + columns.stream().map(c -> "NULL AS " + name(c)).collect(Collectors.joining(", "))
                        + " WHERE false)"
                : "(VALUES " + values + ") t(" + names + ")";
        execute("COPY (SELECT " + casts + " FROM " + from + ") TO '" + file + "' (FORMAT parquet, FIELD_IDS " + ids
                + ")");
        try {
            return new WrittenFile(file, rows.size(), Files.size(file), partition);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<List<@Nullable Object>> read(Scan scan) {
        if (scan.files().isEmpty()) {
            return List.of();
        }
        String files = scan.files().stream().map(f -> "'" + f.path() + "'").collect(Collectors.joining(", ", "[", "]"));
        String schema = scan.layout().columns().stream()
                .map(c -> c.id() + ": {name: '" + c.field().name() + "', type: '"
                        + type(c.field().type()) + "', default_value: NULL}")
                .collect(Collectors.joining(", ", "MAP {", "}"));
        return query("SELECT * FROM read_parquet(" + files + ", schema=" + schema + ")");
    }

    private static synchronized List<List<@Nullable Object>> query(String sql) {
        try (Statement statement = DUCKDB.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<@Nullable Object>> all = new ArrayList<>();
            while (rows.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getObject(i));
                }
                all.add(row);
            }
            all.sort(Comparator.comparing(Object::toString));
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static synchronized void execute(String sql) {
        try (Statement statement = DUCKDB.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String name(Layout.Column column) {
        return '"' + column.field().name() + '"';
    }

    private static String ids(Layout.Column column) {
        if (column.parts().isEmpty()) {
            return Integer.toString(column.id());
        }
        return column.parts().stream()
                .map(part -> name(part) + ": " + ids(part))
                .collect(Collectors.joining(", ", "{__duckdb_field_id: " + column.id() + ", ", "}"));
    }

    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Number n -> n.toString();
            case Boolean b -> b.toString();
            case Object o -> "'" + o.toString().replace("'", "''") + "'";
        };
    }

    private static String type(Type type) {
        return switch (type) {
            case Type.Primitive p ->
                switch (p) {
                    case LONG -> "BIGINT";
                    case STRING -> "VARCHAR";
                    case BINARY -> "BLOB";
                    default -> p.name();
                };
            case Type.Decimal d -> d.toString();
            case Type.ListOf list -> type(list.element()) + "[]";
            case Type.MapOf map -> "MAP(" + type(map.key()) + ", " + type(map.value()) + ")";
            case Type.Struct struct ->
                struct.fields().stream()
                        .map(f -> '"' + f.name() + "\" " + type(f.type()))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
        };
    }
}
