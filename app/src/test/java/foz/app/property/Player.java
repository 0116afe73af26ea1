package foz.app.property;

import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.balance.Quarantine;
import foz.api.disk.Disk;
import foz.api.engine.Limits;
import foz.api.engine.LoadFile.RawRecord;
import foz.api.engine.Session;
import foz.api.failure.Checked;
import foz.api.failure.FozException;
import foz.api.plan.Pipeline;
import foz.api.time.Progress;
import foz.app.platform.Plans;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.app.platform.Site;
import foz.app.quarantine.BadRow;
import foz.lake.MaintenanceOptions;
import foz.landing.Quarantined;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Plays a history on the whole platform, beside the oracle. */
final class Player implements AutoCloseable {

    private static final long MEMORY = 96L << 20;
    /** Files are small and few here; snapshots go soon. */
    private static final MaintenanceOptions UPKEEP = MaintenanceOptions.standard()
            .keeping(Duration.ofHours(30), 4, Duration.ofHours(1))
            .sized(1 << 20, 1 << 19, 5);

    private static final Limits LIMITS = new Limits(MEMORY, Duration.ofMinutes(1), 1);

    private final History history;
    private final Ways ways;
    private final Path project;
    private final Path data;
    private final Outside outside;
    private final Oracle oracle;
    private final Clock clock = new Clock();
    private final Killer killer;
    private List<TableText> tables;
    private Pipeline pipeline;
    private @Nullable Platform platform;

    private Player(History history, Path folder, Ways ways) {
        this.history = history;
        this.ways = ways;
        this.project = folder;
        this.data = folder.resolve(".foz");
        this.outside = new Outside(folder, history.feeds());
        this.killer = new Killer(data);
        this.tables = history.tables();
        this.pipeline = plan();
        this.oracle = new Oracle(history.zone());
    }

