package foz.lake;

import foz.api.balance.BatchRow;
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
            LocalAccounts.TABLE,
            LocalAccounts.BY_ORIGIN,
            LocalAccounts.BY_FILE,
            "CREATE TABLE IF NOT EXISTS foz_statuses(row_id TEXT PRIMARY KEY, status TEXT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS foz_counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL)",
            "INSERT OR IGNORE INTO foz_counters(name, value) VALUES ('file', 0)");

    private static final String FILE_COLUMNS =
            "SELECT id, source, name, stored_bytes, modified_at, sha256, bytes, records, state, batch, arrived_at,"
                    + " header, copy_of FROM foz_files ";

    private final Database database;
    private final Catalogue catalogue;
    private final Mode mode;
    private final LocalAccounts accounts;

    LocalLedger(Database database, Catalogue catalogue, Mode mode) {
        this.database = database;
        this.catalogue = catalogue;
        this.mode = mode;
        this.accounts = new LocalAccounts(database);
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
    public List<BatchRow> accounts(Choice choice) {
        return accounts.of(choice);
    }

    @Override
    public Tally tally(String origin) {
        return accounts.tally(origin);
    }

    /** Gives the tables of an older Foz the columns they lack; within a transaction. */
    static void upgrade(Database database) throws SQLException {
        LocalAccounts.upgrade(database);
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
            accounts.write(account);
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

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
