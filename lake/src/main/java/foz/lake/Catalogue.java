package foz.lake;

import foz.api.failure.FozException;
import foz.api.lake.Intent;
import foz.api.type.TableName;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of what is visible and what is under way: {@code iceberg_tables} and {@code iceberg_namespace_properties} exactly as
 * Iceberg's JdbcCatalog makes them (schema V1), so that other programs attach to the same file, and our own {@code foz_} tables beside.
 */
final class Catalogue {

    /** The name under which other programs attach. */
    static final String NAME = "foz";

    /** The note that says which Foz made the tables: one more whenever an older one could not use them. */
    private static final String VERSION = "version";

    private static final int KNOWN_VERSION = 3;

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE IF NOT EXISTS iceberg_tables(catalog_name VARCHAR(255) NOT NULL, table_namespace VARCHAR(255) NOT NULL, \
            table_name VARCHAR(255) NOT NULL, metadata_location VARCHAR(1000), previous_metadata_location VARCHAR(1000), \
            iceberg_type VARCHAR(5), PRIMARY KEY (catalog_name, table_namespace, table_name))\
            """, """
            CREATE TABLE IF NOT EXISTS iceberg_namespace_properties(catalog_name VARCHAR(255) NOT NULL, \
            namespace VARCHAR(255) NOT NULL, property_key VARCHAR(255), property_value VARCHAR(1000), \
            PRIMARY KEY (catalog_name, namespace, property_key))\
            """, "CREATE TABLE IF NOT EXISTS foz_lake(key TEXT PRIMARY KEY, value TEXT NOT NULL)", """
            CREATE TABLE IF NOT EXISTS foz_intents(batch TEXT PRIMARY KEY, what TEXT NOT NULL, started_at TEXT NOT NULL, \
            state TEXT NOT NULL)\
            """, """
            CREATE TABLE IF NOT EXISTS foz_targets(batch TEXT NOT NULL, folder TEXT NOT NULL, prefix TEXT NOT NULL, \
            PRIMARY KEY (batch, folder))\
            """, """
            CREATE TABLE IF NOT EXISTS foz_garbage(path TEXT PRIMARY KEY, let_go INTEGER NOT NULL DEFAULT 0, \
            at TEXT NOT NULL DEFAULT '1970-01-01T00:00:00Z')\
            """);

    /** Ids of upkeep's batches begin so. */
    static final String UPKEEP = "upkeep-";

    /** The note that counts what was published. */
    private static final String COMMITS = "commits";

    private final Database database;

    Catalogue(Database database) {
        this.database = database;
    }

    /** What has become of a batch. */
    enum State {
        OPEN,
        ABANDONED,
        COMMITTED
    }

    /** Files of a batch: those in a folder of the data folder whose names hold the prefix. */
    record Traces(String folder, String prefix) {}

    /** A table's new metadata file, and the one it replaces. */
    record Swap(TableName table, @Nullable String expected, String next) {}

    /** Makes the tables that are missing. */
    void create() {
        database.transaction("making the catalogue", () -> {
            for (String table : TABLES) {
                database.update(table);
            }
            for (String table : LocalLedger.TABLES) {
                database.update(table);
            }
            write(VERSION, Integer.toString(KNOWN_VERSION));
        });
    }

    /** Brings the tables of an older Foz to what this one knows; nothing for those that are. */
    void upgrade() {
        if (version() == KNOWN_VERSION) {
            return;
        }
        database.transaction("bringing the catalogue up to date", () -> {
            LocalLedger.upgrade(database);
            upgradeGarbage();
            write(VERSION, Integer.toString(KNOWN_VERSION));
        });
    }

    private void upgradeGarbage() throws SQLException {
        if (!knowsWhenFilesWereLetGo()) {
            // Nobody knows when these were let go: they are free as soon as nobody reads who began before.
            database.update("ALTER TABLE foz_garbage RENAME TO foz_garbage_before");
            database.update(TABLES.getLast());
            database.update("INSERT INTO foz_garbage(path, let_go) SELECT path, ? FROM foz_garbage_before", commits());
            database.update("DROP TABLE foz_garbage_before");
        }
    }

    private boolean knowsWhenFilesWereLetGo() {
        return !database.query(row -> 1, "SELECT 1 FROM pragma_table_info('foz_garbage') WHERE name = 'let_go'")
                .isEmpty();
    }

    private int version() {
        return note(VERSION).map(Integer::parseInt).orElse(1);
    }

    /**
     * Whether its tables are there; a writer may just be making them.
     *
     * @throws FozException when a newer Foz made them
     */
    boolean isMade() {
        if (database.query(row -> 1, "SELECT 1 FROM sqlite_master WHERE name = 'foz_lake'")
                .isEmpty()) {
            return false;
        }
        int found = version();
        if (found > KNOWN_VERSION) {
            throw new FozException(LakeFailure.CATALOGUE_TOO_NEW, "found", found, "known", KNOWN_VERSION);
        }
        return true;
    }

    /** The metadata file of every table, in one consistent reading. */
    Map<TableName, String> pointers() {
        Map<TableName, String> pointers = new TreeMap<>();
        database.query(
                        row -> List.of(row.getString(1) + "." + row.getString(2), row.getString(3)),
                        "SELECT table_namespace, table_name, metadata_location FROM iceberg_tables"
                                + " WHERE catalog_name = ? AND (iceberg_type = 'TABLE' OR iceberg_type IS NULL)",
                        NAME)
                // Other programs may have tables with names that ours can't have.
                .forEach(row -> TableName.parse(row.get(0)).ifPresent(table -> pointers.put(table, row.get(1))));
        return pointers;
    }

    /** Something remembered about the lake as a whole. */
    Optional<String> note(String key) {
        return database.query(row -> row.getString(1), "SELECT value FROM foz_lake WHERE key = ?", key).stream()
                .findFirst();
    }

    /** Remembers something about the lake as a whole; within a transaction. */
    void write(String key, String value) throws SQLException {
        database.update("INSERT OR REPLACE INTO foz_lake(key, value) VALUES (?, ?)", key, value);
    }

    Optional<State> state(String batch) {
        return database
                .query(row -> State.valueOf(row.getString(1)), "SELECT state FROM foz_intents WHERE batch = ?", batch)
                .stream()
                .findFirst();
    }

    /** The ids of batches that were begun and neither committed nor abandoned. */
    List<String> open() {
        return database.query(
                row -> row.getString(1), "SELECT batch FROM foz_intents WHERE state = 'OPEN' ORDER BY batch");
    }

    /** Where a batch may have left files. */
    List<Traces> traces(String batch) {
        return database.query(
                row -> new Traces(row.getString(1), row.getString(2)),
                "SELECT folder, prefix FROM foz_targets WHERE batch = ? ORDER BY folder",
                batch);
    }

    void begin(Intent intent, Instant at) {
        database.transaction(
                "beginning " + intent.what(),
                () -> database.update(
                        "INSERT OR REPLACE INTO foz_intents(batch, what, started_at, state) VALUES (?, ?, ?, 'OPEN')",
                        intent.batch(),
                        intent.what(),
                        at.toString()));
    }

    /** Writes down where a batch is about to write files. */
    void aim(String batch, List<Traces> traces) {
        database.transaction("writing down where files will go", () -> {
            for (Traces t : traces) {
                database.update(
                        "INSERT OR REPLACE INTO foz_targets(batch, folder, prefix) VALUES (?, ?, ?)",
                        batch,
                        t.folder(),
                        t.prefix());
            }
        });
    }

    /** Its files are gone; it may be begun again. */
    void abandon(String batch) {
        database.transaction("giving up a batch", () -> {
            database.update("UPDATE foz_intents SET state = 'ABANDONED' WHERE batch = ?", batch);
            database.update("DELETE FROM foz_targets WHERE batch = ?", batch);
        });
    }

    /** Its files are in use; within a transaction. */
    void committed(String batch) throws SQLException {
        if (database.update("UPDATE foz_intents SET state = 'COMMITTED' WHERE batch = ? AND state = 'OPEN'", batch)
                != 1) {
            throw new FozException(
                    LakeFailure.STALE_BATCH, "table", "the catalogue", "found", "no open batch " + batch);
        }
        database.update("DELETE FROM foz_targets WHERE batch = ?", batch);
    }

    /** Lets tables show their new state if nobody changed them meanwhile; within a transaction. */
    void swap(Collection<Swap> swaps) throws SQLException {
        for (Swap swap : swaps) {
            if ((swap.expected() == null ? insert(swap) : replace(swap)) != 1) {
                throw new FozException(
                        LakeFailure.STALE_BATCH, "table", swap.table(), "found", "another commit came in between");
            }
        }
    }

    private int insert(Swap swap) throws SQLException {
        // The row that JdbcCatalog.createNamespace writes for a namespace without properties of its own.
        database.update(
                "INSERT OR IGNORE INTO iceberg_namespace_properties VALUES (?, ?, 'exists', 'true')",
                NAME,
                swap.table().layer());
        return database.update(
                "INSERT OR IGNORE INTO iceberg_tables(catalog_name, table_namespace, table_name, metadata_location,"
                        + " previous_metadata_location, iceberg_type) VALUES (?, ?, ?, ?, NULL, 'TABLE')",
                NAME,
                swap.table().layer(),
                swap.table().name(),
                swap.next());
    }

    private int replace(Swap swap) throws SQLException {
        return database.update(
                "UPDATE iceberg_tables SET metadata_location = ?, previous_metadata_location = ? WHERE catalog_name ="
                        + " ? AND table_namespace = ? AND table_name = ? AND metadata_location = ?",
                swap.next(),
                swap.expected(),
                NAME,
                swap.table().layer(),
                swap.table().name(),
                swap.expected());
    }

    /** How many times something was published. Read before {@link #pointers}, it is never ahead of them. */
    long commits() {
        return note(COMMITS).map(Long::parseLong).orElse(0L);
    }

    /** The number of what is being published; within a transaction. */
    long nextCommit() throws SQLException {
        long next = commits() + 1;
        write(COMMITS, Long.toString(next));
        return next;
    }

    /**
     * A file that no table names any more.
     *
     * @param path relative to the data folder
     * @param commit the number of the commit that let go of it: whoever read the pointers at that number or later can't need it
     * @param at when that was
     */
    record LetGo(String path, long commit, Instant at) {}

    /** Forgets upkeep's own batches, which name a state that is gone, and batches that were given up; within a transaction. */
    void forget(Instant before) throws SQLException {
        database.update(
                "DELETE FROM foz_intents WHERE started_at < ? AND (state = 'ABANDONED' OR (state = 'COMMITTED' AND"
                        + " batch LIKE ?))",
                before.toString(),
                UPKEEP + "%");
    }

    /** Gives pages that nothing is written on any more back to the disk. */
    void shrink() {
        database.run("PRAGMA incremental_vacuum", "shrinking the catalogue");
    }

    /** Files that may be deleted once nobody reads them. */
    List<LetGo> garbage() {
        return database.query(
                row -> new LetGo(row.getString(1), row.getLong(2), Instant.parse(row.getString(3))),
                knowsWhenFilesWereLetGo()
                        ? "SELECT path, let_go, at FROM foz_garbage ORDER BY path"
                        : "SELECT path, 0, '1970-01-01T00:00:00Z' FROM foz_garbage ORDER BY path");
    }

    /** Writes down files that may be deleted, and forgets those that were; within a transaction. */
    void garbage(Collection<LetGo> added, Collection<String> deleted) throws SQLException {
        for (LetGo file : added) {
            database.update(
                    "INSERT OR IGNORE INTO foz_garbage(path, let_go, at) VALUES (?, ?, ?)",
                    file.path(),
                    file.commit(),
                    file.at().toString());
        }
        for (String path : deleted) {
            database.update("DELETE FROM foz_garbage WHERE path = ?", path);
        }
    }
}
