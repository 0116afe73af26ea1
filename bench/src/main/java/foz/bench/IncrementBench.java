package foz.bench;

import foz.api.disk.Disk;
import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import foz.api.time.Progress;
import foz.app.platform.Plans;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.app.platform.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What it costs to take in one per cent more: a lake of made-up sales (bronze, silver row by row, gold by day and product) is built from
 * files, then 50 files of a hundredth of its rows come one after another, each taken in by a run of its own: lake and engine opened,
 * file landed, tables refreshed, everything synced, closed. Then the same where silver has a unique key within 30 days. Arguments: rows,
 * how often everything is built, folder.
 */
public final class IncrementBench {

    private static final int INCREMENTS = 50;
    private static final int FILES = 40;

    private static final String PLAIN = "";
    private static final String KEYED = """
        tables:
          silver.sales:
            key: [order_id]
            duplicates: {keep: first, by: sold_at, within: 30d}
        """;

    private final Path folder;
    private final Path store;
    private final long rows;

    private IncrementBench(Path folder, long rows) {
        this.folder = folder;
        this.store = folder.resolve("sales-by-day-" + rows);
        this.rows = rows;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        IncrementBench bench = new IncrementBench(folder, Long.parseLong(arguments[0]));
        new SalesDays(bench.store, bench.rows, FILES, INCREMENTS).write();
        int builds = Integer.parseInt(arguments[1]);
        bench.run("rows", PLAIN, builds);
        bench.run("a unique key, within 30 days", KEYED, builds);
    }

    private void run(String what, String settings, int builds) throws IOException {
        Path project = folder.resolve("increments");
        List<Double> whole = new ArrayList<>();
        for (int i = 0; i < builds; i++) {
            deleteAll(project);
            begin(project, settings);
            whole.add(taken(project, new Stopwatch()));
        }
        double build = median(whole);
        System.out.printf(Locale.ROOT, "%s: %d rows, everything built in %.0f ms %s%n", what, rows, build, whole);
        List<Double> costs = new ArrayList<>();
        Stopwatch stopwatch = new Stopwatch();
        for (int i = 0; i < INCREMENTS; i++) {
            Files.createLink(project.resolve("in/more-" + i + ".csv"), store.resolve("more-" + i + ".csv"));
            double ms = taken(project, stopwatch);
            costs.add(ms);
            System.out.printf(Locale.ROOT, "  %2d: %5.0f ms, %.2f %%%n", i + 1, ms, 100 * ms / build);
        }
        told(what, build, costs);
        System.out.println("where the time of the increments goes, ms each:");
        System.out.println(stopwatch.report(INCREMENTS));
        System.out.println("how: " + ways(project));
        deleteAll(project);
    }

    private static void told(String what, double build, List<Double> costs) {
        double first = median(costs.subList(0, 10));
        double last = median(costs.subList(INCREMENTS - 10, INCREMENTS));
        System.out.println("| what | ms | of building everything |");
        System.out.println("|---|---|---|");
        System.out.printf(Locale.ROOT, "| %s: everything built | %.0f | 100 %% |%n", what, build);
        for (Map.Entry<String, Double> line : Map.of(
                        "1 % more, median of 50",
                        median(costs),
                        "… of the first ten",
                        first,
                        "… of the last ten",
                        last,
                        "… the dearest",
                        costs.stream().max(Comparator.naturalOrder()).orElseThrow())
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.2f %% |%n",
                    line.getKey(),
                    line.getValue(),
                    100 * line.getValue() / build);
        }
    }

    private void begin(Path project, String settings) throws IOException {
        Files.createDirectories(project.resolve("in"));
        Files.createDirectories(project.resolve("sql/silver"));
        Files.createDirectories(project.resolve("sql/gold"));
        Files.writeString(project.resolve("foz.yaml"), """
            pipeline: increments
            time-zone: America/Sao_Paulo
            sources:
              sales:
                kind: files
                from: in/*.csv
                format: csv
                columns:
                  order_id: long
                  product:  string
                  store:    string
                  quantity: int
                  price:    "decimal(12,2)"
                  sold_at:  timestamp
            """ + settings);
        Files.writeString(project.resolve("sql/silver/sales.sql"), """
            SELECT order_id, product, store, quantity, price, sold_at, quantity * price AS revenue
            FROM bronze.sales WHERE quantity > 0
            """);
        Files.writeString(project.resolve("sql/gold/by_day_and_product.sql"), """
            SELECT CAST(sold_at AS DATE) AS day, product, count(*) AS lines, sum(quantity) AS units, sum(revenue) AS revenue
            FROM silver.sales GROUP BY CAST(sold_at AS DATE), product
            """);
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("base-"))
                    .toList()) {
                Files.createLink(project.resolve("in").resolve(file.getFileName()), file);
            }
        }
    }

    /** One run from opening to closing, in milliseconds. */
    private static double taken(Path project, Stopwatch stopwatch) {
        Site site = Site.of(project, project.resolve(".foz"), Map.of(), InstantSource.system())
                .on(Disk.REAL)
                .watchedBy(stopwatch, Progress.UNWATCHED);
        Pipeline pipeline = plan(site);
        stopwatch.starts();
        long start = System.nanoTime();
        try (Platform platform = Platform.forWriting(site)) {
            stopwatch.reached("opened");
            RunReport report = platform.run(pipeline);
            if (!report.isDone()) {
                throw new IllegalStateException(report.failures().toString());
            }
            stopwatch.reached("run");
        }
        stopwatch.reached("closed");
        return (System.nanoTime() - start) / 1e6;
    }

    private static Pipeline plan(Site site) {
        return switch (Plans.read(site)) {
            case Checked.Good<Pipeline> good -> good.value();
            case Checked.Refused<Pipeline> refused ->
                throw new IllegalStateException(refused.problems().toString());
        };
    }

    /** How often each table was refreshed which way. */
    private static Map<String, Long> ways(Path project) {
        Site site = Site.of(project, project.resolve(".foz"), Map.of(), InstantSource.system());
        try (Platform platform = Platform.forReading(site)) {
            return platform.lake().ledger().accounts().stream()
                    .filter(a -> a.edge().equals("table"))
                    .collect(java.util.stream.Collectors.groupingBy(
                            a -> a.origin() + " " + a.how(),
                            java.util.TreeMap::new,
                            java.util.stream.Collectors.counting()));
        }
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
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
}
