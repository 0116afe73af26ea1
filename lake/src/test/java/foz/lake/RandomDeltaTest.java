package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.lake.Batch;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.Snapshot;
import foz.api.lake.TableChange;
import foz.api.time.Steps;
import foz.api.type.TableName;
import foz.testkit.lake.RecordingDisk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever was done to a table since a snapshot, the rows of then, less those that went, with those that came, are the rows of now;
 * and what was compacted alone is no change. The seed is the test's argument.
 */
class RandomDeltaTest {

    private static final TableName TABLE = new TableName("silver", "random");
    private static final int STEPS = 25;

    @TempDir
    Path folder;

    private final Map<Path, List<Long>> read = new HashMap<>();
    /** The rows of each snapshot that was ever current, by its id. */
    private final Map<Long, Map<Long, Integer>> bags = new HashMap<>();
    /** For each of those, whether rows were changed since, rather than only moved. */
    private final Map<Long, Boolean> changedSince = new HashMap<>();

    private Random random = new Random(0);
    private long lastRow;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theDeltaIsTheDifferenceOfTheRows(long seed) {
        random = new Random(seed);
        try (Lake lake = Scenario.open(folder, new RecordingDisk(), Steps.UNWATCHED)) {
            append(lake, 0);
            for (int step = 1; step <= STEPS; step++) {
                step(lake, step);
                bags.putIfAbsent(current(lake), bag(lake.scan(TABLE)));
                changedSince.putIfAbsent(current(lake), false);
                check(lake);
            }
        }
    }

    private void step(Lake lake, int step) {
        boolean empty = lake.scan(TABLE).files().isEmpty();
        int kind = empty ? 0 : random.nextInt(12);
        if (kind < 9) {
            changedSince.replaceAll((id, was) -> true);
        }
        switch (kind) {
            case 0, 1, 2, 3 -> append(lake, step);
            case 4, 5 -> rewrite(lake, step);
            case 6 -> replaceAll(lake, step);
            case 7, 8 -> rollback(lake, step);
            case 9, 10 -> compact(lake, step);
            default -> forget(lake);
        }
    }

    private static long current(Lake lake) {
        return lake.table(TABLE).orElseThrow().snapshot();
    }

    private void append(Lake lake, int step) {
        commit(lake, step, target -> new TableChange.Append(TABLE, List.of(file(target), file(target)), Map.of()));
        bags.put(current(lake), bag(lake.scan(TABLE)));
        changedSince.put(current(lake), false);
    }

    private void rewrite(Lake lake, int step) {
        Scan.DataFile old = any(lake.scan(TABLE).files());
        List<Long> kept = rows(lake.scan(TABLE), old).stream()
                .filter(r -> random.nextBoolean())
                .toList();
        commit(
                lake,
                step,
                target -> new TableChange.Rewrite(
                        TABLE, List.of(old.path()), List.of(file(target, kept), file(target)), Map.of()));
    }

    private void replaceAll(Lake lake, int step) {
        if (random.nextBoolean()) {
            commit(lake, step, target -> new TableChange.ReplaceAll(TABLE, List.of(file(target)), Map.of()));
            return;
        }
        try (Batch batch = lake.begin(new Intent("step-" + step, "random"))) {
            Target target = batch.rebuild(TABLE, Scenario.SCHEMA, List.of());
            Scenario.commit(batch, List.of(new TableChange.ReplaceAll(TABLE, List.of(file(target)), Map.of())));
        }
    }

    private void compact(Lake lake, int step) {
        Scan now = lake.scan(TABLE);
        List<Scan.DataFile> old =
                now.files().stream().filter(f -> random.nextInt(3) > 0).toList();
        List<Scan.DataFile> some = old.isEmpty() ? now.files() : old;
        List<Long> rows =
                some.stream().flatMap(f -> rows(now, f).stream()).sorted().toList();
        commit(
                lake,
                step,
                target -> new TableChange.Compact(
                        TABLE, some.stream().map(Scan.DataFile::path).toList(), List.of(file(target, rows))));
    }

