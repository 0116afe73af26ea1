package foz.bench;

import foz.api.engine.Limits;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import foz.app.platform.Plans;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.app.platform.Site;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineOptions;
import foz.engines.database.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The 22 queries of TPC-H through one warm session, as {@code foz query} keeps it, over tables that Foz took in from CSV; beside DuckDB
 * directly, over views of Parquet files with the same rows, written by its own COPY with its defaults. One connection on either side,
 * the same threads and memory, query by query in turns, all rows of the answers fetched. Arguments: see the module's POM.
 */
public final class TpchBench {

    private static final int THREADS = 2;
    private static final int QUERIES = 22;
    private static final Limits LIMITS = new Limits(EngineOptions.STANDARD_MEMORY, Duration.ofMinutes(10), THREADS);

    private final Path folder;
    private final Path pipeline;
    private final Map<Integer, List<Double>> ours = new TreeMap<>();
    private final Map<Integer, List<Double>> theirs = new TreeMap<>();

    private TpchBench(Path folder, Path pipeline) {
        this.folder = folder;
        this.pipeline = pipeline;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        double scale = Double.parseDouble(arguments[5]);
        Path folder = Path.of(arguments[7]).resolve("tpch-" + arguments[5]);
        TpchRows.write(folder, scale);
        new TpchBench(folder, Path.of(arguments[6])).run(Integer.parseInt(arguments[1]));
    }

    private void run(int runs) throws IOException {
        Files.copy(
                pipeline.resolve("foz.yaml"),
                folder.resolve("foz.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Site site = Site.of(folder, folder.resolve(".foz"), Map.of(), InstantSource.system());
        land(site);
        try (Platform platform = Platform.forReading(site);
                Session session = platform.session(LIMITS);
                DuckDb plain = DuckDb.open(new EngineOptions(LIMITS.memoryBytes(), THREADS, folder.resolve("spill")))) {
            plain.execute("CREATE SCHEMA bronze");
            for (var table : platform.lake().tables()) {
                if (table.layer().equals("bronze")) {
                    view(plain, platform.lake().scan(table));
                }
            }
            for (int run = -1; run < runs; run++) {
                for (int query = 1; query <= QUERIES; query++) {
                    turn(session, plain, query, run);
                }
            }
        }
        tell();
    }

    private static void land(Site site) {
        if (Files.exists(site.data().resolve("catalog.db"))) {
            return;
        }
        if (!(Plans.read(site) instanceof Checked.Good<Pipeline> good)) {
            throw new IllegalStateException(Plans.read(site).toString());
        }
        try (Platform platform = Platform.forWriting(site)) {
            RunReport report = platform.run(good.value());
            report.sources().forEach(System.out::println);
        }
    }

    private void view(DuckDb plain, Scan scan) throws IOException {
        Path file = Files.createDirectories(folder.resolve("plain"))
                .resolve(scan.table().name() + ".parquet");
        if (!Files.exists(file)) {
            List<String> from =
                    scan.files().stream().map(f -> f.path().toString()).toList();
            plain.execute("COPY (SELECT "
                    + SqlText.names(scan.layout().schema().visible().names()) + " FROM read_parquet("
                    + SqlText.literals(from) + ")) TO " + SqlText.literal(file.toString()));
        }
        plain.execute("CREATE VIEW bronze." + scan.table().name() + " AS SELECT * FROM read_parquet("
                + SqlText.literal(file.toString()) + ")");
    }

    /** Who comes first changes from run to run; the first run only warms up and compares. */
    private void turn(Session session, DuckDb plain, int query, int run) throws IOException {
        String sql = Files.readString(pipeline.resolve(String.format(Locale.ROOT, "sql/gold/q%02d.sql", query)));
        List<Optional<Object>> here = new ArrayList<>();
        List<Optional<Object>> there = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            boolean own = (run + side) % 2 == 0;
            long start = System.nanoTime();
            if (own) {
                ask(session, sql, here);
            } else {
                ask(plain, sql, there);
            }
            double ms = (System.nanoTime() - start) / 1e6;
            if (run >= 0) {
                (own ? ours : theirs)
                        .computeIfAbsent(query, q -> new ArrayList<>())
                        .add(ms);
            }
        }
        if (here.size() != there.size()) {
            throw new IllegalStateException("query " + query + ": " + here.size() + " cells, not " + there.size());
        }
        for (int i = 0; i < here.size(); i++) {
            if (!same(here.get(i), there.get(i))) {
                throw new IllegalStateException("query " + query + ": " + here.get(i) + ", not " + there.get(i));
            }
        }
    }

    /** Floating-point sums depend on their order. */
    private static boolean same(Optional<Object> here, Optional<Object> there) {
        return here.equals(there)
                || here.isPresent()
                        && here.get() instanceof Double a
                        && there.get() instanceof Double b
                        && Math.abs(a - b) <= 1e-9 * Math.abs(a);
    }

    private static void ask(Session session, String sql, List<Optional<Object>> cells) {
        session.ask(sql, answer -> {
            for (var row = answer.next(); row != null; row = answer.next()) {
                row.forEach(cell -> cells.add(Optional.ofNullable(cell)));
            }
        });
    }

    private static void ask(DuckDb plain, String sql, List<Optional<Object>> cells) {
        plain.rows(sql, row -> {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                cells.add(Optional.ofNullable(row.getObject(i)));
            }
            return 0;
        });
    }

    private void tell() {
        System.out.println("| query | foz query, ms | DuckDB, ms | ratio |");
        System.out.println("|---|---|---|---|");
        double logarithms = 0;
        for (int query = 1; query <= QUERIES; query++) {
            double own = median(ours.getOrDefault(query, List.of()));
            double other = median(theirs.getOrDefault(query, List.of()));
            logarithms += Math.log(own / other);
            System.out.println(
                    String.format(Locale.ROOT, "| %d | %.0f | %.0f | %.2f |", query, own, other, own / other));
        }
        System.out.println(
                String.format(Locale.ROOT, "geometric mean of the ratios: %.3f", Math.exp(logarithms / QUERIES)));
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
