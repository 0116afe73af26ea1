package foz.lake;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.balance.Effort;
import foz.api.lake.Ledger.Choice;
import foz.api.lake.Ledger.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The accounts of batches in the catalogue's database, and all SQL about them. They are only ever added. */
final class LocalAccounts {

    static final String TABLE = """
        CREATE TABLE IF NOT EXISTS foz_batches(number INTEGER PRIMARY KEY, batch TEXT NOT NULL, edge TEXT NOT NULL, \
        origin TEXT NOT NULL, file INTEGER, how TEXT NOT NULL, at TEXT NOT NULL, received INTEGER NOT NULL, \
        filtered INTEGER NOT NULL, written INTEGER NOT NULL, quarantined INTEGER NOT NULL, ignored INTEGER NOT NULL, \
        dropped INTEGER NOT NULL, duplicate INTEGER NOT NULL, conflicting INTEGER NOT NULL, warned INTEGER NOT NULL, \
        because TEXT NOT NULL DEFAULT '', rows_read INTEGER NOT NULL DEFAULT 0, files_read INTEGER NOT NULL DEFAULT 0, \
        bytes_read INTEGER NOT NULL DEFAULT 0, rows_written INTEGER NOT NULL DEFAULT 0, \
        bytes_written INTEGER NOT NULL DEFAULT 0, millis INTEGER NOT NULL DEFAULT 0)\
        """;
    static final String BY_ORIGIN = "CREATE INDEX IF NOT EXISTS foz_batches_origin ON foz_batches(origin)";
    static final String BY_FILE = "CREATE INDEX IF NOT EXISTS foz_batches_file ON foz_batches(file)";

    /** Columns that came to a table with version 2 of the catalogue, as they are there above. */
    static final Map<String, String> ADDED_TO_BATCHES = Map.of(
            "because", "TEXT NOT NULL DEFAULT ''",
            "rows_read", "INTEGER NOT NULL DEFAULT 0",
            "files_read", "INTEGER NOT NULL DEFAULT 0",
            "bytes_read", "INTEGER NOT NULL DEFAULT 0",
            "rows_written", "INTEGER NOT NULL DEFAULT 0",
            "bytes_written", "INTEGER NOT NULL DEFAULT 0",
            "millis", "INTEGER NOT NULL DEFAULT 0");

    private static final String BATCH_COLUMNS = "batch, edge, origin, file, how, at, received, filtered, written,"
            + " quarantined, ignored, dropped, duplicate, conflicting, warned";
    private static final String COLUMNS_OF_VERSION_2 =
            ", because, rows_read, files_read, bytes_read, rows_written, bytes_written, millis";
    /** What they hold in a catalogue that no newer Foz has opened for writing yet. */
    private static final String WITHOUT_THEM = ", '' AS because, 0 AS rows_read, 0 AS files_read, 0 AS bytes_read,"
            + " 0 AS rows_written, 0 AS bytes_written, 0 AS millis";

    /** So many parameters a query takes at most. */
    private static final int FILES_AT_ONCE = 500;

    private final Database database;

    LocalAccounts(Database database) {
        this.database = database;
    }

    /** Oldest first. */
    List<BatchRow> of(Choice choice) {
        return switch (choice) {
            case Choice.All all -> select("ORDER BY number");
            case Choice.Newest newest ->
                select("WHERE origin = ? ORDER BY number DESC LIMIT ?", newest.origin(), newest.howMany())
                        .reversed();
            case Choice.OfFiles files -> ofFiles(List.copyOf(files.ids()));
        };
    }

    private List<BatchRow> ofFiles(List<Long> ids) {
        List<BatchRow> rows = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += FILES_AT_ONCE) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + FILES_AT_ONCE));
            String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            rows.addAll(select("WHERE file IN (" + marks + ") ORDER BY number", some.toArray()));
        }
        return rows;
    }

    private List<BatchRow> select(String which, Object... parameters) {
        return database.query(
                LocalAccounts::account,
                "SELECT " + BATCH_COLUMNS + effort() + " FROM foz_batches " + which,
                parameters);
    }

    private String effort() {
        return has(database, "because") ? COLUMNS_OF_VERSION_2 : WITHOUT_THEM;
    }

    private static boolean has(Database database, String column) {
        return !database.query(row -> 1, "SELECT 1 FROM pragma_table_info('foz_batches') WHERE name = ?", column)
                .isEmpty();
    }

    Tally tally(String origin) {
        long whole = number(
                "SELECT max(number) FROM foz_batches WHERE origin = ? AND edge = 'table' AND how = 'whole'", origin);
        Map<String, Long> written = new HashMap<>();
        database.query(
                row -> written.put(row.getString(1), row.getLong(2)),
                "SELECT how, sum(written) FROM foz_batches WHERE origin = ? AND edge = 'table' AND number >= ? GROUP"
                        + " BY how",
                origin,
                whole);
        long live = number(
                "SELECT sum(b.written) FROM foz_files f JOIN foz_batches b ON b.file = f.id"
                        + " WHERE f.source = ? AND f.state = 'LIVE'",
                origin);
        long quarantined =
                number("SELECT sum(quarantined) FROM foz_batches WHERE origin = ? AND edge = 'table'", origin);
        long sinceWhole = written.values().stream().mapToLong(Long::longValue).sum();
        return new Tally(live, sinceWhole, written.keySet(), quarantined);
    }

    /** The one number of a query; 0 for NULL. */
    private long number(String sql, String parameter) {
        return database.query(row -> row.getLong(1), sql, parameter).getFirst();
    }

    /** Gives the table of an older Foz the columns it lacks; within a transaction. */
    static void upgrade(Database database) throws SQLException {
        for (Map.Entry<String, String> column : ADDED_TO_BATCHES.entrySet()) {
            if (!has(database, column.getKey())) {
                database.update("ALTER TABLE foz_batches ADD COLUMN " + column.getKey() + " " + column.getValue());
            }
        }
        database.update(BY_ORIGIN);
        database.update(BY_FILE);
    }

    /** Within a transaction. */
    void write(BatchRow row) throws SQLException {
        Balance b = row.balance();
        Effort e = row.effort();
        database.update(
                "INSERT INTO foz_batches(" + BATCH_COLUMNS + COLUMNS_OF_VERSION_2
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.batch(),
                row.edge(),
                row.origin(),
                row.file().isPresent() ? row.file().getAsLong() : null,
                row.how(),
                row.at().toString(),
                b.received(),
                b.filtered(),
                b.written(),
                b.quarantined(),
                b.ignored(),
                b.dropped(),
                b.duplicate(),
                b.conflicting(),
                row.warned(),
                row.because(),
                e.rowsRead(),
                e.filesRead(),
                e.bytesRead(),
                e.rowsWritten(),
                e.bytesWritten(),
                e.millis());
    }

    /** By position, which takes a third of the time that names take: there are many rows. */
    private static BatchRow account(ResultSet row) throws SQLException {
        long file = row.getLong(4);
        OptionalLong ofFile = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(file);
        return new BatchRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                ofFile,
                row.getString(5),
                row.getString(16),
                Instant.parse(row.getString(6)),
                new Balance(
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        row.getLong(13),
                        row.getLong(14)),
                row.getLong(15),
                new Effort(
                        row.getLong(17),
                        row.getLong(18),
                        row.getLong(19),
                        row.getLong(20),
                        row.getLong(21),
                        row.getLong(22)));
    }
}
