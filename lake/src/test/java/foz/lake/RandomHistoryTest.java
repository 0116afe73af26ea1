package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.lake.Batch;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.type.TableName;
import foz.testkit.lake.RecordingDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Batches of all kinds on several tables, one after another, with deaths, power cuts and moves of the folder in between, always hold
 * the rows that a plain map holds. The seed is the test's argument.
 */
class RandomHistoryTest {

    private static final List<TableName> TABLES =
            List.of(TableName.bronze("one"), TableName.bronze("two"), new TableName("gold", "three"));
    private static final List<String> STEPS = List.of(
            "intent-written", "targets-written", "metadata-written", "files-synced", "before-commit", "published");
    private static final int BATCHES = 20;

    @TempDir
    Path temp;

    private final RecordingDisk disk = new RecordingDisk();
    private final Map<TableName, List<Integer>> model = new TreeMap<>();
    private Path folder = Path.of("at-0");
    private Random random = new Random(0);
    private int lastRow;

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theLakeHoldsWhatAMapHolds(long seed) throws IOException {
        random = new Random(seed);
        folder = temp.toRealPath().resolve("at-0");
        Lake lake = open("");
        for (int i = 1; i <= BATCHES; i++) {
            switch (random.nextInt(6)) {
                case 0 -> lake = dying(lake, i);
                case 1 -> {
                    lake.close();
                    Path next = temp.toRealPath().resolve("at-" + i);
                    disk.move(folder, next);
                    folder = next;
                    lake = open("");
                    batch(lake, i, model);
                }
                default -> batch(lake, i, model);
            }
            check(lake);
        }
        lake.close();
        assertThat(Reachable.present(folder)).isEqualTo(Reachable.named(folder));
    }

    private Lake open(String deadly) {
        return Scenario.open(folder, disk, step -> {
            if (step.equals(deadly)) {
                throw new Death();
            }
        });
    }

    /** Dies within the batch, perhaps with a power cut, and goes on with what was committed. */
    private Lake dying(Lake healthy, int number) throws IOException {
        healthy.close();
        Map<TableName, List<Integer>> after = new TreeMap<>(model);
        try (Lake doomed = open(STEPS.get(random.nextInt(STEPS.size())))) {
            batch(doomed, number, after);
        } catch (Death expected) {
            if (random.nextBoolean()) {
                disk.cutPower(folder, file -> file.getFileName().toString().startsWith("catalog.db"));
            }
        }
        Lake lake = open("");
        if (lake.ledger().isCommitted("batch-" + number)) {
            model.putAll(after);
        }
        assertThat(Reachable.present(folder)).isEqualTo(Reachable.named(folder));
        return lake;
    }

    /** One batch on one to three tables; never closed, as its process may die. */
    private void batch(Lake lake, int number, Map<TableName, List<Integer>> rows) {
        Batch batch = lake.begin(new Intent("batch-" + number, "random"));
        List<TableChange> changes = new ArrayList<>();
        for (TableName table : TABLES) {
            if (random.nextInt(3) > 0) {
                changes.add(change(lake, batch, table, rows));
            }
        }
        Scenario.commit(batch, changes);
    }

    private TableChange change(Lake lake, Batch batch, TableName table, Map<TableName, List<Integer>> rows) {
        int kind = rows.containsKey(table) ? random.nextInt(4) : 0;
        Target target = kind == 3
                ? batch.rebuild(table, Scenario.SCHEMA, List.of())
                : batch.target(table, Scenario.SCHEMA, List.of());
        int row = ++lastRow;
        WrittenFile file = Scenario.one(target, row, "row");
        List<Integer> now = new ArrayList<>(rows.getOrDefault(table, List.of()));
        TableChange change = switch (kind) {
            case 0 -> new TableChange.Append(table, List.of(file), Map.of());
            case 1 -> {
                List<Scan.DataFile> files = lake.scan(table).files();
                Scan.DataFile out = files.get(random.nextInt(files.size()));
                now.remove((Object) rowOf(lake, table, out));
                yield new TableChange.Rewrite(table, List.of(out.path()), List.of(file), Map.of());
            }
            default -> {
                now.clear();
                yield new TableChange.ReplaceAll(table, List.of(file), Map.of());
            }
        };
        now.add(row);
        rows.put(table, now);
        return change;
    }

    private static int rowOf(Lake lake, TableName table, Scan.DataFile file) {
        Scan scan = lake.scan(table);
        Scan one = new Scan(table, scan.layout(), scan.snapshot(), List.of(file));
        return ((Number) Scenario.FILES.read(one).getFirst().getFirst()).intValue();
    }

    private void check(Lake lake) {
        Map<TableName, List<Integer>> found = new TreeMap<>();
        for (TableName table : lake.tables()) {
            List<Integer> ids = new ArrayList<>();
            Scenario.FILES.read(lake.scan(table)).forEach(row -> ids.add(((Number) row.getFirst()).intValue()));
            ids.sort(null);
            found.put(table, ids);
        }
        model.values().forEach(ids -> ids.sort(null));
        assertThat(found).isEqualTo(model);
    }
}
