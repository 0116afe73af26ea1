package foz.bench;

import foz.api.disk.Disk;
import foz.api.engine.Engine;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.Intent;
import foz.api.lake.TableChange;
import foz.api.time.Steps;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.engines.database.EngineOptions;
import foz.engines.duckdb.DuckDbEngine;
import foz.lake.LocalLake;
import foz.lake.Maintenance;
import foz.lake.MaintenanceOptions;
import foz.lake.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How fast a table of many small files is compacted, against DuckDB copying the same files into one, interleaved. Everything that the
 * lake does is in it: footers read, manifests written, files synced, one commit for each 256 MB. Arguments: files, rows in each, times,
 * folder.
 */
public final class CompactionBench {

    private static final TableName TABLE = TableName.bronze("sales");
    private static final Schema SCHEMA = new Schema(List.of(
            Field.optional("id", Type.Primitive.LONG),
            Field.optional("product", Type.Primitive.STRING),
            Field.optional("price", new Type.Decimal(12, 2)),
            Field.optional("sold_at", Type.Primitive.TIMESTAMP)));
    private static final String ROWS = """
        SELECT i AS id, 'product ' || hash(i) %% 500 AS product, (hash(i + 1) %% 100000 / 100)::DECIMAL(12,2) AS price,
            TIMESTAMP '2026-01-01' + to_seconds(i) AS sold_at FROM range(%d, %d) t(i)\
        """;

    private final Path folder;
    private final int files;
    private final int rows;

    private CompactionBench(Path folder, int files, int rows) {
        this.folder = folder;
        this.files = files;
        this.rows = rows;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        CompactionBench bench =
                new CompactionBench(folder, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        bench.write();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            bench.copy(i);
            bench.compact(i);
        }
    }

    private Path small(int file) {
        return folder.resolve("small-" + file + ".parquet");
    }

    private static void execute(String... all) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SET memory_limit = '" + (EngineOptions.STANDARD_MEMORY >> 20) + "MiB'");
            statement.execute("SET preserve_insertion_order = true");
            for (String sql : all) {
                statement.execute(sql);
            }
        }
    }

    private void write() throws SQLException {
        execute(IntStream.range(0, files).mapToObj(this::write).toArray(String[]::new));
    }

    private String write(int file) {
        return "COPY (" + ROWS.formatted((long) file * rows, (file + 1L) * rows) + ") TO '" + small(file)
                + "' (FORMAT parquet, COMPRESSION zstd, FIELD_IDS {id: 1, product: 2, price: 3, sold_at: 4})";
    }

    private void copy(int time) throws IOException, SQLException {
        Path one = folder.resolve("copied-" + time + ".parquet");
        long began = System.nanoTime();
        execute("COPY (SELECT * FROM read_parquet('" + folder + "/small-*.parquet')) TO '" + one
                + "' (FORMAT parquet, COMPRESSION zstd)");
        System.out.printf(Locale.ROOT, "DuckDB copies in %.0f ms, %d MB%n", since(began), Files.size(one) >> 20);
        Files.delete(one);
    }

    private void compact(int time) throws IOException {
        Stopwatch watch = new Stopwatch();
        boolean[] counting = {false};
        Steps steps = step -> {
            if (counting[0]) {
                watch.reached(step);
            }
        };
        Path data = folder.resolve("lake-" + time);
        EngineOptions options = new EngineOptions(
                EngineOptions.STANDARD_MEMORY, Runtime.getRuntime().availableProcessors(), data.resolve("scratch"));
        try (LocalLake lake = LocalLake.open(data, Mode.WRITE, InstantSource.system(), Disk.REAL, steps);
                Engine engine = new DuckDbEngine(options)) {
            append(lake);
            Maintenance maintenance = new Maintenance(lake, engine, MaintenanceOptions.standard());
            counting[0] = true;
            watch.starts();
            long began = System.nanoTime();
            maintenance.run(List.of(TABLE)).failures().forEach(System.out::println);
            System.out.printf(
                    Locale.ROOT,
                    "Foz compacts %d files into %d in %.0f ms:%n%s%n",
                    files,
                    lake.scan(TABLE).files().size(),
                    since(began),
                    watch.report(1));
        }
    }

    private void append(LocalLake lake) throws IOException {
        try (Batch batch = lake.begin(new Intent("small", "many small files"))) {
            Target target = batch.target(TABLE, SCHEMA, List.of());
            List<WrittenFile> written = new ArrayList<>();
            for (int i = 0; i < files; i++) {
                Path file = Files.createLink(target.folder().resolve(target.prefix() + i + ".parquet"), small(i));
                written.add(new WrittenFile(file, rows, Files.size(file), List.of()));
            }
            batch.commit(new Commit(
                    List.of(new TableChange.Append(TABLE, written, Map.of())), List.of(), List.of(), Map.of()));
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e6;
    }
}
