package foz.lake;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.disk.Disk;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.time.Steps;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type.Primitive;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One batch of each kind on top of the same beginning: two tables, one partitioned. */
enum Scenario {
    CREATE {
        @Override
        List<TableChange> change(Lake lake, Batch batch) {
            Target target = batch.target(FRESH, SCHEMA, List.of());
            return List.of(new TableChange.Append(FRESH, List.of(one(target, 9, "new")), Map.of()));
        }
    },
    APPEND_TO_TWO {
        @Override
        List<TableChange> change(Lake lake, Batch batch) {
            Target plain = batch.target(PLAIN, SCHEMA, List.of());
            Target split = batch.target(SPLIT, SCHEMA, BY_NAME);
            return List.of(
                    new TableChange.Append(PLAIN, List.of(one(plain, 9, "new")), Map.of()),
                    new TableChange.Append(SPLIT, List.of(part(split, 9, "x"), part(split, 8, "z")), Map.of()));
        }
    },
    REPLACE_ALL {
        @Override
        List<TableChange> change(Lake lake, Batch batch) {
            Target target = batch.target(PLAIN, SCHEMA, List.of());
            return List.of(new TableChange.ReplaceAll(PLAIN, List.of(one(target, 9, "new")), Map.of()));
        }
    },
    REPLACE_PARTITION {
        @Override
        List<TableChange> change(Lake lake, Batch batch) {
            Target target = batch.target(SPLIT, SCHEMA, BY_NAME);
            return List.of(new TableChange.ReplacePartition(SPLIT, "x", List.of(part(target, 9, "x")), Map.of()));
        }
    },
    REWRITE {
        @Override
        List<TableChange> change(Lake lake, Batch batch) {
            Target target = batch.target(PLAIN, SCHEMA, List.of());
            Path first = lake.scan(PLAIN).files().getFirst().path();
            return List.of(new TableChange.Rewrite(PLAIN, List.of(first), List.of(one(target, 9, "new")), Map.of()));
        }
    },
    TAKE_OUT {
        @Override
        List<TableChange> change(Lake lake, Batch batch) {
            Path first = lake.scan(PLAIN).files().getFirst().path();
            return List.of(new TableChange.Rewrite(PLAIN, List.of(first), List.of(), Map.of()));
        }
    },
    EVOLVE {
        @Override
        List<TableChange> change(Lake lake, Batch batch) {
            Schema wider = new Schema(List.of(
                    Field.optional("id", Primitive.LONG),
                    Field.optional("name", Primitive.STRING),
                    Field.optional("more", Primitive.INT)));
            Target target = batch.target(PLAIN, wider, BY_NAME);
            return List.of(new TableChange.Append(
                    PLAIN,
                    List.of(FILES.write(target, List.of(Optional.of("new")), List.of(row(9, "new", 1)))),
                    Map.of()));
        }
    },
    REBUILD {
        @Override
        List<TableChange> change(Lake lake, Batch batch) {
            Schema other = new Schema(List.of(Field.optional("id", Primitive.STRING)));
            Target target = batch.rebuild(SPLIT, other, List.of());
            return List.of(new TableChange.ReplaceAll(
                    SPLIT, List.of(FILES.write(target, List.of(), List.of(row("text")))), Map.of()));
        }
    };

    static final TableName PLAIN = TableName.bronze("plain");
    static final TableName SPLIT = new TableName("silver", "split");
    static final TableName FRESH = new TableName("gold", "fresh");
    static final Schema SCHEMA =
            new Schema(List.of(Field.optional("id", Primitive.LONG), Field.optional("name", Primitive.STRING)));
    static final List<PartitionField> BY_NAME = List.of(new PartitionField(Transform.IDENTITY, "name", 0));
    static final DuckFiles FILES = new DuckFiles();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** What the batch does. */
    abstract List<TableChange> change(Lake lake, Batch batch);

    /** Opens a lake for writing. */
    static LocalLake open(Path folder, Disk disk, Steps steps) {
        return LocalLake.open(folder, Mode.WRITE, InstantSource.system(), disk, steps);
    }

    /** The beginning. */
    static void begin(Lake lake) {
        for (int i = 1; i <= 2; i++) {
            try (Batch batch = lake.begin(new Intent("first-" + i, "test"))) {
                Target plain = batch.target(PLAIN, SCHEMA, List.of());
                Target split = batch.target(SPLIT, SCHEMA, BY_NAME);
                commit(
                        batch,
                        List.of(
                                new TableChange.Append(PLAIN, List.of(one(plain, i, "plain")), Map.of()),
                                new TableChange.Append(
                                        SPLIT, List.of(part(split, i, "x"), part(split, i, "y")), Map.of())));
            }
        }
    }

    /** Runs the batch to its end. */
    void run(Lake lake) {
        try (Batch batch = lake.begin(new Intent(name(), "test"))) {
            commit(batch, change(lake, batch));
        }
    }

    /** Runs the batch without ever closing it, as a process does that dies. */
    void runUntilDeath(Lake lake) {
        Batch batch = lake.begin(new Intent(name(), "test"));
        commit(batch, change(lake, batch));
    }

    static void commit(Batch batch, List<TableChange> changes) {
        BatchRow account =
                new BatchRow(batch.id(), "table", "test", OptionalLong.empty(), "append", NOON, Balance.EMPTY, 0);
        batch.commit(new Commit(changes, List.of(), List.of(account), Map.of()));
    }

    /** All rows of all tables, and what the ledger says. */
    static Map<String, List<?>> content(Lake lake) {
        Map<String, List<?>> content = new TreeMap<>();
        for (TableName table : lake.tables()) {
            List<Object> rows = new ArrayList<>(FILES.read(lake.scan(table)));
            rows.add(lake.table(table).orElseThrow().layout().schema().names());
            content.put(table.toString(), rows);
        }
        content.put(
                "accounts",
                lake.ledger().accounts().stream().map(BatchRow::batch).toList());
        return content;
    }

    static WrittenFile one(Target target, int id, String name) {
        return FILES.write(target, List.of(), List.of(row(id, name)));
    }

    static WrittenFile part(Target target, int id, String name) {
        return FILES.write(target, List.of(Optional.of(name)), List.of(row(id, name)));
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
