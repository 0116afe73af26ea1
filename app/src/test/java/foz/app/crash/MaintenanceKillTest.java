package foz.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.type.TableName;
import foz.app.platform.Platform;
import foz.app.platform.Site;
import foz.app.story.Story;
import foz.lake.MaintenanceOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills upkeep with {@code kill -9}: nine in ten at a step, one in ten at a random moment. All tables hold what they held, and the next
 * upkeep leaves no file that nobody knows. {@code -Dfoz.kills=50} for the long way; the seed is printed and taken from
 * {@code -Dfoz.seed}.
 */
class MaintenanceKillTest {

    private static final int KILLS = Integer.getInteger("foz.kills", 4);
    private static final int FILES = 3;
    /** One question, since each takes a session of its own. */
    private static final String CONTENTS = """
        SELECT 'bronze', count(*), sum(hash(id, note, _file, _record)::HUGEINT)::VARCHAR FROM bronze.sales
        UNION ALL SELECT 'silver', count(*), sum(hash(id, note)::HUGEINT)::VARCHAR FROM silver.sales
        UNION ALL SELECT 'gold', count(*), sum(hash(branch, sales)::HUGEINT)::VARCHAR FROM gold.by_branch
        UNION ALL SELECT 'batches', count(*), concat_ws(' ', sum(received), sum(written), bool_and(closes))
            FROM system.batches
        UNION ALL SELECT 'files', count(*), concat_ws(' ', count(DISTINCT name), sum(records)) FROM system.files
            WHERE state = 'live'
        ORDER BY ALL\
        """;

    /** Nothing by itself, so that there is something to do for the victim. */
    private static final MaintenanceOptions IDLE = MaintenanceOptions.standard().sized(1 << 20, 0, 1000);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("foz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Integer> histogram = new TreeMap<>();
    private int written;

    @Test
    void upkeepThatIsKilledAnywhereLosesNothingAndLeavesNothing() throws Exception {
        System.out.println("maintenance kill test: seed " + seed + ", kills " + KILLS);
        Story story = shop();
        arrive(story);
        int steps = victim(story, 0, 0).size();
        int kills = 0;
        while (kills < KILLS) {
            arrive(story);
            List<String> expected = contents(story);
            List<String> said = kills % 10 == 9
                    ? victim(story, 0, 300 + random.nextInt(2500))
                    : victim(story, 1 + random.nextInt(steps), 0);
            if (!said.getLast().equals("done")) {
                kills++;
                histogram.merge(said.getLast(), 1, Integer::sum);
            }
            assertThat(contents(story)).as("seed %d, kill %d", seed, kills).isEqualTo(expected);
            if (random.nextBoolean()) {
                nothingIsLeft(story);
                assertThat(contents(story)).as("seed %d, kill %d", seed, kills).isEqualTo(expected);
            }
        }
        histogram.forEach((step, count) -> System.out.printf("  %4d  %s%n", count, step));
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo(Integer.toString(written * 3));
    }

    /** After the next upkeep, with no grace and no reader, all that is there is in use. */
    private static void nothingIsLeft(Story story) {
        Site maintaining = story.site.keeping(MaintenanceOptions.standard().keeping(Duration.ZERO, 1, Duration.ZERO));
        try (Platform platform = Platform.forWriting(maintaining)) {
            assertThat(platform.maintain(story.pipeline(), List.of()).failures())
                    .isEmpty();
            assertThat(platform.unknownFiles()).isEmpty();
            assertThat(platform.upkeep(story.pipeline(), List.of()).deleted()).isEmpty();
            assertThat(platform.lake().scan(TableName.bronze("sales")).files()).hasSize(1);
            assertThat(platform.lake().history().snapshots(TableName.bronze("sales")))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    private void arrive(Story story) {
        for (int i = 0; i < FILES; i++) {
            int id = 3 * written;
            story.write(
                    "in/" + written++ + ".csv",
                    "id,note\n" + id + ",one\n" + (id + 1) + ",two\n" + (id + 2) + ",three\n");
        }
        story.runs();
    }

    private Story shop() {
        Story empty = Story.in(folder, Map.of());
        return empty.with(empty.site
                        .keeping(IDLE.keeping(Duration.ZERO, 1, Duration.ZERO))
                        .within(256L << 20, 1))
                .write("foz.yaml", """
                    pipeline: shop
                    time-zone: UTC
                    sources:
                      sales:
                        kind: files
                        from: in/*
                        format: csv
                        columns: {id: {type: long, required: true}, note: string}
                    """)
                .write("sql/silver/sales.sql", "SELECT id, UPPER(note) AS note FROM bronze.sales")
                .write(
                        "sql/gold/by_branch.sql",
                        "SELECT note AS branch, COUNT(*) AS sales FROM silver.sales GROUP BY note");
    }

    /** What upkeep in a process of its own says until it ends or is killed: at a step, or after some time. */
    private static List<String> victim(Story story, int step, long millis) throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        story.site.project().toString(),
                        "nowhere",
                        "1",
                        Integer.toString(step),
                        "maintain")
                .redirectErrorStream(true)
                .start();
        if (millis > 0 && !victim.waitFor(millis, TimeUnit.MILLISECONDS)) {
            victim.destroyForcibly();
        }
        List<String> said = new ArrayList<>(List.of("at the start"));
        try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("waiting")) {
                    victim.destroyForcibly();
                } else if (line.startsWith("at ") || line.equals("done") || line.startsWith("failed")) {
                    said.add(line);
                }
            }
        } catch (IOException closedByTheKill) {
            assertThat(victim.waitFor()).isNotZero();
        }
        victim.waitFor();
        return said;
    }

    private static List<String> contents(Story story) {
        return story.ask(CONTENTS);
    }
}
