package foz.app.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * After any history each table equals a full computation from bronze. How many histories, and from which seed:
 * {@code -Dfoz.histories=500 -Dfoz.seed=1}.
 */
class RandomHistoriesTest {

    private static final int HISTORIES = Integer.getInteger("foz.histories", 50);
    private static final long FIRST_SEED = Long.getLong("foz.seed", 1);
    private static final int MOST_FAILURES = Integer.getInteger("foz.failures", 3);

    /** Fewer histories may by chance leave a way out. */
    private static final int ENOUGH = 50;

    /** What the tables of common pipelines look like: computed whole only where nothing else is possible. */
    private static final Set<String> EVERYDAY = Set.of(
            "rows of a condition",
            "by minute",
            "by day and product",
            "join of two",
            "revenue by category",
            "calls and their answers",
            "sent but not answered",
            "orders with their corrections",
            "enrichment from a dimension",
            "refusal rate by room",
            "having",
            "distinct customers",
            "deduplicated",
            "running total",
            "sessions",
            "peaks per room",
            "all rows",
            "some rows",
            "rules",
            "key first",
            "key first within",
            "key last",
            "key last within");

    private final Shapes shapes = Shapes.read();
    private final Ways ways = new Ways();
    private final QueryMaker.Count count = new QueryMaker.Count();
    private final AtomicInteger invalid = new AtomicInteger();
    private final List<String> failures = new ArrayList<>();

    @Tag("slow")
    @Test
    void everyTableEqualsAFullComputationAfterAnyHistory() throws InterruptedException, ExecutionException {
        List<Callable<Boolean>> histories = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            long seed = FIRST_SEED + i;
            histories.add(() -> play(seed));
        }
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (Future<Boolean> done : threads.invokeAll(histories)) {
                done.get();
            }
        }
        System.out.println(report());
        assertThat(failures).as("histories that differ").isEmpty();
        assertThat(invalid.get()).as("histories that can't be played").isLessThanOrEqualTo(HISTORIES / 10);
        assertThat(count.valid().get()).as("made queries that are portable").isGreaterThanOrEqualTo(HISTORIES);
        everyWayIsTaken();
    }

    private void everyWayIsTaken() {
        assertThat(ways.wholeBecause().keySet())
                .as("everyday shapes that were computed whole:\n" + ways.report())
                .doesNotContainAnyElementsOf(EVERYDAY);
        if (HISTORIES >= ENOUGH) {
            for (String way : List.of("append", "rows", "merge", "groups", "keys")) {
                assertThat(ways.howOften(way)).as("how often " + way).isPositive();
            }
            assertThat(ways.shapes()).as("shapes").containsAll(shapes.queries().keySet());
        }
    }

    private boolean play(long seed) {
        History history = HistoryMaker.make(seed, shapes, count);
        if (enough()) {
            return false;
        }
        try {
            Optional<Difference> difference = Player.play(history, ways);
            difference.ifPresent(d -> tell(history, d));
            return difference.isEmpty();
        } catch (Player.InvalidHistory e) {
            invalid.incrementAndGet();
            System.out.println("seed " + seed + " can't be played: " + e.getMessage());
            return false;
        }
    }

    private synchronized boolean enough() {
        return failures.size() >= MOST_FAILURES;
    }

    private void tell(History history, Difference difference) {
        System.out.println("seed " + history.seed() + ": " + difference.text());
        History small = new Shrinker(h -> failsAlike(h, difference.kind())).shrink(history);
        String how;
        try {
            how = Player.play(small, new Ways()).map(Difference::text).orElse("(it doesn't always fail)");
        } catch (Player.InvalidHistory e) {
            how = e.getMessage();
        }
        String text = "seed " + history.seed() + ": " + how + "\nas small as it gets:\n" + HistoryText.of(small);
        System.out.println(text);
        synchronized (this) {
            failures.add(text);
        }
    }

    private static boolean failsAlike(History history, String kind) {
        try {
            return Player.play(history, new Ways())
                    .filter(d -> d.kind().equals(kind))
                    .isPresent();
        } catch (Player.InvalidHistory e) {
            return false;
        }
    }

    private String report() {
        return HISTORIES + " histories from seed " + FIRST_SEED + ", " + invalid + " of them not playable; "
                + count.valid() + " made queries are portable, " + count.refused() + " aren't; ways per shape:\n"
                + ways.report();
    }
}
