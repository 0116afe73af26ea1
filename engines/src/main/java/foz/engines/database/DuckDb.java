package foz.engines.database;

import foz.api.failure.FozException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * One DuckDB in memory with nothing in it: bounded, downloading nothing, its time zone UTC, spilling to a private folder that goes
 * with it. Used by one thread at a time; only {@link #cancel} may come from another.
 */
public final class DuckDb implements AutoCloseable {

    private final DuckDBConnection connection;
    private final Path folder;
    private final String limit;
    private volatile @Nullable Statement running;

    private DuckDb(DuckDBConnection connection, Path folder, String limit) {
        this.connection = connection;
        this.folder = folder;
        this.limit = limit;
    }

    /** Opens one (13 ms, the first of a process 0.7 s). The caller closes. */
    public static DuckDb open(EngineOptions options) {
        Path folder = Folders.create(options.scratch(), "duckdb-");
        String limit = (options.memoryBytes() >> 20) + "MiB";
        try {
            DuckDBConnection connection =
                    DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
            DuckDb database = new DuckDb(connection, folder, limit);
            database.set("errors_as_json", "true");
            database.set("memory_limit", SqlText.literal(limit));
            database.set("threads", Integer.toString(options.threads()));
            database.set("temp_directory", SqlText.literal(folder.toString()));
            database.set("autoinstall_known_extensions", "false");
            database.set("autoload_known_extensions", "false");
            database.set("allow_community_extensions", "false");
            database.set("TimeZone", "'UTC'");
            return database;
        } catch (SQLException e) {
            throw new FozException(e, EngineFailure.ENGINE_DEFECT, "detail", String.valueOf(e.getMessage()));
        }
    }

    /** The connection, for what the methods here don't offer. */
    public DuckDBConnection connection() {
        return connection;
    }

    /** The private folder; what is put into it goes when this is closed. */
    public Path folder() {
        return folder;
    }

    /** Runs a statement. */
    public void execute(String sql) {
        try (Statement statement = statement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs a query and reads each of its rows. */
    public <T> List<T> rows(String sql, RowReader<T> reader) {
        List<T> rows = new ArrayList<>();
        try (Statement statement = statement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        return rows;
    }

    /** The single number that a query yields. */
    public long number(String sql) {
        return rows(sql, row -> row.getLong(1)).getFirst();
    }

    /** Changes a setting; the value is SQL text. */
    public void set(String setting, String value) {
        execute("SET " + setting + " = " + value);
    }

    /** Ends what is running, if anything is, with {@link EngineFailure#CANCELLED}; from any thread. */
    public void cancel() {
        Statement statement = running;
        try {
            if (statement != null) {
                statement.cancel();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private Statement statement() throws SQLException {
        Statement statement = connection.createStatement();
        running = statement;
        return statement;
    }

    /** What an exception of the driver means to a job. */
    public FozException failure(SQLException e) {
        return DuckDbError.of(e).inJob(e, limit);
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {

        /** Reads the row on which the result stands. */
        T read(ResultSet row) throws SQLException;
    }

    @Override
    public void close() {
        try (Connection closing = connection) {
            // Closing the only connection frees the instance with all its memory.
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            Folders.remove(folder);
        }
    }
}