    private void rollback(Lake lake, int step) {
        Snapshot to = any(lake.history().snapshots(TABLE));
        commit(lake, step, target -> new TableChange.Rollback(TABLE, to.id(), Map.of()));
        assertThat(bag(lake.scan(TABLE))).isEqualTo(bag(lake.history().at(TABLE, to.id())));
    }

    /** Another program expires a snapshot and leaves the files to us. */
    private void forget(Lake lake) {
        List<Snapshot> old = lake.history().snapshots(TABLE).stream()
                .filter(s -> !s.current())
                .toList();
        if (!old.isEmpty()) {
            try (JdbcCatalog catalogue = OtherProgramsTest.attach(folder)) {
                catalogue
                        .loadTable(TableIdentifier.of("silver", "random"))
                        .expireSnapshots()
                        .expireSnapshotId(any(old).id())
                        .cleanExpiredFiles(false)
                        .commit();
            }
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void commit(Lake lake, int step, java.util.function.Function<Target, TableChange> change) {
        try (Batch batch = lake.begin(new Intent("step-" + step, "random"))) {
            Scenario.commit(batch, List.of(change.apply(batch.target(TABLE, Scenario.SCHEMA, List.of()))));
        }
    }

    private WrittenFile file(Target target) {
        return file(target, random.longs(3, 0, 5).map(l -> lastRow + l).boxed().toList());
    }

    private WrittenFile file(Target target, List<Long> rows) {
        lastRow++;
        return Scenario.FILES.write(
                target,
                List.of(),
                rows.stream()
                        .map(r -> Arrays.<@Nullable Object>asList(r, "row"))
                        .toList());
    }

    private void check(Lake lake) {
        Map<Long, Integer> now = bag(lake.scan(TABLE));
        List<Snapshot> kept = lake.history().snapshots(TABLE);
        Set<Path> onDisk = new HashSet<>();
        kept.forEach(s -> lake.history().at(TABLE, s.id()).files().forEach(f -> onDisk.add(f.path())));
        for (Snapshot s : kept) {
            Delta delta = lake.history().since(TABLE, s.id()).orElseThrow();
            Map<Long, Integer> sum = bag(delta.before());
            assertThat(sum).as("rows of then").isEqualTo(bags.get(s.id()));
            bag(delta.removed()).forEach((row, n) -> sum.merge(row, -n, RandomDeltaTest::sum));
            bag(delta.added()).forEach((row, n) -> sum.merge(row, n, RandomDeltaTest::sum));
            assertThat(sum).as("rows of then, changed").isEqualTo(now);
            assertThat(places(delta.added())).noneMatch(places(delta.removed())::contains);
            assertThat(onDisk).containsAll(places(delta.added())).containsAll(places(delta.removed()));
            if (!changedSince.getOrDefault(s.id(), true) && isWhole(kept)) {
                assertThat(delta.isEmpty()).as("only compacted since").isTrue();
            }
        }
    }

    /** Whether nothing was forgotten; behind a gap a compaction can't be told from a change. */
    private static boolean isWhole(List<Snapshot> kept) {
        Set<Long> ids = new HashSet<>();
        kept.forEach(s -> ids.add(s.id()));
        return kept.stream()
                .allMatch(s -> s.parent().isEmpty() || ids.contains(s.parent().getAsLong()));
    }

    private static List<Path> places(Scan scan) {
        return scan.files().stream().map(Scan.DataFile::path).toList();
    }

    private static @Nullable Integer sum(Integer one, Integer other) {
        return one + other == 0 ? null : one + other;
    }

    private Map<Long, Integer> bag(Scan scan) {
        Map<Long, Integer> bag = new HashMap<>();
        scan.files().forEach(f -> rows(scan, f).forEach(row -> bag.merge(row, 1, Integer::sum)));
        return bag;
    }

    private List<Long> rows(Scan scan, Scan.DataFile file) {
        return read.computeIfAbsent(file.path(), path -> {
            Scan one = new Scan(scan.table(), scan.layout(), scan.snapshot(), List.of(file));
            List<Long> rows = new ArrayList<>();
            Scenario.FILES.read(one).forEach(row -> rows.add(((Number) row.getFirst()).longValue()));
            return rows;
        });
    }
}
