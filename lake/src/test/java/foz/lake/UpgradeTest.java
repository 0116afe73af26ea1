package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.balance.Effort;
import foz.api.disk.Disk;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.time.Steps;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that an older Foz made. */
class UpgradeTest {

    @TempDir
    Path folder;

    private Lake open(Mode mode) {
        return LocalLake.open(folder, mode, InstantSource.system(), Disk.REAL, Steps.UNWATCHED);
    }

    private static BatchRow account(String batch, Effort effort) {
        return new BatchRow(
                batch,
                "table",
                "gold.a",
                OptionalLong.empty(),
                "whole",
                effort.equals(Effort.NONE) ? "" : "it is new",
                Instant.EPOCH,
                Balance.EMPTY,
                0,
                effort);
    }

    private void commit(BatchRow account) {
        try (Lake lake = open(Mode.WRITE);
                Batch batch = lake.begin(new Intent(account.batch(), "test"))) {
            batch.commit(new Commit(List.of(), List.of(), List.of(account), Map.of()));
        }
    }

    @Test
    void accountsOfVersion1AreReadAndNewOnesSayWhatTheyCost() {
        BatchRow old = account("a", Effort.NONE);
        commit(old);
        try (Database database = Database.open(folder.resolve("catalog.db"), Mode.WRITE)) {
            database.transaction("making it old", () -> {
                for (String column : LocalAccounts.ADDED_TO_BATCHES.keySet()) {
                    database.update("ALTER TABLE foz_batches DROP COLUMN " + column);
                }
                database.update("DROP INDEX foz_batches_origin");
                database.update("DROP INDEX foz_batches_file");
                new Catalogue(database).write("version", "1");
            });
        }
        try (Lake lake = open(Mode.READ)) {
            assertThat(lake.ledger().accounts()).containsExactly(old);
        }
        BatchRow costly = account("b", new Effort(1, 2, 3, 4, 5, 6));
        commit(costly);
        try (Lake lake = open(Mode.READ)) {
            assertThat(lake.ledger().accounts()).containsExactly(old, costly);
        }
    }
}
