package foz.lake;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.balance.Effort;
import foz.api.balance.Quarantine;
import foz.api.failure.FozException;
import foz.api.lake.Commit;
import foz.api.lake.FileEntry;
import foz.api.lake.Ledger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The ledger in the catalogue's database, and all SQL about it. */
final class LocalLedger implements Ledger {

    /** Made with the catalogue. */
    static final List<String> TABLES = List.of(
            """
            CREATE TABLE IF NOT EXISTS foz_files(id INTEGER PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT NULL, \
            stored_bytes INTEGER NOT NULL, modified_at TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, \
            records INTEGER NOT NULL, state TEXT NOT NULL, batch TEXT NOT NULL, arrived_at TEXT NOT NULL, header BLOB, \
            copy_of INTEGER)\
            """,
            "CREATE INDEX IF NOT EXISTS foz_files_content ON foz_files(source, sha256)",
            """
            CREATE TABLE IF NOT EXISTS foz_batches(number INTEGER PRIMARY KEY, batch TEXT NOT NULL, edge TEXT NOT NULL, \
            origin TEXT NOT NULL, file INTEGER, how TEXT NOT NULL, at TEXT NOT NULL, received INTEGER NOT NULL, \
            filtered INTEGER NOT NULL, written INTEGER NOT NULL, quarantined INTEGER NOT NULL, ignored INTEGER NOT NULL, \
            dropped INTEGER NOT NULL, duplicate INTEGER NOT NULL, conflicting INTEGER NOT NULL, warned INTEGER NOT NULL, \
            because TEXT NOT NULL DEFAULT '', rows_read INTEGER NOT NULL DEFAULT 0, files_read INTEGER NOT NULL DEFAULT 0, \
            bytes_read INTEGER NOT NULL DEFAULT 0, rows_written INTEGER NOT NULL DEFAULT 0, \
            bytes_written INTEGER NOT NULL DEFAULT 0, millis INTEGER NOT NULL DEFAULT 0)\
            """,
            "CREATE TABLE IF NOT EXISTS foz_statuses(row_id TEXT PRIMARY KEY, status TEXT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS foz_counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL)",
            "INSERT OR IGNORE INTO foz_counters(name, value) VALUES ('file', 0)");

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

    private static final String FILE_COLUMNS =
            "SELECT id, source, name, stored_bytes, modified_at, sha256, bytes, records, state, batch, arrived_at,"
                    + " header, copy_of FROM foz_files ";

    private final Database database;
    private final Catalogue catalogue;
    private final Mode mode;

    LocalLedger(Database database, Catalogue catalogue, Mode mode) {
        this.database = database;
        this.catalogue = catalogue;
        this.mode = mode;
    }

    @Override
    public List<FileEntry> files(String source) {
        return database.query(LocalLedger::file, FILE_COLUMNS + "WHERE source = ? ORDER BY id", source);
    }

    @Override
    public Optional<FileEntry> content(String source, String sha256) {
        return database
                .query(
                        LocalLedger::file,
                        FILE_COLUMNS + "WHERE source = ? AND sha256 = ? AND state = 'LIVE' ORDER BY id LIMIT 1",
                        source,
                        sha256)
                .stream()
                .findFirst();
    }

    @Override
    public long reserveFileIds(int howMany) {
        if (mode == Mode.READ) {
            throw new FozException(LakeFailure.LAKE_NOT_WRITABLE, "doing", "reserving file ids");
        }
        long[] last = new long[1];
        database.transaction("reserving file ids", () -> {
            database.update("UPDATE foz_counters SET value = value + ? WHERE name = 'file'", howMany);
            last[0] = database.query(row -> row.getLong(1), "SELECT value FROM foz_counters WHERE name = 'file'")
                    .getFirst();
        });
        return last[0] - howMany + 1;
    }

