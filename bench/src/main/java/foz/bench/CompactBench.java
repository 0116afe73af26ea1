package foz.bench;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.disk.Disk;
import foz.api.engine.Scan;
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
import foz.api.type.Type.Primitive;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineOptions;
import foz.engines.database.ParquetCopy;
import foz.engines.database.SqlText;
import foz.engines.duckdb.DuckDbEngine;
import foz.lake.LocalLake;
import foz.lake.Maintenance;
import foz.lake.MaintenanceOptions;
import foz.lake.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A table of 2,000 small files put together by the lake's upkeep, with all that a commit does (footers checked, row counts compared,
 * fsync, expiry); beside DuckDB's own COPY of the same files to one. In turns, on two threads. Arguments: rows, runs, folder.
 */
public final class CompactBench {

    private static final int FILES = 2000;
    private static final int THREADS = 2;
    private static final TableName TABLE = new TableName("silver", "sales");
    private static final Schema COLUMNS = new Schema(List.of(
            Field.optional("order_id", Primitive.LONG),
            Field.optional("product", Primitive.STRING),
            Field.optional("quantity", Primitive.INT),
            Field.optional("price", new Type.Decimal(12, 2)),
            Field.optional("ordered_at", Primitive.TIMESTAMP),
            Field.optional("address", Primitive.STRING)));

    private final Path folder;
    private final long rows;
    private final EngineOptions options;

    private CompactBench(Path folder, long rows) {
        this.folder = folder;
        this.rows = rows;
        this.options = new EngineOptions(EngineOptions.STANDARD_MEMORY, THREADS, folder.resolve("scratch"));
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        Path own = Files.createTempDirectory(folder, "compact-");
        new CompactBench(own, Long.parseLong(arguments[0])).run(Integer.parseInt(arguments[1]));
    }

    private void run(int runs) throws IOException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int i = -1; i < runs; i++) {
            try (LocalLake lake = LocalLake.open(
                    folder.resolve("lake-" + i), Mode.WRITE, InstantSource.system(), Disk.REAL, Steps.UNWATCHED)) {
                fill(lake);
                Scan scan = lake.scan(TABLE);
                double copied = copied(scan);
                double compacted = compacted(lake);
                if (i >= 0) {
                    theirs.add(copied);
                    ours.add(compacted);
                }
            }
        }
        System.out.println("| what | ms | ratio |");
        System.out.println("|---|---|---|");
        line("DuckDB's COPY", median(theirs), median(theirs));
        line("foz maintain", median(ours), median(theirs));
        System.out.println("runs: maintain " + ours + ", COPY " + theirs);
    }

    private void fill(LocalLake lake) {
        try (Batch batch = lake.begin(new Intent("fill", "bench"));
                DuckDb database = DuckDb.open(options)) {
            Target target = batch.target(TABLE, COLUMNS, List.of());
            List<WrittenFile> files = new ArrayList<>();
            for (long file = 0; file < FILES; file++) {
                files.addAll(
                        new ParquetCopy(target).write(database, rows(file * rows / FILES, (file + 1) * rows / FILES)));
            }
            BatchRow account = new BatchRow(
                    "fill", "table", TABLE.toString(), OptionalLong.empty(), "append", Instant.EPOCH, Balance.EMPTY, 0);
            batch.commit(new Commit(
                    List.of(new TableChange.Append(TABLE, files, Map.of())), List.of(), List.of(account), Map.of()));
        }
    }

    private static String rows(long from, long to) {
        return "SELECT i AS order_id, 'product ' || hash(i) % 50 AS product, hash(i + 1) % 9 AS quantity,"
                + " (hash(i + 2) % 100000) / 100 AS price, TIMESTAMP '2019-01-01' + to_seconds(6 * i) AS ordered_at,"
                + " hash(i + 3) % 900 || ' Main St, City ' || hash(i + 4) % 30 AS address FROM range(" + from + ", "
                + to + ") t(i)";
    }

    private double copied(Scan scan) throws IOException {
        List<String> files = scan.files().stream().map(f -> f.path().toString()).toList();
        Path to = folder.resolve("copy.parquet");
        long start = System.nanoTime();
        try (DuckDb database = DuckDb.open(options)) {
            database.execute("COPY (SELECT * FROM read_parquet(" + SqlText.literals(files) + ")) TO "
                    + SqlText.literal(to.toString()) + " (FORMAT parquet, COMPRESSION zstd)");
        }
        double ms = (System.nanoTime() - start) / 1e6;
        Files.delete(to);
        return ms;
    }

    private double compacted(LocalLake lake) {
        MaintenanceOptions standard = MaintenanceOptions.standard();
        long start = System.nanoTime();
        new Maintenance(lake, new DuckDbEngine(options), standard).run(List.of(TABLE));
        double ms = (System.nanoTime() - start) / 1e6;
        Scan after = lake.scan(TABLE);
        if (after.files().size() > 3 || after.rows() != rows) {
            throw new IllegalStateException(after.files().size() + " files, " + after.rows() + " rows");
        }
        return ms;
    }

    private static void line(String what, double ms, double baseline) {
        System.out.println(String.format(Locale.ROOT, "| %s | %.0f | %.2f |", what, ms, ms / baseline));
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
