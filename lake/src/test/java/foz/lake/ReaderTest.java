package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.disk.Disk;
import foz.api.engine.Target;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.time.Steps;
import foz.api.type.TableName;
import foz.testkit.lake.RecordingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers beside a writer. */
class ReaderTest {

    private static final TableName LEFT = TableName.bronze("left");
    private static final TableName RIGHT = TableName.bronze("right");

    @TempDir
    Path folder;

    private Lake read() {
        return LocalLake.open(folder, Mode.READ, InstantSource.system(), Disk.REAL, Steps.UNWATCHED);
    }

    private static void appendToBoth(Lake lake, int number) {
        try (Batch batch = lake.begin(new Intent("b" + number, "test"))) {
            Target left = batch.target(LEFT, Scenario.SCHEMA, List.of());
            Target right = batch.target(RIGHT, Scenario.SCHEMA, List.of());
            Scenario.commit(
                    batch,
                    List.of(
                            new TableChange.Append(LEFT, List.of(Scenario.one(left, number, "x")), Map.of()),
                            new TableChange.Append(RIGHT, List.of(Scenario.one(right, number, "x")), Map.of())));
        }
    }

    @Test
    void seeOnlyWholeStatesWhileBatchesAreCommitted() throws Exception {
        int commits = 40;
        try (Lake writer = Scenario.open(folder, new RecordingDisk(), Steps.UNWATCHED);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            appendToBoth(writer, 0);
            Future<?> writing = threads.submit(() -> {
                for (int i = 1; i <= commits; i++) {
                    appendToBoth(writer, i);
                }
            });
            long last = 0;
            while (last <= commits && !(writing.isDone() && writing.state() == Future.State.FAILED)) {
                try (Lake reader = read()) {
                    long left = reader.scan(LEFT).rows();
                    assertThat(reader.scan(RIGHT).rows()).isEqualTo(left);
                    assertThat(reader.scan(LEFT).files())
                            .allSatisfy(f -> assertThat(f.path()).exists());
                    assertThat(left).isGreaterThanOrEqualTo(last);
                    last = left;
                }
            }
            writing.get();
        }
    }

    @Test
    void threeHundredCommitsLeaveFewFilesBehind() throws IOException {
        int commits = 300;
        try (Lake lake = Scenario.open(folder, new RecordingDisk(), Steps.UNWATCHED)) {
            try (Batch batch = lake.begin(new Intent("first", "test"))) {
                Target target = batch.target(LEFT, Scenario.SCHEMA, List.of());
                Scenario.commit(
                        batch, List.of(new TableChange.Append(LEFT, List.of(Scenario.one(target, 1, "x")), Map.of())));
            }
            for (int i = 1; i < commits; i++) {
                try (Batch batch = lake.begin(new Intent("b" + i, "test"))) {
                    batch.target(LEFT, Scenario.SCHEMA, List.of());
                    Scenario.commit(batch, List.of(new TableChange.Append(LEFT, List.of(), Map.of())));
                }
            }
            assertThat(lake.table(LEFT).orElseThrow().files()).isEqualTo(1);
        }
        assertThat(count(".metadata.json")).isLessThanOrEqualTo(21);
        assertThat(count("-m0.avro")).isEqualTo(1);
        assertThat(Reachable.present(folder)).isEqualTo(Reachable.named(folder));
    }

    private long count(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(p -> p.toString().endsWith(ending)).count();
        }
    }

    @Test
    void keepMetadataFilesUntilTheyCloseAndNoLonger() throws IOException {
        try (Lake writer = Scenario.open(folder, new RecordingDisk(), Steps.UNWATCHED)) {
            appendToBoth(writer, 0);
            try (Lake reader = read()) {
                for (int i = 1; i <= 30; i++) {
                    appendToBoth(writer, i);
                }
                assertThat(count(".metadata.json")).isEqualTo(2 * 21 + 2);
                assertThat(reader.scan(LEFT).rows()).isEqualTo(1);
            }
            appendToBoth(writer, 31);
            assertThat(count(".metadata.json")).isEqualTo(2 * 21);
        }
    }

    @Test
    void findNothingWhereTheCatalogueIsJustBeingMade() throws IOException {
        Files.createFile(folder.resolve("catalog.db"));
        try (Lake reader = read()) {
            assertThat(reader.tables()).isEmpty();
            assertThat(reader.ledger().accounts()).isEmpty();
        }
    }

    @Test
    void areToldWhenANewerFozWroteTheFolder() {
        Scenario.open(folder, new RecordingDisk(), Steps.UNWATCHED).close();
        try (Database database = Database.open(folder.resolve("catalog.db"), Mode.WRITE)) {
            database.transaction("", () -> new Catalogue(database).write("version", "99"));
        }
        assertThatThrownBy(this::read).isInstanceOf(FozException.class).hasMessageContaining("newer Foz");
        assertThatThrownBy(() -> Scenario.open(folder, new RecordingDisk(), Steps.UNWATCHED))
                .isInstanceOf(FozException.class)
                .hasMessageContaining("newer Foz");
    }

    @Test
    void leasesOfProcessesThatEndedAreClearedAway() throws IOException {
        Path leases = Files.createDirectories(folder.resolve("leases"));
        Holder self = Holder.self();
        Holder gone = new Holder(self.pid(), self.host(), self.startedAt().minusSeconds(60), "an earlier process");
        Path stale = Files.write(leases.resolve("stale.lease"), lines(gone));
        Path elsewhere = Files.write(
                leases.resolve("elsewhere.lease"), lines(new Holder(1, "another-host", self.startedAt(), "reads")));
        Lease.Claims claims = Lease.claims(new DataFolder(folder));
        assertThat(stale).doesNotExist();
        assertThat(elsewhere).exists();
        assertThat(claims.everything()).isTrue();
    }

    private static List<String> lines(Holder holder) {
        return Stream.concat(holder.lines().stream(), Stream.of("*")).toList();
    }
}