    @Override
    public List<BatchRow> accounts() {
        return database.query(
                LocalLedger::account, "SELECT " + BATCH_COLUMNS + effort() + " FROM foz_batches ORDER BY number");
    }

    private String effort() {
        return has(database, "foz_batches", "because") ? COLUMNS_OF_VERSION_2 : WITHOUT_THEM;
    }

    private static boolean has(Database database, String table, String column) {
        return !database.query(row -> 1, "SELECT 1 FROM pragma_table_info(?) WHERE name = ?", table, column)
                .isEmpty();
    }

    /** Gives the tables of an older Foz the columns they lack; within a transaction. */
    static void upgrade(Database database) throws SQLException {
        for (Map.Entry<String, String> column : ADDED_TO_BATCHES.entrySet()) {
            if (!has(database, "foz_batches", column.getKey())) {
                database.update("ALTER TABLE foz_batches ADD COLUMN " + column.getKey() + " " + column.getValue());
            }
        }
    }

    @Override
    public Map<String, Quarantine.Status> statuses() {
        return database
                .query(
                        row -> new SimpleEntry<>(row.getString(1), Quarantine.Status.valueOf(row.getString(2))),
                        "SELECT row_id, status FROM foz_statuses")
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public boolean isCommitted(String batch) {
        return catalogue.state(batch).equals(Optional.of(Catalogue.State.COMMITTED));
    }

    /** Writes what a commit says; within a transaction. */
    void write(Commit commit) throws SQLException {
        for (FileEntry file : commit.files()) {
            write(file);
        }
        for (BatchRow account : commit.accounts()) {
            write(account);
        }
        for (Map.Entry<String, Quarantine.Status> status : commit.statuses().entrySet()) {
            database.update(
                    "INSERT OR REPLACE INTO foz_statuses(row_id, status) VALUES (?, ?)",
                    status.getKey(),
                    status.getValue().name());
        }
    }

    private void write(FileEntry f) throws SQLException {
        database.update(
                "INSERT OR REPLACE INTO foz_files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                f.id(),
                f.source(),
                f.name(),
                f.storedBytes(),
                f.modifiedAt().toString(),
                f.sha256(),
                f.bytes(),
                f.records(),
                f.state().name(),
                f.batch(),
                f.arrivedAt().toString(),
                f.header().orElse(null),
                f.copyOf().orElse(null));
    }

    private void write(BatchRow row) throws SQLException {
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

    private static FileEntry file(ResultSet row) throws SQLException {
        return new FileEntry(
                row.getLong("id"),
                row.getString("source"),
                row.getString("name"),
                row.getLong("stored_bytes"),
                Instant.parse(row.getString("modified_at")),
                row.getString("sha256"),
                row.getLong("bytes"),
                row.getLong("records"),
                FileEntry.State.valueOf(row.getString("state")),
                row.getString("batch"),
                Instant.parse(row.getString("arrived_at")),
                Optional.ofNullable(row.getBytes("header")),
                number(row, "copy_of"));
    }

    private static BatchRow account(ResultSet row) throws SQLException {
        Optional<Long> file = number(row, "file");
        return new BatchRow(
                row.getString("batch"),
                row.getString("edge"),
                row.getString("origin"),
                file.isPresent() ? OptionalLong.of(file.get()) : OptionalLong.empty(),
                row.getString("how"),
                row.getString("because"),
                Instant.parse(row.getString("at")),
                new Balance(
                        row.getLong("received"),
                        row.getLong("filtered"),
                        row.getLong("written"),
                        row.getLong("quarantined"),
                        row.getLong("ignored"),
                        row.getLong("dropped"),
                        row.getLong("duplicate"),
                        row.getLong("conflicting")),
                row.getLong("warned"),
                new Effort(
                        row.getLong("rows_read"),
                        row.getLong("files_read"),
                        row.getLong("bytes_read"),
                        row.getLong("rows_written"),
                        row.getLong("bytes_written"),
                        row.getLong("millis")));
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
