package foz.lake;

import static foz.lake.Scenario.PLAIN;
import static foz.lake.Scenario.SPLIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.disk.Disk;
import foz.api.engine.Copy;
import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.Position;
import foz.api.lake.TableChange;
import foz.api.time.Steps;
import foz.api.type.TableName;
import foz.testkit.lake.RecordingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files become large ones, old snapshots go, and what nobody needs is deleted; what somebody needs is not. */
class MaintenanceTest {

    private static final TableName TOTAL = new TableName("gold", "total");
    private static final MaintenanceOptions NOW =
            MaintenanceOptions.standard().keeping(Duration.ZERO, 1, Duration.ZERO);

    @TempDir
    Path folder;

    private Instant time = Instant.parse("2026-03-01T12:00:00Z");
    private int last;

    private LocalLake open() {
        return LocalLake.open(folder, Mode.WRITE, () -> time, new RecordingDisk(), Steps.UNWATCHED);
    }

    private LocalLake read() {
        return LocalLake.open(folder, Mode.READ, InstantSource.system(), Disk.REAL, Steps.UNWATCHED);
    }

    private static Maintenance maintenance(LocalLake lake, MaintenanceOptions options) {
        return new Maintenance(lake, new CopyingEngine(), options);
    }

    /** Upkeep in which nothing goes wrong. */
    private static Upkeep upkeep(LocalLake lake, MaintenanceOptions options, TableName... tables) {
        Upkeep done = maintenance(lake, options).run(List.of(tables));
        assertThat(done.failures()).isEmpty();
        return done;
    }

    private void append(Lake lake, int times) {
        for (int i = 0; i < times; i++) {
            time = time.plusSeconds(60);
            int row = ++last;
            try (Batch batch = lake.begin(new Intent("b" + row, "test"))) {
                Target plain = batch.target(PLAIN, Scenario.SCHEMA, List.of());
                Target split = batch.target(SPLIT, Scenario.SCHEMA, Scenario.BY_NAME);
                Scenario.commit(
                        batch,
                        List.of(
                                new TableChange.Append(PLAIN, List.of(Scenario.one(plain, row, "r")), Map.of()),
                                new TableChange.Append(
                                        SPLIT,
                                        List.of(Scenario.part(split, row, row % 2 == 0 ? "x" : "y")),
                                        Map.of())));
            }
        }
    }

    /** A table that stands on the current state of another. */
    private void derive(Lake lake) {
        time = time.plusSeconds(60);
        int row = ++last;
        long input = lake.table(PLAIN).orElseThrow().snapshot();
        try (Batch batch = lake.begin(new Intent("d" + row, "test"))) {
            Target target = batch.target(TOTAL, Scenario.SCHEMA, List.of());
            Scenario.commit(
                    batch,
                    List.of(new TableChange.Append(
                            TOTAL,
                            List.of(Scenario.one(target, row, "t")),
                            new Position("1", Map.of(PLAIN, input)).summary())));
        }
    }

    private static List<Long> snapshots(Lake lake, TableName table) {
        return lake.history().snapshots(table).stream().map(s -> s.id()).toList();
    }

    private void nothingIsLost() throws IOException {
        assertThat(Reachable.present(folder)).isEqualTo(Reachable.named(folder));
    }

    @Test
    void smallFilesOfAPartitionBecomeOneWithTheSameRows() throws IOException {
        try (LocalLake lake = open()) {
            append(lake, 6);
            Map<String, List<?>> before = Scenario.content(lake);
            Upkeep done = upkeep(lake, NOW);
            assertThat(done.failures()).isEmpty();
            assertThat(lake.scan(PLAIN).files()).hasSize(1);
            assertThat(lake.scan(SPLIT).files()).hasSize(2);
            assertThat(Scenario.content(lake)).isEqualTo(before);
            nothingIsLost();
        }
        try (LocalLake lake = read()) {
            assertThat(lake.scan(PLAIN).rows()).isEqualTo(6);
            assertThat(Scenario.FILES.read(lake.scan(PLAIN))).hasSize(6);
        }
    }

