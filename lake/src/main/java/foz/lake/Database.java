package foz.lake;

import foz.api.failure.FozException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One connection to the SQLite file, used by one thread at a time. Its monitor is held over SQLite's own I/O on purpose: the
 * connection would serialise the calls anyway.
 */
final class Database implements AutoCloseable {

    private static final int BUSY_MILLISECONDS = 10_000;

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** A file, with every commit synced and readers beside the writer. */
    static Database open(Path file, Mode mode) {
        return open("jdbc:sqlite:" + file, mode);
    }

    /** What a reader sees where nothing was ever written. */
    static Database empty() {
        return open("jdbc:sqlite::memory:", Mode.WRITE);
    }

    private static Database open(String url, Mode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLISECONDS);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        try {
            Database database = new Database(config.createConnection(url));
            switch (mode) {
                case READ -> database.run("PRAGMA query_only = ON");
                case WRITE -> {
                    // Before anything else, so that it takes effect where the file is new: pages that deleted rows
                    // leave can be given back.
                    database.run("PRAGMA auto_vacuum = INCREMENTAL");
                    database.run("PRAGMA journal_mode = WAL");
                    // The log is written on again from its beginning after a megabyte.
                    database.run("PRAGMA wal_autocheckpoint = 256");
                }
            }
            return database;
        } catch (SQLException e) {
            throw Failures.of(e, "opening the catalogue");
        }
    }

    /** Reads one value out of a row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Statements that belong together. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** All rows a query yields. */
    synchronized <T> List<T> query(Row<T> reader, String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw Failures.of(e, "reading the catalogue");
        }
    }

    /** Runs one statement and says how many rows it touched; within {@link #transaction} only. */
    int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /**
     * Runs statements that take effect together or not at all.
     *
     * @throws FozException with nothing changed; or with code {@code commit-state-unknown}
     */
    synchronized void transaction(String doing, Work work) {
        try {
            run("BEGIN IMMEDIATE");
        } catch (SQLException e) {
            throw Failures.of(e, doing);
        }
        try {
            work.run();
        } catch (SQLException e) {
            throw rolledBack(Failures.of(e, doing));
        } catch (RuntimeException e) {
            throw rolledBack(e);
        }
        try {
            run("COMMIT");
        } catch (SQLException e) {
            throw isSurelyUndone(e)
                    ? rolledBack(Failures.of(e, doing))
                    : new FozException(e, LakeFailure.COMMIT_STATE_UNKNOWN, "doing", doing, "detail", e);
        }
    }

    /** A full disk or a lock that never came is noticed before anything is durable; any other failure may come after. */
    private static boolean isSurelyUndone(SQLException e) {
        if (!(e instanceof SQLiteException sql)) {
            return false;
        }
        int code = sql.getResultCode().code & 0xff;
        return code == SQLiteErrorCode.SQLITE_FULL.code || code == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private RuntimeException rolledBack(RuntimeException failure) {
        try {
            if (!connection.isClosed()) {
                run("ROLLBACK");
            }
        } catch (SQLException e) {
            // SQLite has often rolled back by itself and then says that no transaction is active.
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Runs a statement outside of any transaction. */
    synchronized void run(String sql, String doing) {
        try {
            run(sql);
        } catch (SQLException e) {
            throw Failures.of(e, doing);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Failures.of(e, "closing the catalogue");
        }
    }
}
