package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.engine.Limits;
import foz.api.engine.Session;
import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import foz.api.type.TableName;
import foz.app.platform.Plans;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.app.platform.Site;
import foz.refresh.Demand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pipeline folder of a test and what one does with it: write files, run, ask. */
public final class Story {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Limits LIMITS = new Limits(256L << 20, Duration.ofSeconds(60), 2);

    public final Site site;

    private Story(Site site) {
        this.site = site;
    }

    /** An empty folder. */
    public static Story in(Path folder, Map<String, String> variables) {
        return new Story(Site.of(folder, folder.resolve(".foz"), variables, InstantSource.fixed(NOW)));
    }

    /** A copy of a pipeline among the test resources. */
    public static Story of(String pipeline, Path folder, Map<String, String> variables) {
        Story story = in(folder, variables);
        try {
            Path from =
                    Path.of(Story.class.getResource("/pipelines/" + pipeline).toURI());
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    story.write(from.relativize(file).toString(), Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return story;
    }

    public Story with(Site other) {
        return new Story(other);
    }

    public Story write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Story write(String name, byte[] bytes) {
        try {
            Path file = site.project().resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Story delete(String name) {
        try {
            Files.delete(site.project().resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Pipeline pipeline() {
        return switch (Plans.read(site)) {
            case Checked.Good<Pipeline> good -> good.value();
            case Checked.Refused<Pipeline> refused ->
                throw new AssertionError(
                        refused.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
        };
    }

    public RunReport run() {
        Pipeline pipeline = pipeline();
        try (Platform platform = Platform.forWriting(site)) {
            return platform.run(pipeline);
        }
    }

    /** A run that computes these tables anew. */
    public RunReport rebuild(String... tables) {
        Set<TableName> names = Stream.of(tables)
                .map(name -> TableName.parse(name).orElseThrow())
                .collect(Collectors.toSet());
        Pipeline pipeline = pipeline();
        try (Platform platform = Platform.forWriting(site)) {
            return platform.run(pipeline, new Demand(Demand.When.DUE, names));
        }
    }

    /** A run after which everything is in and up to date. */
    public RunReport runs() {
        RunReport report = run();
        assertThat(report.failures()).isEmpty();
        return report;
    }

    /** The answer to a question: one line per row, cells separated by {@code " | "}, in the order of the answer. */
    public List<String> ask(String sql) {
        return askAll(List.of(sql)).getFirst();
    }

    /** The answers to several questions. */
    public List<List<String>> askAll(List<String> questions) {
        try (Platform platform = Platform.forReading(site);
                Session session = platform.session(LIMITS)) {
            List<List<String>> answers = new ArrayList<>();
            for (String sql : questions) {
                List<String> lines = new ArrayList<>();
                session.ask(sql, answer -> {
                    for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
                        lines.add(row.stream().map(String::valueOf).collect(Collectors.joining(" | ")));
                    }
                });
                answers.add(lines);
            }
            return answers;
        }
    }

    /** The names of the tables there are. */
    public List<String> tables() {
        try (Platform platform = Platform.forReading(site)) {
            return platform.lake().tables().stream().map(Object::toString).toList();
        }
    }

    /** The only cell of an answer. */
    public String one(String sql) {
        List<String> lines = ask(sql);
        assertThat(lines).as(sql).hasSize(1);
        return lines.getFirst();
    }

    /** What a source or table was given and where it went, over all batches. */
    public String balance(String origin) {
        return one("""
            SELECT concat_ws(' ', 'received', sum(received), 'filtered', sum(filtered), 'written', sum(written),
                   'quarantined', sum(quarantined), 'ignored', sum(ignored), 'duplicate', sum(duplicate),
                   'conflicting', sum(conflicting), CASE WHEN bool_and(closes) THEN 'closed' ELSE 'OPEN' END)
            FROM system.batches WHERE origin = '%s'\
            """.formatted(origin));
    }
}
