package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.failure.FozException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path folder;

    private Database open() {
        return Database.open(folder.resolve("catalog.db"), Mode.WRITE);
    }

    @Test
    void aFullDiskUndoesTheTransactionAndSaysSo() {
        try (Database database = open()) {
            database.transaction("making", () -> database.update("CREATE TABLE t(x TEXT)"));
            database.query(row -> row.getLong(1), "PRAGMA max_page_count = 4");
            assertThatThrownBy(() -> database.transaction("filling", () -> {
                        database.update("INSERT INTO t VALUES ('small')");
                        database.update("INSERT INTO t VALUES (?)", "x".repeat(100_000));
                    }))
                    .isInstanceOfSatisfying(
                            FozException.class, e -> assertThat(e.code()).isEqualTo(LakeFailure.DISK_FULL));
            assertThat(database.query(row -> row.getString(1), "SELECT x FROM t"))
                    .isEmpty();
            database.transaction("going on", () -> database.update("INSERT INTO t VALUES ('small')"));
            assertThat(database.query(row -> row.getString(1), "SELECT x FROM t"))
                    .containsExactly("small");
        }
    }

    @Test
    void everyCommitIsSyncedAndReadersWorkBesideTheWriter() {
        try (Database database = open()) {
            assertThat(database.query(row -> row.getString(1), "PRAGMA journal_mode"))
                    .isEqualTo(List.of("wal"));
            assertThat(database.query(row -> row.getInt(1), "PRAGMA synchronous"))
                    .isEqualTo(List.of(2));
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsSaidToBeUnreadable() throws IOException {
        Files.writeString(
                folder.resolve("catalog.db"),
                "not a database, and longer than a header of one hundred bytes".repeat(9));
        assertThatThrownBy(() -> {
                    try (Database database = open()) {
                        new Catalogue(database).create();
                    }
                })
                .isInstanceOfSatisfying(
                        FozException.class, e -> assertThat(e.code()).isEqualTo(LakeFailure.CATALOGUE_UNREADABLE));
    }
}
