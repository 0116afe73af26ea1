package foz.engines.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/**
 * A second connection to a {@link DuckDb} whose results are computed while they are read, so that they needn't fit into memory. It is
 * opened before the configuration is locked. When a query fails before its first row, the driver (2.0.0.1) loses the reason and says
 * {@code Invalid result set}; asking again on the first connection tells it.
 */
public final class Stream implements AutoCloseable {

    private final Connection connection;
    private final Consumer<Statement> running;

    Stream(Connection connection, Consumer<Statement> running) {
        this.connection = connection;
        this.running = running;
    }

    /** A statement that {@link DuckDb#cancel} reaches, for one use. The caller closes. */
    public Statement statement() throws SQLException {
        Statement statement = connection.createStatement();
        running.accept(statement);
        return statement;
    }

    /** Whether the driver has lost the reason of a failure. */
    public static boolean hasLostReason(DuckDbError error) {
        return error.message().contains("Invalid result set");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
