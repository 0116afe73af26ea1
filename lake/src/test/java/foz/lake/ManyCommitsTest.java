package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.disk.Disk;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.lake.Batch;
import foz.api.lake.Intent;
import foz.api.lake.Position;
import foz.api.lake.TableChange;
import foz.api.time.Steps;
import foz.api.type.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many commits to a table and to one that follows it, with upkeep by itself after each: the metadata stay small, and what a commit takes
 * is printed. {@code -Dfoz.commits=2000} for the long way. The clock goes on by a minute with each commit.
 */
class ManyCommitsTest {

    private static final TableName BRONZE = TableName.bronze("orders");
    private static final TableName SILVER = new TableName("silver", "orders");
    private static final int COMMITS = Integer.getInteger("foz.commits", 300);
    private static final long MOST = 10_000_000;

    @TempDir
    Path folder;

    private Instant time = Instant.parse("2026-03-01T12:00:00Z");
    private final List<Long> commits = new ArrayList<>();
    private final List<Long> upkeep = new ArrayList<>();

    @Tag("slow")
    @Test
    void leaveMetadataSmall() throws IOException {
        try (LocalLake lake = LocalLake.open(folder, Mode.WRITE, () -> time, Disk.REAL, Steps.UNWATCHED)) {
            Maintenance maintenance = new Maintenance(lake, new CopyingEngine(), MaintenanceOptions.standard());
            for (int i = 0; i < COMMITS; i++) {
                time = time.plus(Duration.ofMinutes(1));
                commit(lake, BRONZE, i, Map.of());
                long stands = lake.table(BRONZE).orElseThrow().snapshot();
                commit(lake, SILVER, i, new Position("1", Map.of(BRONZE, stands)).summary());
                long began = System.nanoTime();
                assertThat(maintenance.runIfDue().failures()).isEmpty();
                upkeep.add(System.nanoTime() - began);
                if ((i + 1) % 200 == 0) {
                    tell(i + 1);
                }
            }
            assertThat(lake.scan(BRONZE).rows()).isEqualTo(COMMITS);
            assertThat(lake.scan(SILVER).rows()).isEqualTo(COMMITS);
            assertThat(lake.scan(BRONZE).files().size()).isLessThan(40);
            tell(COMMITS);
        }
        assertThat(metadata()).isLessThan(MOST);
    }

    private void commit(LocalLake lake, TableName table, int row, Map<String, String> summary) {
        try (Batch batch = lake.begin(new Intent(table + "-" + row, "test"))) {
            Target target = batch.target(table, Scenario.SCHEMA, List.of());
            WrittenFile file = Scenario.one(target, row, "row");
            long began = System.nanoTime();
            Scenario.commit(batch, List.of(new TableChange.Append(table, List.of(file), summary)));
            commits.add(System.nanoTime() - began);
        }
    }

    private void tell(int done) throws IOException {
        int last = Math.max(0, commits.size() - 400);
        System.out.printf(
                "%d rounds: commit median %.1f ms (first 400: %.1f ms), upkeep mean %.1f ms, most %.0f ms; metadata"
                        + " %.1f MB%n",
                done,
                median(commits.subList(last, commits.size())),
                median(commits.subList(0, Math.min(400, commits.size()))),
                upkeep.stream().mapToLong(Long::longValue).average().orElse(0) / 1e6,
                upkeep.stream().mapToLong(Long::longValue).max().orElse(0) / 1e6,
                metadata() / 1e6);
    }

    private static double median(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }

    /** Everything but data files. */
    private long metadata() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes += file.toString().endsWith(".parquet") ? 0 : Files.size(file);
            }
            return bytes;
        }
    }
}
