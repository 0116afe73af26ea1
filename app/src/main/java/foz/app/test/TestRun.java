package foz.app.test;

import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.balance.Quarantine;
import foz.api.engine.Limits;
import foz.api.engine.Session;
import foz.api.failure.FozException;
import foz.api.lake.TableState;
import foz.api.plan.Pipeline;
import foz.api.plan.TestCase;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.app.platform.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One test in a lake of its own, in a temporary folder that is gone afterwards. */
public final class TestRun {

    private static final long MEMORY = 256_000_000;
    private static final String DEATH = "files-decoded";

    private final Pipeline plan;
    private final TestCase test;
    private final InstantSource clock;
    private final Stage stage;
    private final Site site;
    private final List<String> differences = new ArrayList<>();

    private TestRun(Pipeline plan, TestCase test, InstantSource clock, Path folder) {
        this.plan = plan;
        this.test = test;
        this.clock = clock;
        this.stage = new Stage(plan, test, folder);
        InstantSource time = test.clock().map(InstantSource::fixed).orElse(clock);
        this.site = Site.of(folder, folder.resolve("lake"), Map.of(), time).within(MEMORY, MEMORY);
    }

    /** Runs a test of a checked pipeline. */
    public static TestOutcome of(Pipeline plan, TestCase test, InstantSource clock) throws IOException {
        Path folder = Files.createTempDirectory("foz-test-");
        try {
            return new TestRun(plan, test, clock, folder).play();
        } finally {
            delete(folder);
        }
    }

    private TestOutcome play() throws IOException {
        java.time.Instant began = clock.instant();
        stage.giveRows();
        boolean killNext = false;
        boolean ran = false;
        for (TestCase.Step step : test.steps()) {
            switch (step) {
                case TestCase.Step.Arrive arrive -> {
                    stage.arrive(arrive.source(), arrive.files());
                    run(killNext);
                    killNext = false;
                    ran = true;
                }
                case TestCase.Step.KillProcess kill -> killNext = true;
            }
        }
        if (!ran || killNext) {
            run(killNext);
        }
        try (Platform platform = Platform.forReading(site)) {
            compare(platform);
        }
        return new TestOutcome(test, differences, Duration.between(began, clock.instant()));
    }

    private void run(boolean killed) {
        if (killed) {
            runUntilDeath();
        }
        try (Platform platform = Platform.forWriting(site)) {
            report(platform.run(stage.plan()));
        }
    }

    // Ends the run where its files are written and nothing of them can be seen yet. The run after it starts from what a
    // killed
    // process leaves, but for what closing the lake tidies up.
    private void runUntilDeath() {
        Site mortal = site.watchedBy(
                step -> {
                    if (step.equals(DEATH)) {
                        throw new Death();
                    }
                },
                foz.api.time.Progress.UNWATCHED);
        try (Platform platform = Platform.forWriting(mortal)) {
            report(platform.run(stage.plan()));
        } catch (Death asWished) {
            return;
        }
    }

    private void report(RunReport report) {
        for (FozException failure : report.failures()) {
            differences.add("the run failed: " + failure.sentence().text());
        }
        Stream.concat(report.sources().stream(), report.tables().stream())
                .map(Outcome::accounts)
                .flatMap(List::stream)
                .map(BatchRow::balance)
                .filter(b -> !b.closes())
                .forEach(b -> differences.add("a balance does not close: " + b));
    }

    private void compare(Platform platform) {
        Limits limits = new Limits(MEMORY, Duration.ofMinutes(1), 2);
        try (Session session = platform.session(limits)) {
            test.expect().forEach((table, rows) -> compare(platform, session, table, rows));
            test.quarantine().ifPresent(expected -> quarantine(platform, session, expected));
        }
    }

    private void compare(
            Platform platform, Session session, TableName table, List<Map<String, Optional<String>>> expected) {
        Optional<Schema> schema =
                platform.lake().table(table).map(TableState::layout).map(l -> l.schema());
        if (schema.isEmpty()) {
            differences.add(table + ": expected " + expected.size() + " rows, but there is no such table");
            return;
        }
        List<String> columns =
                expected.stream().flatMap(r -> r.keySet().stream()).distinct().toList();
        List<Map<String, String>> found = new ArrayList<>();
        session.ask("SELECT * FROM " + table, answer -> {
            for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
                found.add(Cells.found(answer.columns(), row));
            }
        });
        List<Map<String, String>> wanted =
                expected.stream().map(r -> Cells.expected(r, schema.get())).toList();
        differences.addAll(Differences.of(table.toString(), columns, wanted, found));
    }

    private void quarantine(Platform platform, Session session, List<Map<String, String>> expected) {
        List<Map<String, String>> found = new ArrayList<>();
        if (platform.lake().table(Quarantine.TABLE).isPresent()) {
            session.ask("SELECT * FROM " + Quarantine.TABLE, answer -> {
                for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
                    Map<String, String> cells = Cells.found(answer.columns(), row);
                    cells.put("in", cells.getOrDefault("origin", ""));
                    cells.put("reason", cells.getOrDefault("code", ""));
                    found.add(cells);
                }
            });
        }
        List<String> columns = Stream.concat(
                        Stream.of("in", "code"), expected.stream().flatMap(r -> r.keySet().stream()))
                .distinct()
                .toList();
        differences.addAll(Differences.of("quarantine", columns, expected, found));
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    /** Ends a run in the middle; no handler of failures stands in its way. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }
}
