package foz.engines.database;

import foz.api.failure.FozException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.ProfilerPrintFormat;
import org.jspecify.annotations.Nullable;

/**
 * One DuckDB in memory with nothing in it: bounded, downloading nothing, its time zone UTC, spilling to a private folder that goes
 * with it. Used by one thread at a time; only {@link #cancel} may come from another.
 */
public final class DuckDb implements AutoCloseable {

    private final DuckDBConnection connection;
    private final Path folder;
    private final long memoryBytes;
    private final String limit;
    private final Set<String> done = new HashSet<>();
    private volatile @Nullable Statement running;
    private @Nullable Consumer<FileScan> reads;

    private DuckDb(DuckDBConnection connection, Path folder, long memoryBytes) {
        this.connection = connection;
        this.folder = folder;
        this.memoryBytes = memoryBytes;
        this.limit = (memoryBytes >> 20) + "MiB";
    }

    /** Opens one (13 ms, the first of a process 0.7 s). The caller closes. */
    public static DuckDb open(EngineOptions options) {
        Path folder = Folders.create(options.scratch(), "duckdb-");
        try {
            // Asked itself: JDK's DriverManager would load every driver on the class path, Calcite's among them.
            DuckDBConnection connection =
                    (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
            return new DuckDb(connection, folder, options.memoryBytes()).bounded(options.threads());
        } catch (SQLException e) {
            Folders.remove(folder);
            throw new FozException(e, EngineFailure.ENGINE_DEFECT, "detail", String.valueOf(e.getMessage()));
        }
    }

    private DuckDb bounded(int threads) {
        try {
            set("errors_as_json", "true");
            set("memory_limit", SqlText.literal(limit));
            set("threads", Integer.toString(threads));
            set("temp_directory", SqlText.literal(folder.toString()));
            set("autoinstall_known_extensions", "false");
            set("autoload_known_extensions", "false");
            set("allow_community_extensions", "false");
            set("TimeZone", "'UTC'");
            execute("ATTACH ':memory:' AS " + Catalog.DATABASE);
            execute("USE " + Catalog.DATABASE);
            execute("DETACH memory");
            return this;
        } catch (FozException e) {
            close();
            throw e;
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

    /** Its memory limit. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** Opens a second connection, for results that are read while they are computed. The caller closes it before this. */
    public Stream stream() {
        try {
            Connection second = connection.duplicate();
            try (Statement statement = second.createStatement()) {
                statement.execute("SET SESSION jdbc_stream_results = true");
                statement.execute("SET SESSION errors_as_json = true");
                statement.execute("USE " + Catalog.DATABASE);
            }
            return new Stream(second, statement -> running = statement);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs a statement. */
    public void execute(String sql) {
        try (Statement statement = statement()) {
            statement.execute(sql);
            tellReads();
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
            tellReads();
        } catch (SQLException e) {
            throw failure(e);
        }
        return rows;
    }

    /** The single number that a query yields. */
    public long number(String sql) {
        return rows(sql, row -> row.getLong(1)).getFirst();
    }

    /** Does something that is needed once in this database, such as making a function known. */
    void once(String what, Runnable work) {
        if (done.add(what)) {
            work.run();
        }
    }

    /** Changes a setting; the value is SQL text. */
    public void set(String setting, String value) {
        execute("SET " + setting + " = " + value);
    }

    /**
     * Does work whose joins are done as they are written: the rows on the right are looked up from those on the left, whose files are
     * then read by the bounds of the right. DuckDB knows too little of files with columns told by id to find that out.
     */
    public void asWritten(Runnable work) {
        asWritten(() -> {
            work.run();
            return true;
        });
    }

    /** The same, of work that yields something. */
    public <T> T asWritten(Supplier<T> work) {
        set("disabled_optimizers", "'join_order,build_side_probe_side'");
        try {
            return work.get();
        } finally {
            set("disabled_optimizers", "''");
        }
    }

    /** From now on counts the rows that flow between operators, for {@link #rowsIntoCopy}. */
    public void countRows() {
        countRows(scan -> {});
    }

    /** The same, and tells what each statement read from files. */
    public void countRows(Consumer<FileScan> listener) {
        set("enable_profiling", "'no_output'");
        set("profiling_coverage", "'ALL'");
        reads = listener;
    }

    /**
     * How many rows the SELECT of the last COPY yielded, as counted by its last operator, not by the writer.
     *
     * @throws FozException when {@link #countRows} was not called or DuckDB tells it otherwise than it used to
     */
    public long rowsIntoCopy() {
        try {
            return CopyProfile.rowsIntoCopy(profile())
                    .orElseThrow(() -> new FozException(
                            EngineFailure.ENGINE_DEFECT, "detail", "no operator below COPY in its profile"));
        } catch (SQLException e) {
            throw failure(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void tellReads() throws SQLException {
        Consumer<FileScan> listener = reads;
        if (listener == null) {
            return;
        }
        try {
            CopyProfile.scans(profile()).forEach(listener);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private String profile() throws SQLException {
        return connection.getProfilingInformation(ProfilerPrintFormat.JSON);
    }

    private static FozException unreadable(IOException e) {
        return new FozException(e, EngineFailure.ENGINE_DEFECT, "detail", "a profile that can't be read");
    }

    /** Ends what is running, if anything is, with {@link EngineFailure#CANCELLED}; from any thread. */
    public void cancel() {
        Statement statement = running;
        if (statement == null) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException e) {
            if (!isClosed(statement)) {
                throw failure(e);
            }
        }
    }

    /** Then it has ended by itself in the meantime. */
    private boolean isClosed(Statement statement) {
        try {
            return statement.isClosed();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A statement that {@link #cancel} reaches, for one use. The caller closes. */
    public Statement statement() throws SQLException {
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
