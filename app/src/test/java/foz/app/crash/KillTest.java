package foz.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import foz.app.story.Story;
import foz.testkit.Shared;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills runs with {@code kill -9} and compares what the next run makes of it with a run that nobody killed. {@code -Dfoz.kills=100}
 * for the long way; the seed is printed and taken from {@code -Dfoz.seed}.
 */
class KillTest {

    private static final int KILLS = Integer.getInteger("foz.kills", 10);
    private static final int KILLS_PER_LAKE = 10;
    private static final long BATCH_BYTES = 250_000;
    private static final List<String> CONTENTS = List.of(
            "SELECT count(*), sum(hash(order_id, product, quantity, price, ordered_at, address)::HUGEINT) FROM"
                    + " bronze.orders",
            "SELECT count(*), count(DISTINCT (_file, _record)) FROM bronze.orders",
            "SELECT count(*), sum(hash(order_id, product, revenue, city)::HUGEINT) FROM silver.orders",
            "SELECT count(*), sum(hash(order_id, product, revenue)::HUGEINT) FROM silver.distinct_orders",
            "SELECT count(*), sum(hash(month, revenue, units, lines)::HUGEINT) FROM gold.sales_by_month",
            "SELECT count(*), sum(hash(product, units)::HUGEINT) FROM gold.units_by_product",
            "SELECT count(*), sum(hash(city, revenue)::HUGEINT) FROM gold.sales_by_city",
            "SELECT edge, origin, sum(received), sum(written), sum(ignored), bool_and(closes) FROM system.batches"
                    + " WHERE edge = 'source' GROUP BY ALL",
            "SELECT count(*), count(DISTINCT name), sum(records) FROM system.files WHERE state = 'live'");

    @TempDir
    Path folders;

    private final long seed = Long.getLong("foz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Integer> histogram = new TreeMap<>();

    @Test
    void aRunThatIsKilledAnywhereAndStartedAgainEndsTheSame() throws Exception {
        System.out.println("kill test: seed " + seed + ", kills " + KILLS);
        Story whole = story("whole");
        List<String> steps = stepsOf(run(whole, 0, 0));
        int first = steps.indexOf("intent-written") + 1;
        int last = steps.lastIndexOf("published");
        List<List<String>> expected = contents(whole);
        int kills = 0;
        int amid = 0;
        for (int lake = 0; kills < KILLS; lake++) {
            Story story = story("lake-" + lake);
            for (int i = 0; i < KILLS_PER_LAKE && kills < KILLS; i++) {
                List<String> said = i % 10 == 9
                        ? run(story, 0, 200 + random.nextInt(2500))
                        : run(story, first + random.nextInt(Math.max(1, (last - first) / 3)), 0);
                if (said.getLast().equals("done")) {
                    break;
                }
                kills++;
                amid += isAmid(said) ? 1 : 0;
                histogram.merge(lastStep(said), 1, Integer::sum);
                everyTableCanBeRead(story);
            }
            assertThat(run(story, 0, 0)).last().isEqualTo("done");
            assertThat(contents(story)).as("lake %d, seed %d", lake, seed).isEqualTo(expected);
        }
        System.out.println(
                "killed " + kills + " times, " + amid + " of them between the first write and the last commit:");
        histogram.forEach((step, count) -> System.out.printf("  %4d  %s%n", count, step));
        assertThat(amid).isGreaterThanOrEqualTo(kills * 8 / 10);
    }

    private Story story(String name) throws IOException {
        return Story.of(
                "electronics",
                Files.createDirectory(folders.resolve(name)),
                Map.of("SHARED", Shared.path("").toString()));
    }

    /** What a run says until it ends or is killed: at a step when {@code step > 0}, after some time when {@code millis > 0}. */
    private static List<String> run(Story story, int step, long millis) throws IOException, InterruptedException {
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
                        Shared.path("").toString(),
                        Long.toString(BATCH_BYTES),
                        Integer.toString(step))
                .redirectErrorStream(true)
                .start();
        if (millis > 0 && !victim.waitFor(millis, TimeUnit.MILLISECONDS)) {
            victim.destroyForcibly();
        }
        List<String> said = new ArrayList<>();
        try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.equals("waiting")) {
                    victim.destroyForcibly();
                }
            }
        } catch (IOException closedByTheKill) {
            assertThat(victim.waitFor()).isNotZero();
        }
        victim.waitFor();
        if (said.isEmpty()) {
            said.add("at the start");
        }
        return said;
    }

    private static List<String> stepsOf(List<String> said) {
        assertThat(said).last().isEqualTo("done");
        return said.stream()
                .filter(line -> line.startsWith("at "))
                .map(line -> line.substring(3))
                .toList();
    }

    private static String lastStep(List<String> said) {
        return said.stream()
                .filter(line -> line.startsWith("at "))
                .reduce((a, b) -> b)
                .orElse("at the start");
    }

    private static boolean isAmid(List<String> said) {
        return said.contains("at intent-written") && !said.contains("done");
    }

    private static void everyTableCanBeRead(Story story) {
        story.ask("SELECT 1");
        for (String table : List.of("bronze.orders", "silver.orders", "gold.sales_by_month")) {
            if (story.tables().contains(table)) {
                story.ask("SELECT * FROM " + table + " ORDER BY ALL LIMIT 5");
            }
        }
    }

    private static List<List<String>> contents(Story story) {
        return CONTENTS.stream().map(story::ask).toList();
    }
}