    /**
     * Plays to the end or to the first difference, which is told.
     *
     * @throws InvalidHistory when the folder is refused, or the oracle can't compute it
     */
    static Optional<Difference> play(History history, Ways ways) {
        try (RamFolder folder = new RamFolder();
                Player player = new Player(history, folder.path(), ways)) {
            for (int i = 0; i < history.steps().size(); i++) {
                Step step = history.steps().get(i);
                Optional<Difference> difference = player.step(step);
                if (difference.isPresent()) {
                    String place = "step " + (i + 1) + " of " + history.steps().size() + ", " + HistoryText.line(step);
                    return difference.map(d -> d.after(place));
                }
            }
            return Optional.empty();
        } catch (Oracle.OracleRefuses e) {
            throw new InvalidHistory(String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<Difference> step(Step step) {
        clock.tick();
        switch (step) {
            case Step.Arrive s -> outside.arrive(history.feed(s.feed()), s.file(), s.rows());
            case Step.Withdraw s -> outside.withdraw(history.feed(s.feed()), s.file());
            case Step.Touch s -> outside.touch(history.feed(s.feed()), s.file());
            case Step.Change s -> change(s);
            case Step.Reopen s -> close();
            case Step.Compact s -> {
                return guarded(this::maintain);
            }
            case Step.Expire s -> {
                clock.goOn(Duration.ofDays(2));
                return guarded(this::maintain);
            }
            case Step.Replay s -> {
                return guarded(() -> replay(history.feed(s.feed())));
            }
            case Step.Run s -> {
                return guarded(this::run);
            }
            case Step.Crash s -> {
                return guarded(() -> crash(s.at()));
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> maintain() {
        for (FozException failure : open().maintain(pipeline, List.of()).failures()) {
            return Optional.of(new Difference("upkeep: " + failure.code(), "upkeep failed: " + failure.getMessage()));
        }
        return Optional.empty();
    }

    private static Optional<Difference> guarded(java.util.function.Supplier<Optional<Difference>> work) {
        try {
            return work.get();
        } catch (Oracle.OracleRefuses | InvalidHistory e) {
            throw e;
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            return Optional.of(
                    new Difference("broke: " + e.getClass(), e + (trace.length == 0 ? "" : "\n  at " + trace[0])));
        }
    }

    private void change(Step.Change change) {
        UnaryOperator<TableText> changed = t -> t.name().equals(change.table()) ? t.with(change.sql()) : t;
        tables = tables.stream().map(changed).toList();
        pipeline = plan();
    }

    private Pipeline plan() {
        Folder.write(project, history, tables);
        return switch (Plans.read(site())) {
            case Checked.Good<Pipeline> good -> good.value();
            case Checked.Refused<Pipeline> refused ->
                throw new InvalidHistory(
                        refused.problems().toString(), new IllegalArgumentException("the folder is refused"));
        };
    }

    private Site site() {
        return Site.of(project, data, Map.of(), clock)
                .within(MEMORY, history.seed() % 3 == 0 ? 1 << 20 : 1)
                .on(NoSync.DISK)
                .keeping(UPKEEP)
                .watchedBy(killer, Progress.UNWATCHED);
    }

    private Platform open() {
        Platform opened = platform;
        if (opened == null) {
            opened = Platform.forWriting(site());
            platform = opened;
        }
        return opened;
    }

    private Optional<Difference> run() {
        RunReport report = open().run(pipeline);
        outside.land();
        return told(report);
    }

    /** Kills the process in the middle of a run. */
    private Optional<Difference> crash(int at) {
        open();
        killer.arm(at);
        try {
            RunReport report = open().run(pipeline);
            killer.disarm();
            outside.land();
            return told(report);
        } catch (Killer.Death asWished) {
            close();
            killer.restore();
            return run();
        } finally {
            killer.disarm();
        }
    }

    private Optional<Difference> replay(Feed feed) {
        RunReport replayed = open().run(pipeline);
        outside.land();
        Optional<Difference> before = told(replayed);
        if (before.isPresent()) {
            return before;
        }
        List<Quarantined> records = new ArrayList<>();
        for (BadRow row : openBadRows()) {
            if (row.origin().equals(feed.name())) {
                records.add(new Quarantined(row.id(), row.fileId().orElseThrow(), mended(row)));
            }
        }
        RunReport report = open().replay(pipeline, pipeline.source(feed.name()).orElseThrow(), records);
        outside.replay(feed);
        return told(report);
    }

    private static RawRecord mended(BadRow row) {
        String line = new String(row.raw(), StandardCharsets.UTF_8);
        return new RawRecord(
                row.record().orElseThrow(),
                row.line().orElse(1),
                row.byteOffset().orElse(0),
                Row.mended(line).getBytes(StandardCharsets.UTF_8));
    }

    private List<BadRow> openBadRows() {
        if (open().lake().table(Quarantine.TABLE).isEmpty()) {
            return List.of();
        }
        try (Session session = open().session(LIMITS)) {
            return BadRow.all(session, open().lake().ledger().statuses()).stream()
                    .filter(r -> r.status() == Quarantine.Status.OPEN)
                    .toList();
        }
    }

    private Optional<Difference> told(RunReport report) {
        for (FozException failure : report.failures()) {
            return Optional.of(new Difference("failed: " + failure.code(), "the run failed: " + failure.getMessage()));
        }
        for (Outcome outcome : report.tables()) {
            for (BatchRow account : outcome.accounts()) {
                ways.count(shape(account.origin()), account);
                if (!account.balance().closes()) {
                    return Optional.of(new Difference(
                            "open", "the balance of " + account.origin() + " is open: " + account.balance()));
                }
            }
        }
        return compare();
    }

    private String shape(String origin) {
        String table = origin.contains("$") ? origin.substring(0, origin.indexOf('$')) : origin;
        String suffix = origin.equals(table) ? "" : " (stage)";
        return tables.stream()
                .filter(t -> t.name().equals(table))
                .map(t -> t.shape() + suffix)
                .findFirst()
                .orElse(origin);
    }

    private Optional<Difference> compare() {
        Map<Feed, List<Outside.Live>> rows = new HashMap<>();
        history.feeds().forEach(feed -> rows.put(feed, outside.rows(feed)));
        Oracle.Answer expected = oracle.compute(tables, rows);
        Found found = new Found(open().lake(), oracle);
        Map<String, Long> bad = found.openBadRows();
        for (Feed feed : history.feeds()) {
            Bag bag = oracle.bag("SELECT * FROM " + feed.table());
            Optional<Difference> difference =
                    compare(found, feed.table(), bag).or(() -> count(feed.name(), outside.openBadRows(feed), bad));
            if (difference.isPresent()) {
                return difference;
            }
        }
        for (TableText table : tables) {
            Bag bag = Objects.requireNonNull(expected.tables().get(table.name()));
            Optional<Difference> difference = compare(found, table.name(), bag)
                    .map(d -> new Difference(d.kind(), d.text() + "\n  it is " + table.shape() + ": " + table.sql()))
                    .or(() -> count(table.name(), expected.rejected().getOrDefault(table.name(), 0L), bad));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<Difference> compare(Found found, String table, Bag expected) {
        return expected.difference(found.rows(table)).map(d -> new Difference("rows", table + " differs: " + d));
    }

    private static Optional<Difference> count(String origin, long expected, Map<String, Long> bad) {
        long found = bad.getOrDefault(origin, 0L);
        return found == expected
                ? Optional.empty()
                : Optional.of(new Difference(
                        "quarantine",
                        "the quarantine holds " + found + " rows of " + origin + " instead of " + expected));
    }

    @Override
    public void close() {
        Platform opened = platform;
        platform = null;
        if (opened != null) {
            opened.close();
        }
    }

    /** A history that can't be played: its folder is refused, or plain DuckDB can't compute it. */
    static final class InvalidHistory extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidHistory(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final class NoSync {
        /** Nothing in these tests outlives the machine. */
        static final Disk DISK = new Disk() {
            @Override
            public void sync(Path file) {}

            @Override
            public void syncFolder(Path folder) {}

            @Override
            public void move(Path from, Path to) throws java.io.IOException {
                Disk.REAL.move(from, to);
            }
        };
    }
}
