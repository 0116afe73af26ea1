package foz.testkit.lake;

import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type.Primitive;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** What the suites of a {@link Lake} share: two tables, and ways to change them and to read their rows. */
public abstract class LakeCase {

    /** A table without partitions. */
    protected static final TableName ORDERS = TableName.bronze("orders");
    /** Another. */
    protected static final TableName TOTALS = new TableName("gold", "totals");
    /** Columns of a simple table. */
    protected static final Schema SCHEMA =
            new Schema(List.of(Field.optional("id", Primitive.LONG), Field.optional("name", Primitive.STRING)));

    /** Where the lake lies. */
    @TempDir
    protected Path folder;

    /** Opens the lake for writing; the suite closes it. */
    protected abstract Lake openToWrite();

    /** Opens the lake for reading; the suite closes it. */
    protected abstract Lake openToRead();

    /** Writes and reads data files. */
    protected abstract RowFiles files();

    /** A row. */
    protected static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    /** Commits one change, made from the target of its table. */
    protected void change(
            Lake lake, String id, TableName table, java.util.function.Function<Target, TableChange> change) {
        try (Batch batch = lake.begin(new Intent(id, "test"))) {
            Target target = batch.target(table, SCHEMA, List.of());
            batch.commit(of(change.apply(target)));
        }
    }

    /** Appends rows to a table. */
    protected void append(Lake lake, String id, TableName table, List<List<@Nullable Object>> rows) {
        change(lake, id, table, target -> new TableChange.Append(table, List.of(write(target, rows)), Map.of()));
    }

    /** Writes rows as one file. */
    protected WrittenFile write(Target target, List<List<@Nullable Object>> rows) {
        return files().write(target, List.of(), rows);
    }

    /** A commit of nothing but changes. */
    protected static Commit of(TableChange... changes) {
        return new Commit(List.of(changes), List.of(), List.of(), Map.of());
    }

    /** The rows of a table now. */
    protected List<List<@Nullable Object>> rows(Lake lake, TableName table) {
        return files().read(lake.scan(table));
    }
}
