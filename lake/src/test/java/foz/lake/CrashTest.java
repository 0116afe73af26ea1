package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.disk.Disk;
import foz.api.failure.FozException;
import foz.api.lake.Lake;
import foz.api.time.Steps;
import foz.testkit.lake.RecordingDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A writer that dies between any two steps of any kind of batch leaves exactly the old state or the new. */
class CrashTest {

    private static final List<String> STEPS = List.of(
            "intent-written",
            "targets-written",
            "data-checked",
            "snapshots-written",
            "metadata-written",
            "files-synced",
            "before-publish",
            "before-commit",
            "published",
            "swept");
    private static final List<String> VISIBLE = List.of("published", "swept");

    private static final Map<Scenario, Map<String, List<?>>> UNDISTURBED = new EnumMap<>(Scenario.class);

    @TempDir
    Path folder;

    /** Ends the process, as far as a test can. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    static Stream<Arguments> deaths() {
        return Stream.of(Scenario.values()).flatMap(s -> STEPS.stream().map(step -> Arguments.of(s, step)));
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("deaths")
    void deathLeavesTheOldStateOrTheNew(Scenario scenario, String step) throws IOException {
        check(scenario, step, new RecordingDisk(), () -> {});
    }

    /** Before its files are synced a batch has only files that the next opening deletes; what matters comes after. */
    static Stream<Arguments> powerCuts() {
        return Stream.of(Scenario.values())
                .flatMap(s ->
                        Stream.of("files-synced", "before-commit", "published").map(step -> Arguments.of(s, step)));
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("powerCuts")
    void aPowerCutLeavesTheOldStateOrTheNew(Scenario scenario, String step) throws IOException {
        RecordingDisk disk = new RecordingDisk();
        check(scenario, step, disk, () -> disk.cutPower(folder.toRealPath(), CrashTest::isDatabase));
    }

    /** SQLite syncs its own files, the database's folder is synced by the lake. */
    private static boolean isDatabase(Path file) {
        return file.getFileName().toString().startsWith("catalog.db");
    }

    /** What happens between death and the next start. */
    private interface Aftermath {
        void happens() throws IOException;
    }

    private void check(Scenario scenario, String step, Disk disk, Aftermath aftermath) throws IOException {
        Map<String, List<?>> old;
        try (Lake lake = Scenario.open(folder, disk, Steps.UNWATCHED)) {
            Scenario.begin(lake);
            old = Scenario.content(lake);
        }
        try (Lake lake = Scenario.open(folder, disk, reached -> die(reached, step))) {
            assertThatThrownBy(() -> scenario.runUntilDeath(lake)).isInstanceOf(Death.class);
        }
        aftermath.happens();
        try (Lake lake = Scenario.open(folder, disk, Steps.UNWATCHED)) {
            if (VISIBLE.contains(step)) {
                assertThatThrownBy(() -> scenario.run(lake)).isInstanceOf(FozException.class);
            } else {
                assertThat(Scenario.content(lake)).isEqualTo(old);
                assertThat(Reachable.present(folder)).isEqualTo(Reachable.named(folder));
                scenario.run(lake);
            }
            assertThat(Scenario.content(lake)).isEqualTo(expected(scenario));
            assertThat(Reachable.present(folder)).isEqualTo(Reachable.named(folder));
        }
    }

    private static void die(String reached, String step) {
        if (reached.equals(step)) {
            throw new Death();
        }
    }

    /** What the batch yields when nothing happens. */
    private Map<String, List<?>> expected(Scenario scenario) {
        return UNDISTURBED.computeIfAbsent(scenario, s -> {
            try (Lake lake = Scenario.open(folder.resolve("undisturbed"), new RecordingDisk(), Steps.UNWATCHED)) {
                Scenario.begin(lake);
                s.run(lake);
                return Scenario.content(lake);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void everyStepIsPassed(Scenario scenario) {
        List<String> passed = new ArrayList<>();
        try (Lake lake = Scenario.open(folder, new RecordingDisk(), Steps.UNWATCHED)) {
            Scenario.begin(lake);
        }
        try (Lake lake = Scenario.open(folder, new RecordingDisk(), passed::add)) {
            scenario.run(lake);
        }
        assertThat(passed.stream().distinct()).containsExactlyElementsOf(STEPS);
    }

    /** Closing the lake in the middle of its transaction makes the COMMIT fail in a way that tells nothing. */
    @Test
    void aCommitOfUnknownOutcomeIsNotCleanedUpAndTheNextOpeningFindsOut() throws IOException {
        AtomicReference<Runnable> interruption = new AtomicReference<>(() -> {});
        Steps steps = step -> {
            if (step.equals("before-commit")) {
                interruption.get().run();
            }
        };
        LocalLake lake = Scenario.open(folder, new RecordingDisk(), steps);
        Scenario.begin(lake);
        Map<String, List<?>> before = Scenario.content(lake);
        interruption.set(lake::close);
        assertThatThrownBy(() -> Scenario.APPEND_TO_TWO.run(lake))
                .isInstanceOfSatisfying(
                        FozException.class, e -> assertThat(e.code()).isEqualTo(LakeFailure.COMMIT_STATE_UNKNOWN));
        assertThatThrownBy(() -> Scenario.CREATE.run(lake)).isInstanceOf(FozException.class);
        assertThat(Reachable.present(folder)).isNotEqualTo(Reachable.named(folder));
        try (Lake next = Scenario.open(folder, new RecordingDisk(), Steps.UNWATCHED)) {
            assertThat(Scenario.content(next)).isEqualTo(before);
            assertThat(Reachable.present(folder)).isEqualTo(Reachable.named(folder));
        }
    }

    @Test
    void whatWasCommittedSurvivesAPowerCutAtOnce() throws IOException {
        RecordingDisk disk = new RecordingDisk();
        Map<String, List<?>> before;
        try (Lake lake = Scenario.open(folder.resolve("deep/data"), disk, Steps.UNWATCHED)) {
            Scenario.begin(lake);
            for (Scenario scenario : Scenario.values()) {
                if (scenario != Scenario.EVOLVE) {
                    scenario.run(lake);
                }
            }
            before = Scenario.content(lake);
        }
        disk.cutPower(folder.toRealPath(), CrashTest::isDatabase);
        try (Lake lake = Scenario.open(folder.resolve("deep/data"), disk, Steps.UNWATCHED)) {
            assertThat(Scenario.content(lake)).isEqualTo(before);
        }
    }
}
