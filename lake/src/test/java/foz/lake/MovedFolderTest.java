package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.disk.Disk;
import foz.api.lake.Lake;
import foz.api.time.Steps;
import foz.testkit.Tree;
import foz.testkit.lake.RecordingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder may be moved and copied. */
class MovedFolderTest {

    @TempDir
    Path temp;

    private static Lake write(Path folder) {
        return Scenario.open(folder, new RecordingDisk(), Steps.UNWATCHED);
    }

    private static Lake read(Path folder) {
        return LocalLake.open(folder, Mode.READ, InstantSource.system(), Disk.REAL, Steps.UNWATCHED);
    }

    private Map<String, List<?>> fill(Path folder) {
        try (Lake lake = write(folder)) {
            Scenario.begin(lake);
            Scenario.REPLACE_PARTITION.run(lake);
            Scenario.CREATE.run(lake);
            return Scenario.content(lake);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    @Test
    void aMovedFolderIsReadAndWrittenAsBefore() throws IOException {
        Path here = temp.resolve("here");
        Path there = temp.resolve("some where, else");
        Map<String, List<?>> before = fill(here);
        Files.move(here, there);
        try (Lake lake = read(there)) {
            assertThat(Scenario.content(lake)).isEqualTo(before);
        }
        try (Lake lake = write(there)) {
            assertThat(Scenario.content(lake)).isEqualTo(before);
            Scenario.APPEND_TO_TWO.run(lake);
            assertThat(lake.scan(Scenario.PLAIN).rows()).isEqualTo(3);
            Scenario.REWRITE.run(lake);
            assertThat(lake.history().since(Scenario.SPLIT, 1)).isEmpty();
        }
        assertThat(Files.exists(here)).isFalse();
        assertThat(Reachable.present(there)).isEqualTo(Reachable.named(there));
    }

    @Test
    void aFolderMayMoveToAndFroAndIntoItself() throws IOException {
        Path here = temp.resolve("here");
        Map<String, List<?>> before = fill(here);
        Path[] stops = {
            temp.resolve("there"), here, temp.resolve("lake"), here, temp.resolve("deeper"), temp.resolve("deep")
        };
        Path at = here;
        for (Path stop : stops) {
            Files.move(at, stop);
            at = stop;
            try (Lake lake = write(at)) {
                assertThat(Scenario.content(lake)).isEqualTo(before);
            }
        }
        Path below = temp.resolve("outer").resolve("lake").resolve("inner");
        Files.createDirectories(below.getParent());
        Files.move(at, below);
        try (Lake lake = write(below)) {
            assertThat(Scenario.content(lake)).isEqualTo(before);
            Scenario.APPEND_TO_TWO.run(lake);
        }
        assertThat(Reachable.present(below)).isEqualTo(Reachable.named(below));
    }

    @Test
    void writingInACopyLeavesTheOriginalAlone() throws IOException {
        Path original = temp.resolve("original");
        Path copy = temp.resolve("copy");
        Map<String, List<?>> before = fill(original);
        copy(original, copy);
        Tree untouched = Tree.of(original);
        try (Lake lake = write(copy)) {
            for (Scenario scenario : List.of(Scenario.REPLACE_ALL, Scenario.REBUILD, Scenario.APPEND_TO_TWO)) {
                if (scenario != Scenario.APPEND_TO_TWO) {
                    scenario.run(lake);
                }
            }
        }
        assertThat(untouched.differencesTo(Tree.of(original))).isEmpty();
        try (Lake lake = write(original)) {
            assertThat(Scenario.content(lake)).isEqualTo(before);
        }
    }

    @Test
    void aCopyMadeWhileABatchWasUnderWayTakesBackItsOwnFilesOnly() throws IOException {
        Path original = temp.resolve("original");
        Path copy = temp.resolve("copy");
        Map<String, List<?>> before = fill(original);
        try (Lake lake = write(original);
                var batch = lake.begin(new foz.api.lake.Intent("slow", "test"))) {
            var target = batch.target(Scenario.PLAIN, Scenario.SCHEMA, List.of());
            var file = Scenario.one(target, 7, "seven");
            copy(original, copy);
            try (Lake other = write(copy)) {
                assertThat(Scenario.content(other)).isEqualTo(before);
            }
            assertThat(file.path()).exists();
            assertThat(copy.resolve(original.relativize(file.path()))).doesNotExist();
        }
    }
}