    @Test
    void aPlanWritesNothingAndSaysWhatIsDone() throws IOException {
        try (LocalLake lake = open()) {
            append(lake, 6);
            var before = Reachable.present(folder);
            Upkeep planned = maintenance(lake, NOW).plan(List.of(PLAIN));
            assertThat(Reachable.present(folder)).isEqualTo(before);
            Upkeep.TableUpkeep table = planned.tables().getFirst();
            assertThat(table.compacted().files()).isEqualTo(6);
            assertThat(table.compacted().rows()).isEqualTo(6);
            assertThat(table.compacted().into()).isEqualTo(1);
            assertThat(table.expired().snapshots()).hasSize(5);
            Upkeep done = upkeep(lake, NOW, PLAIN);
            assertThat(done.tables().getFirst().compacted().files()).isEqualTo(6);
            assertThat(done.deleted())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).doesNotExist());
            assertThat(maintenance(lake, NOW)
                            .plan(List.of(PLAIN))
                            .tables()
                            .getFirst()
                            .isNothing())
                    .isTrue();
        }
    }

    @Test
    void aTableThatFollowsAnotherSeesNoChangeInItsCompaction() {
        try (LocalLake lake = open()) {
            append(lake, 3);
            derive(lake);
            long stands = lake.table(PLAIN).orElseThrow().snapshot();
            append(lake, 2);
            upkeep(lake, NOW);
            Delta delta = lake.history().since(PLAIN, stands).orElseThrow();
            assertThat(delta.added().rows()).isEqualTo(2);
            assertThat(delta.removed().rows()).isZero();
            assertThat(Scenario.FILES.read(delta.added())).hasSize(2);
            assertThat(Scenario.FILES.read(delta.before())).hasSize(3);
        }
    }

    @Test
    void aTablesPositionSurvivesCompactionAndExpiry() {
        try (LocalLake lake = open()) {
            append(lake, 1);
            derive(lake);
            derive(lake);
            Map<String, String> before = lake.table(TOTAL).orElseThrow().summary();
            maintenance(lake, NOW).run(List.of(TOTAL));
            assertThat(snapshots(lake, TOTAL)).hasSize(1);
            assertThat(lake.scan(TOTAL).files()).hasSize(1);
            assertThat(Position.read(lake.table(TOTAL).orElseThrow().summary()))
                    .isPresent()
                    .isEqualTo(Position.read(before));
        }
    }

    @Test
    void snapshotsThatAnotherTableStandsOnAreKeptUntilItHasBeenBehindForTooLong() {
        try (LocalLake lake = open()) {
            append(lake, 3);
            derive(lake);
            long stands = lake.table(PLAIN).orElseThrow().snapshot();
            append(lake, 3);
            upkeep(lake, NOW);
            assertThat(snapshots(lake, PLAIN)).contains(stands).hasSizeGreaterThanOrEqualTo(4);
            time = time.plus(Duration.ofDays(31));
            Upkeep planned = maintenance(lake, NOW).plan(List.of(PLAIN));
            assertThat(planned.tables().getFirst().remarks())
                    .singleElement()
                    .asString()
                    .contains("gold.total");
            upkeep(lake, NOW);
            assertThat(snapshots(lake, PLAIN)).hasSize(1);
            assertThat(lake.history().since(PLAIN, stands)).isEmpty();
        }
    }

    @Test
    void theYoungestSnapshotsAreKeptAndNotTooManyOfThem() {
        MaintenanceOptions options =
                MaintenanceOptions.standard().keeping(Duration.ofMinutes(10), 4, Duration.ofMinutes(10));
        try (LocalLake lake = open()) {
            append(lake, 8);
            upkeep(lake, options.sized(1 << 20, 0, 16));
            assertThat(snapshots(lake, PLAIN)).hasSize(4);
            time = time.plus(Duration.ofMinutes(8));
            upkeep(lake, options.sized(1 << 20, 0, 16));
            assertThat(snapshots(lake, PLAIN)).hasSize(2);
            time = time.plus(Duration.ofDays(80));
            upkeep(lake, options.sized(1 << 20, 0, 16));
            assertThat(snapshots(lake, PLAIN)).hasSize(1);
        }
    }

    @Test
    void deletionWaitsForGraceAndForReadersThatBeganBefore() throws IOException {
        MaintenanceOptions graceful = MaintenanceOptions.standard().keeping(Duration.ZERO, 1, Duration.ofMinutes(10));
        try (LocalLake lake = open()) {
            append(lake, 4);
            Path old = lake.scan(PLAIN).files().getFirst().path();
            try (LocalLake early = read()) {
                assertThat(upkeep(lake, graceful).deleted()).doesNotContain(old);
                time = time.plus(Duration.ofMinutes(11));
                Upkeep later = upkeep(lake, graceful);
                assertThat(later.waiting().forReaders()).isPositive();
                assertThat(Scenario.FILES.read(early.scan(PLAIN))).hasSize(4);
            }
            // Somebody who began after that reads on while the files go.
            try (LocalLake late = read()) {
                assertThat(upkeep(lake, graceful).deleted()).contains(old);
                assertThat(Scenario.FILES.read(late.scan(PLAIN))).hasSize(4);
            }
            nothingIsLost();
        }
    }

    @Test
    void aBatchThatBeganBeforeKeepsItsFiles() {
        try (LocalLake lake = open()) {
            append(lake, 4);
            Path old = lake.scan(PLAIN).files().getFirst().path();
            try (Batch slow = lake.begin(new Intent("slow", "test"))) {
                upkeep(lake, NOW);
                assertThat(old).exists();
                assertThat(slow.id()).isEqualTo("slow");
            }
            upkeep(lake, NOW);
            assertThat(old).doesNotExist();
        }
    }

    @Test
    void whatWaitsIsRememberedByTheNextWriter() throws IOException {
        Path old;
        try (LocalLake lake = open()) {
            append(lake, 4);
            old = lake.scan(PLAIN).files().getFirst().path();
            upkeep(lake, MaintenanceOptions.standard().keeping(Duration.ZERO, 1, Duration.ofHours(1)));
            assertThat(old).exists();
        }
        time = time.plus(Duration.ofHours(2));
        try (LocalLake lake = open()) {
            assertThat(upkeep(lake, NOW).deleted()).contains(old);
            nothingIsLost();
        }
    }

    @Test
    void aCopyThatLosesARowIsRefused() throws IOException {
        try (LocalLake lake = open()) {
            append(lake, 4);
            Map<String, List<?>> before = Scenario.content(lake);
            CopyingEngine lossy = new CopyingEngine() {
                @Override
                public List<WrittenFile> copy(Copy job) {
                    return List.of(Scenario.one(job.target(), 1, "r"));
                }
            };
            Upkeep done = new Maintenance(lake, lossy, NOW).run(List.of(PLAIN));
            assertThat(done.failures())
                    .singleElement()
                    .satisfies(e -> assertThat(e.code()).isEqualTo(LakeFailure.COMPACTION_NOT_ALIKE));
            assertThat(Scenario.content(lake)).isEqualTo(before);
            nothingIsLost();
        }
    }

    @Test
    void filesOfAnEarlierPartitioningAreBroughtToThePresentOne() throws IOException {
        try (LocalLake lake = open()) {
            append(lake, 4);
            try (Batch batch = lake.begin(new Intent("evolve", "test"))) {
                Target target = batch.target(PLAIN, Scenario.SCHEMA, Scenario.BY_NAME);
                Scenario.commit(
                        batch,
                        List.of(new TableChange.Append(PLAIN, List.of(Scenario.part(target, 99, "z")), Map.of())));
            }
            upkeep(lake, NOW.sized(1, 0, 2), PLAIN);
            assertThat(lake.scan(PLAIN).rows()).isEqualTo(5);
            upkeep(lake, NOW, PLAIN);
            assertThat(lake.scan(PLAIN).files()).hasSize(2);
            nothingIsLost();
        }
    }

    @Test
    void byItselfItWaitsUntilThereAreEnoughSmallFiles() {
        MaintenanceOptions options = MaintenanceOptions.standard();
        try (LocalLake lake = open()) {
            append(lake, 15);
            assertThat(maintenance(lake, options).runIfDue().tables()).isEmpty();
            append(lake, 1);
            maintenance(lake, options).runIfDue();
            assertThat(lake.scan(PLAIN).files()).hasSize(1);
            assertThat(lake.scan(SPLIT).files()).hasSize(16);
        }
    }

    @Test
    void byItselfItWritesEachRowAgainOnlyAFewTimes() {
        MaintenanceOptions options = MaintenanceOptions.standard().sized(1 << 28, 1 << 25, 4);
        long[] copied = {0};
        CopyingEngine counting = new CopyingEngine() {
            @Override
            public List<WrittenFile> copy(Copy job) {
                copied[0] += job.scan().files().stream()
                        .mapToLong(Scan.DataFile::bytes)
                        .sum();
                return super.copy(job);
            }
        };
        try (LocalLake lake = open()) {
            append(lake, 1);
            long bytes = 2 * 64 * lake.table(PLAIN).orElseThrow().bytes();
            for (int i = 1; i < 64; i++) {
                append(lake, 1);
                new Maintenance(lake, counting, options).runIfDue();
            }
            assertThat(lake.scan(PLAIN).files()).hasSizeLessThanOrEqualTo(10);
            assertThat(lake.scan(PLAIN).rows()).isEqualTo(64);
            // A file that doubles each time it is written again has done so six times with 64 files' bytes.
            assertThat(copied[0]).isBetween(bytes, 6 * bytes);
        }
    }

    @Test
    void manyManifestsBecomeFew() throws IOException {
        try (LocalLake lake = open()) {
            append(lake, 20);
            MaintenanceOptions options = NOW.sized(1 << 20, 0, 16);
            assertThat(upkeep(lake, options, PLAIN)
                            .tables()
                            .getFirst()
                            .expired()
                            .manifests())
                    .isEqualTo(20);
            assertThat(lake.known(PLAIN).currentSnapshot().allManifests(lake.newFiles()))
                    .hasSize(1);
            assertThat(lake.scan(PLAIN).files()).hasSize(20);
            nothingIsLost();
        }
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        try (LocalLake lake = open()) {
            append(lake, 1);
            assertThatThrownBy(() -> maintenance(lake, NOW).run(List.of(TOTAL)))
                    .isInstanceOf(FozException.class)
                    .hasMessageContaining("gold.total");
        }
    }

    @Test
    void theCatalogueForgetsWhatUpkeepDid() throws IOException {
        try (LocalLake lake = open()) {
            for (int i = 0; i < 3; i++) {
                append(lake, 3);
                upkeep(lake, NOW);
                time = time.plus(Duration.ofDays(2));
            }
            upkeep(lake, NOW);
            assertThat(lake.catalogue().garbage()).isEmpty();
            assertThat(new ArrayList<>(upkeepIntents())).isEmpty();
        }
        assertThat(Files.exists(folder.resolve("catalog.db"))).isTrue();
    }

    private List<String> upkeepIntents() {
        try (Database database = Database.open(folder.resolve("catalog.db"), Mode.READ)) {
            return database.query(row -> row.getString(1), "SELECT batch FROM foz_intents WHERE batch LIKE 'upkeep-%'");
        }
    }

    @Test
    void filesThatNobodyKnowsAreToldAndLeft() throws IOException {
        try (LocalLake lake = open()) {
            append(lake, 2);
            upkeep(lake, MaintenanceOptions.standard());
            assertThat(maintenance(lake, NOW).unknownFiles()).isEmpty();
            Path stray = Files.createFile(lake.folder().data(PLAIN).resolve("stray.parquet"));
            assertThat(maintenance(lake, NOW).unknownFiles()).containsExactly(stray);
            upkeep(lake, NOW);
            assertThat(stray).exists();
        }
    }

    @Test
    void foldersOfAnEarlierFozAreUnderstood() {
        try (LocalLake lake = open()) {
            append(lake, 2);
        }
        try (Database database = Database.open(folder.resolve("catalog.db"), Mode.WRITE)) {
            database.transaction("", () -> {
                database.update("DROP TABLE foz_garbage");
                database.update("CREATE TABLE foz_garbage(path TEXT PRIMARY KEY)");
                database.update("INSERT INTO foz_garbage(path) VALUES ('lake/bronze/plain/data/old')");
                new Catalogue(database).write("version", "2");
            });
        }
        try (LocalLake lake = read()) {
            assertThat(lake.scan(PLAIN).rows()).isEqualTo(2);
        }
        try (LocalLake lake = open()) {
            assertThat(lake.catalogue().garbage())
                    .singleElement()
                    .satisfies(file -> assertThat(file.path()).endsWith("old"));
            upkeep(lake, NOW);
            assertThat(lake.catalogue().garbage()).isEmpty();
            assertThat(lake.scan(PLAIN).rows()).isEqualTo(2);
        }
    }
}
