package foz.bench;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.disk.Disk;
import foz.api.engine.Delta;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.FileEntry;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.Ledger;
import foz.api.lake.Position;
import foz.api.lake.TableChange;
import foz.api.lake.TableState;
import foz.api.time.Steps;
import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type.Primitive;
import foz.engines.database.EngineOptions;
import foz.engines.duckdb.DuckDbEngine;
import foz.lake.LocalLake;
import foz.lake.Maintenance;
import foz.lake.MaintenanceOptions;
import foz.lake.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Thousands of small commits: a file lands in bronze, a silver table follows it, each in a commit of its own, as in as many runs. What
 * a commit costs and what reading costs must not grow with their number. Upkeep runs as after every {@code foz run}. Arguments: commits,
 * any, folder.
 */
public final class CommitBench {

    private static final TableName BRONZE = TableName.bronze("events");
    private static final TableName SILVER = new TableName("silver", "events");
    private static final Schema SCHEMA =
            new Schema(List.of(Field.optional("id", Primitive.LONG), Field.optional("_file", Primitive.LONG)));
    private static final int STRETCHES = 10;
    private static final int THREADS = 2;

    private final Path folder;
    private final Path template;
    private final List<Double> commits = new ArrayList<>();
    private final List<Double> reads = new ArrayList<>();
    private final List<Double> upkeeps = new ArrayList<>();
    private final DuckDbEngine engine;
    /** Each commit is an hour after the one before, so that upkeep finds old snapshots and old garbage. */
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** @param folder of this run alone */
    private CommitBench(Path folder) {
        this.folder = folder;
        this.template = folder.resolve("template.parquet");
        this.engine =
                new DuckDbEngine(new EngineOptions(EngineOptions.STANDARD_MEMORY, THREADS, folder.resolve("scratch")));
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments[2]), "commits-");
        new CommitBench(folder).run(Integer.parseInt(arguments[0]));
    }

    private void run(int number) throws IOException {
        System.out.println("| commits | ms a commit | ms to open, see what came and read the last account"
                + " | ms of upkeep, mean | metadata of bronze, MB | files of it | catalogue, MB |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int done = 0; done < number; done += number / STRETCHES) {
            stretch(done, number / STRETCHES / 2);
            tell(done + number / STRETCHES);
        }
    }

    private static void follows(Optional<Delta> changes) {
        if (changes.isEmpty()) {
            throw new IllegalStateException("the history of " + BRONZE + " is torn");
        }
    }

    private void stretch(int from, int pairs) {
        for (int i = 0; i < pairs; i++) {
            int number = from / 2 + i;
            long start = System.nanoTime();
            now = now.plus(Duration.ofHours(1));
            try (LocalLake lake = LocalLake.open(
                    folder.resolve("lake"), Mode.WRITE, InstantSource.fixed(now), Disk.REAL, Steps.UNWATCHED)) {
                long before = lake.table(BRONZE).map(TableState::snapshot).orElse(0L);
                timed(commits, () -> land(lake, number));
                follows(lake.history().since(BRONZE, before));
                lake.ledger().accounts(new Ledger.Choice.Newest(SILVER.toString(), 1));
                timed(commits, () -> follow(lake, number));
                timed(upkeeps, () -> new Maintenance(lake, engine, MaintenanceOptions.standard()).runIfDue());
            }
            double apart = commits.getLast() + commits.get(commits.size() - 2) + upkeeps.getLast();
            reads.add((System.nanoTime() - start) / 1e6 - apart);
        }
    }

    private static void timed(List<Double> times, Runnable work) {
        long start = System.nanoTime();
        work.run();
        times.add((System.nanoTime() - start) / 1e6);
    }

    private void land(Lake lake, int number) {
        long id = lake.ledger().reserveFileIds(1);
        try (Batch batch = lake.begin(new Intent("load-" + number, "load"))) {
            Target target = batch.target(BRONZE, SCHEMA, List.of());
            FileEntry entry = new FileEntry(
                    id,
                    BRONZE.name(),
                    number + ".csv",
                    1,
                    Instant.EPOCH,
                    "sha-" + number,
                    1,
                    1,
                    FileEntry.State.LIVE,
                    batch.id(),
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty());
            batch.commit(new Commit(
                    List.of(new TableChange.Append(BRONZE, List.of(file(target)), Map.of())),
                    List.of(entry),
                    List.of(account(batch, "source", BRONZE.name(), OptionalLong.of(id))),
                    Map.of()));
        }
    }

    private void follow(Lake lake, int number) {
        long reached = lake.table(BRONZE).orElseThrow().snapshot();
        try (Batch batch = lake.begin(new Intent("refresh-" + number, "refresh"))) {
            Target target = batch.target(SILVER, SCHEMA, List.of());
            Map<String, String> summary = new Position("one", Map.of(BRONZE, reached)).summary();
            batch.commit(new Commit(
                    List.of(new TableChange.Append(SILVER, List.of(file(target)), summary)),
                    List.of(),
                    List.of(account(batch, "table", SILVER.toString(), OptionalLong.empty())),
                    Map.of()));
        }
    }

    private static BatchRow account(Batch batch, String edge, String origin, OptionalLong file) {
        return new BatchRow(batch.id(), edge, origin, file, "append", Instant.EPOCH, Balance.ofFile(1, 1, 0, 0), 0);
    }

    /** One row, written once and copied. */
    private WrittenFile file(Target target) {
        try {
            if (Files.notExists(template)) {
                write(target);
            }
            Path file = target.folder().resolve(target.prefix() + UUID.randomUUID() + ".parquet");
            Files.copy(template, file);
            return new WrittenFile(file, 1, Files.size(file), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Target target) {
        String ids = target.layout().columns().stream()
                .map((Layout.Column c) -> c.field().name() + ": " + c.id())
                .collect(Collectors.joining(", ", "{", "}"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT 1::BIGINT AS id, 1::BIGINT AS _file) TO '" + template
                    + "' (FORMAT parquet, FIELD_IDS " + ids + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(int done) throws IOException {
        Path metadata = folder.resolve("lake/lake/bronze/events/metadata");
        System.out.printf(
                Locale.ROOT,
                "| %,d | %.1f | %.1f | %.1f | %.2f | %d | %.2f |%n",
                done,
                median(commits),
                median(reads),
                upkeeps.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                size(metadata) / 1e6,
                count(metadata),
                Files.size(folder.resolve("lake/catalog.db")) / 1e6);
        commits.clear();
        reads.clear();
        upkeeps.clear();
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElse(0.0);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
