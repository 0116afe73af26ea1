package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.disk.Disk;
import foz.api.failure.Blame;
import foz.api.failure.FozException;
import foz.api.lake.Lake;
import foz.api.time.Steps;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full leaves everything as it was, says so, and the same work succeeds once there is room. */
class FullDiskTest {

    @TempDir
    Path folder;

    /** A disk that takes so many more syncs. */
    private static final class NearlyFull implements Disk {
        private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);

        @Override
        public void sync(Path file) throws IOException {
            take(file);
            REAL.sync(file);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            take(folder);
            REAL.syncFolder(folder);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            REAL.move(from, to);
        }

        private void take(Path path) throws IOException {
            if (room.decrementAndGet() < 0) {
                throw new FileSystemException(path.toString(), null, "No space left on device");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 9})
    void nothingChangesAndTheNextTrySucceeds(int room) throws IOException {
        NearlyFull disk = new NearlyFull();
        try (Lake lake = Scenario.open(folder, disk, Steps.UNWATCHED)) {
            Scenario.begin(lake);
            Map<String, List<?>> before = Scenario.content(lake);
            disk.room.set(room);
            assertThatThrownBy(() -> Scenario.APPEND_TO_TWO.run(lake)).isInstanceOfSatisfying(FozException.class, e -> {
                assertThat(e.code()).isEqualTo(LakeFailure.DISK_FULL);
                assertThat(e.code().blame()).isEqualTo(Blame.CAPACITY);
            });
            assertThat(Scenario.content(lake)).isEqualTo(before);
            assertThat(Reachable.present(folder)).isEqualTo(Reachable.named(folder));
            disk.room.set(Integer.MAX_VALUE);
            Scenario.APPEND_TO_TWO.run(lake);
            assertThat(lake.scan(Scenario.PLAIN).rows()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 15})
    void upkeepChangesNothingThatCouldBeReadAndTheNextOneSucceeds(int room) throws IOException {
        NearlyFull disk = new NearlyFull();
        MaintenanceOptions now = MaintenanceOptions.standard().keeping(Duration.ZERO, 1, Duration.ZERO);
        try (LocalLake lake = Scenario.open(folder, disk, Steps.UNWATCHED)) {
            Scenario.begin(lake);
            Map<String, List<?>> before = Scenario.content(lake);
            disk.room.set(room);
            Upkeep failed = new Maintenance(lake, new CopyingEngine(), now).run(List.of());
            assertThat(failed.failures())
                    .isNotEmpty()
                    .allSatisfy(e -> assertThat(e.code()).isEqualTo(LakeFailure.DISK_FULL));
            assertThat(Scenario.content(lake)).isEqualTo(before);
            assertThat(Reachable.present(folder)).isEqualTo(Reachable.named(folder));
            disk.room.set(Integer.MAX_VALUE);
            assertThat(new Maintenance(lake, new CopyingEngine(), now)
                            .run(List.of())
                            .failures())
                    .isEmpty();
            assertThat(Scenario.content(lake)).isEqualTo(before);
            assertThat(lake.scan(Scenario.PLAIN).files()).hasSize(1);
        }
    }
}
