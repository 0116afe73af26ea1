package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.engine.Target;
import foz.api.lake.Batch;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.time.Steps;
import foz.testkit.lake.RecordingDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upkeep that ends at any of its steps leaves every table as it was, and the next upkeep leaves no file behind. */
class MaintenanceCrashTest {

    private static final MaintenanceOptions NOW =
            MaintenanceOptions.standard().keeping(Duration.ZERO, 1, Duration.ZERO);

    @TempDir
    Path temp;

    private final RecordingDisk disk = new RecordingDisk();

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static void fill(Lake lake, int round) {
        for (int i = 0; i < 4; i++) {
            int row = 10 * round + i;
            try (Batch batch = lake.begin(new Intent("b" + row, "test"))) {
                Target plain = batch.target(Scenario.PLAIN, Scenario.SCHEMA, List.of());
                Target split = batch.target(Scenario.SPLIT, Scenario.SCHEMA, Scenario.BY_NAME);
                Scenario.commit(
                        batch,
                        List.of(
                                new TableChange.Append(
                                        Scenario.PLAIN, List.of(Scenario.one(plain, row, "r")), Map.of()),
                                new TableChange.Append(
                                        Scenario.SPLIT, List.of(Scenario.part(split, row, "x" + row % 2)), Map.of())));
            }
        }
    }

    private static void maintain(LocalLake lake) {
        assertThat(new Maintenance(lake, new CopyingEngine(), NOW)
                        .run(List.of())
                        .failures())
                .isEmpty();
    }

    private List<String> steps() {
        List<String> steps = new ArrayList<>();
        boolean[] counting = {false};
        try (LocalLake lake = Scenario.open(temp.resolve("undisturbed"), disk, step -> {
            if (counting[0]) {
                steps.add(step);
            }
        })) {
            fill(lake, 0);
            counting[0] = true;
            maintain(lake);
        }
        assertThat(steps).contains("files-copied", "expiry-found", "garbage-swept", "catalogue-tidied");
        return steps;
    }

    @Test
    void deathAtAnyStepOfTheFirstTableHarmsNothing() throws IOException {
        List<String> steps = steps();
        for (int at = 1; at <= steps.indexOf("swept") + 1; at += 3) {
            dies(at, steps.get(at - 1), Optional.empty());
        }
    }

    @Tag("slow")
    @Test
    void deathAtAnyStepHarmsNothing() throws IOException {
        List<String> steps = steps();
        for (int at = 1; at <= steps.size(); at++) {
            dies(at, steps.get(at - 1), Optional.empty());
        }
    }

    @Tag("slow")
    @Test
    void aPowerCutAtAnyStepHarmsNothing() throws IOException {
        List<String> steps = steps();
        for (int at = 1; at <= steps.size(); at++) {
            dies(at, steps.get(at - 1), Optional.of(disk));
        }
    }

    private void dies(int at, String step, Optional<RecordingDisk> powerless) throws IOException {
        Path folder = temp.resolve("at-" + at);
        int[] reached = {Integer.MIN_VALUE};
        Map<String, List<?>> before = Map.of();
        try (LocalLake lake = Scenario.open(folder, disk, s -> {
            if (++reached[0] == at) {
                throw new Death();
            }
        })) {
            fill(lake, 0);
            before = Scenario.content(lake);
            reached[0] = 0;
            maintain(lake);
        } catch (Death expected) {
            assertThat(reached[0]).isEqualTo(at);
        }
        assertThat(reached[0]).as("step %d, %s", at, step).isEqualTo(at);
        if (powerless.isPresent()) {
            powerless
                    .get()
                    .cutPower(
                            folder.toRealPath(), f -> f.getFileName().toString().startsWith("catalog.db"));
        }
        try (LocalLake lake = Scenario.open(folder, disk, Steps.UNWATCHED)) {
            assertThat(Scenario.content(lake)).as("step %d, %s", at, step).isEqualTo(before);
            assertThat(Reachable.present(folder)).isEqualTo(Reachable.named(folder));
            fill(lake, 1);
            before = Scenario.content(lake);
            maintain(lake);
            assertThat(Scenario.content(lake)).as("step %d, %s", at, step).isEqualTo(before);
            assertThat(lake.scan(Scenario.PLAIN).files()).hasSize(1);
            assertThat(lake.catalogue().garbage()).isEmpty();
            assertThat(Reachable.present(folder)).isEqualTo(Reachable.named(folder));
            assertThat(new Strays(lake).find()).isEmpty();
        }
    }
}
