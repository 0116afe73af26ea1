package foz.bench;

import foz.api.balance.Outcome;
import foz.api.disk.Disk;
import foz.api.engine.Load;
import foz.api.engine.Loaded;
import foz.api.engine.WrittenFile;
import foz.api.time.Progress;
import foz.api.time.Steps;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineOptions;
import foz.engines.duckdb.DuckDbEngine;
import foz.engines.load.Loader;
import foz.lake.LocalLake;
import foz.lake.Mode;
import foz.landing.Landing;
import foz.landing.LandingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A sales CSV to bronze: Foz's landing with everything on (hash, independent count, exact casts, quarantine, fsync, commit) beside
 * DuckDB's own typed COPY of the same file, interleaved in one process on two threads; and beside Spark in a process of its own, where
 * {@code bench/spark} is built. Arguments: rows, runs, folder, and for Spark a JDK 17 and the folder {@code bench/spark/target}.
 */
public final class LoadBench {

    private static final int THREADS = 2;

    private final Path folder;
    private final Path file;
    private final EngineOptions options;

    /** @param folder of this run alone */
    private LoadBench(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
        this.options = new EngineOptions(EngineOptions.STANDARD_MEMORY, THREADS, folder.resolve("scratch"));
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Path folder = Path.of(arguments[2]);
        Path file = SalesFile.write(folder, Long.parseLong(arguments[0]), 1);
        Path own = Files.createTempDirectory(folder, "run-");
        new LoadBench(own, file).run(Integer.parseInt(arguments[1]), new SparkRuns(arguments, file, own));
    }

    private void run(int runs, SparkRuns spark) throws IOException, NoSuchAlgorithmException {
        landing();
        System.out.println("peak memory after one landing in a fresh process: " + peakMemory());
        duckDb();
        loading();
        List<Double> whole = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            whole.add(landing());
            theirs.add(duckDb());
            ours.add(loading());
        }
        double baseline = median(theirs);
        Stages stages = new Stages(file, SalesSource.job(file, folder));
        stages.decode();
        System.out.println("| what | ms | ratio |");
        System.out.println("|---|---|---|");
        line("DuckDB's typed COPY, 2 threads", baseline, baseline);
        line("Foz to bronze, everything on, 2 threads", median(whole), baseline);
        line("of it, without lake, fsync and commit", median(ours), baseline);
        line("… on one thread alone: reading", stages.read(), baseline);
        line("… reading and hashing", stages.hash(), baseline);
        line("… reading and counting", stages.count(), baseline);
        line("… reading and decoding", stages.decode(), baseline);
        line("… writing the same rows from Parquet to Parquet, 2 threads", rewrite(), baseline);
        for (double ms : spark.median().stream().toList()) {
            line("Spark local[2] with a schema, warm, checking nothing", ms, baseline);
        }
        System.out.println("peak memory at the end, DuckDB's own runs included: " + peakMemory());
        System.out.println("runs: landing " + whole + ", loading " + ours + ", DuckDB " + theirs);
    }

    /** A new lake, the file landed in it, the lake closed. */
    private double landing() throws IOException {
        Path data = folder.resolve("lake");
        deleteAll(data);
        long start = System.nanoTime();
        try (LocalLake lake = LocalLake.open(data, Mode.WRITE, InstantSource.system(), Disk.REAL, Steps.UNWATCHED)) {
            Outcome outcome = new Landing(
                            lake,
                            new DuckDbEngine(options),
                            new LandingOptions(
                                    ZoneOffset.UTC,
                                    data.resolve("raw"),
                                    LandingOptions.STANDARD_BATCH_BYTES,
                                    InstantSource.system(),
                                    Disk.REAL,
                                    Steps.UNWATCHED,
                                    Progress.UNWATCHED))
                    .land(SalesSource.plan(), new OneFile(file));
            if (outcome.failure().isPresent()
                    || !outcome.balance().closes()
                    || outcome.balance().written() == 0) {
                throw new IllegalStateException(outcome.toString());
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private double loading() throws IOException {
        Path target = emptied();
        Load job = SalesSource.job(file, target);
        long start = System.nanoTime();
        Loaded loaded = new Loader(options).load(job);
        double ms = (System.nanoTime() - start) / 1e6;
        if (!loaded.files().getFirst().balance().closes()) {
            throw new IllegalStateException(loaded.files().toString());
        }
        return ms;
    }

    private double duckDb() throws IOException {
        Path target = emptied();
        long start = System.nanoTime();
        try (DuckDb database = DuckDb.open(options)) {
            database.set("preserve_insertion_order", "false");
            database.execute(SalesSource.duckDb(file, target.resolve("all.parquet")));
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private double rewrite() throws IOException {
        Load job = SalesSource.job(file, emptied());
        List<WrittenFile> written = new Loader(options).load(job).rows();
        String from = written.stream().map(f -> "'" + f.path() + "'").toList().toString();
        try (DuckDb database = DuckDb.open(options)) {
            database.set("preserve_insertion_order", "false");
            long start = System.nanoTime();
            database.execute("COPY (FROM read_parquet(" + from + ")) TO '" + folder.resolve("again.parquet")
                    + "' (FORMAT parquet, COMPRESSION zstd)");
            return (System.nanoTime() - start) / 1e6;
        }
    }

    private Path emptied() throws IOException {
        Path target = Files.createDirectories(folder.resolve("target"));
        try (Stream<Path> old = Files.list(target)) {
            for (Path path : old.toList()) {
                Files.delete(path);
            }
        }
        return target;
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void line(String what, double ms, double baseline) {
        System.out.println(String.format(Locale.ROOT, "| %s | %.0f | %.2f |", what, ms, ms / baseline));
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static String peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmHWM"))
                .findFirst()
                .orElse("unknown");
    }
}
