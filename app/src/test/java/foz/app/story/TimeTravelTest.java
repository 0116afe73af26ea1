package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.engine.Limits;
import foz.api.engine.Session;
import foz.api.failure.FozException;
import foz.app.platform.Platform;
import foz.app.platform.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as they were, and what is known of their making. The zone is three hours behind UTC. */
class TimeTravelTest {

    private static final Limits LIMITS = new Limits(256L << 20, Duration.ofSeconds(60), 2);

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void threeDays() {
        story = at("2026-03-01T12:00:00Z");
        story.write("foz.yaml", """
            pipeline: shop
            time-zone: America/Sao_Paulo
            sources:
              sales:
                kind: files
                from: in/*.csv
                format: csv
                columns: {id: long, amount: int}
            """)
                .write("sql/gold/total.sql", "SELECT count(*) AS sales, sum(amount) AS amount FROM bronze.sales")
                .write("in/1.csv", "id,amount\n1,10\n")
                .runs();
        at("2026-03-02T12:00:00Z").write("in/2.csv", "id,amount\n2,20\n").runs();
        at("2026-03-03T12:00:00Z")
                .write("sql/gold/total.sql", "SELECT count(*) AS sales, max(amount) AS dearest FROM bronze.sales")
                .write("in/3.csv", "id,amount\n3,30\n")
                .runs();
    }

    private Story at(String time) {
        Site site = Site.of(folder, folder.resolve(".foz"), Map.of(), InstantSource.fixed(Instant.parse(time)));
        return Story.in(folder, Map.of()).with(site);
    }

    @Test
    void aTableIsAskedAsItWasAtATimeInThePipelinesZone() {
        String count = "SELECT count(*) FROM bronze.sales AT (TIMESTAMP => '%s')";
        assertThat(story.one(count.formatted("2026-03-02T11:59:59Z"))).isEqualTo("1");
        assertThat(story.one(count.formatted("2026-03-02 12:00:00Z"))).isEqualTo("2");
        assertThat(story.one(count.formatted("2026-03-02 08:59:59"))).isEqualTo("1");
        assertThat(story.one(count.formatted("2026-03-02 09:00"))).isEqualTo("2");
        assertThat(story.one(count.formatted("2026-03-03"))).isEqualTo("2");
        assertThat(story.one("SELECT count(*) FROM bronze.sales AT (TIMESTAMP => TIMESTAMP '2026-03-03 09:00')"))
                .isEqualTo("3");
        assertThat(story.one("SELECT count(*) FROM bronze.sales AT (TIMESTAMP => now())"))
                .isEqualTo("3");
    }

    @Test
    void aSnapshotHasTheColumnsItHadAndStandsBesideTheTableOfNow() {
        List<String> snapshots = story.ask("SELECT snapshot_id FROM gold.\"total$snapshots\" ORDER BY committed_at");

        assertThat(story.ask("FROM gold.total AT (VERSION => " + snapshots.getFirst() + ")"))
                .containsExactly("1 | 10");
        assertThat(story.ask("FROM gold.total")).containsExactly("3 | 30");
        assertThat(story.ask("SELECT total.sales, o.sales, o.amount FROM gold.total, gold.total o AT (VERSION => "
                        + snapshots.getFirst() + ") WHERE o.sales < total.sales"))
                .containsExactly("3 | 1 | 10");
        assertThat(story.ask("SELECT total.amount FROM gold.total AT (VERSION => " + snapshots.get(1) + ")"))
                .containsExactly("30");
    }

    @Test
    void oneSessionAsksForOneSnapshotAfterTheOther() {
        List<String> counts = new ArrayList<>();
        List<String> snapshots = story.ask("SELECT snapshot_id FROM bronze.\"sales$snapshots\" ORDER BY committed_at");
        try (Platform platform = Platform.forReading(story.site);
                Session session = platform.session(LIMITS)) {
            for (String snapshot : snapshots) {
                session.ask(
                        "SELECT count(*) FROM \"bronze\".\"sales\" s AT (VERSION => " + snapshot + ") WHERE s.id > 0",
                        answer -> counts.add(String.valueOf(answer.next())));
            }
            session.ask("SELECT count(*) FROM bronze.sales", answer -> counts.add(String.valueOf(answer.next())));
        }
        assertThat(counts).containsExactly("[1]", "[2]", "[3]", "[3]");
    }

    @Test
    void everyTableIsAskedAsItWas() {
        assertThat(askAsOf("2026-03-02 12:00", "SELECT * FROM gold.total")).containsExactly("2 | 30");
        assertThat(askAsOf("2026-03-02 12:00", "SELECT count(*) FROM bronze.sales"))
                .containsExactly("2");
        String first = story.ask("SELECT snapshot_id FROM bronze.\"sales$snapshots\" ORDER BY committed_at")
                .getFirst();
        assertThat(askAsOf(first, "SELECT (SELECT count(*) FROM bronze.sales), (SELECT sales FROM gold.total)"))
                .containsExactly("1 | 1");
    }

    @Test
    void whatIsNotKeptIsSaidWithWhatIs() {
        assertThatThrownBy(() -> story.ask("FROM gold.total AT (VERSION => 42)"))
                .isInstanceOf(FozException.class)
                .hasMessageContainingAll("gold.total", "42", "total$snapshots");
        assertThatThrownBy(() -> story.ask("FROM gold.total AT (TIMESTAMP => '2020-01-01')"))
                .isInstanceOf(FozException.class)
                .hasMessageContainingAll("gold.total", "2020-01-01T03:00:00Z", "2026-03-01T12:00:00Z");
        assertThatThrownBy(() -> story.ask("FROM gold.total AT (TIMESTAMP => 'yesterday')"))
                .isInstanceOf(FozException.class)
                .hasMessageContainingAll("yesterday", "2026-03-01 10:00");
        assertThatThrownBy(() -> story.ask("FROM gold.total AT (VERSION => 'first')"))
                .isInstanceOf(FozException.class)
                .hasMessageContaining("first");
        assertThatThrownBy(() -> story.ask("FROM system.batches AT (VERSION => 42)"))
                .isInstanceOf(FozException.class)
                .hasMessageContaining("system.batches AT");
        assertThatThrownBy(() -> askAsOf("12345678", "SELECT 1"))
                .isInstanceOf(FozException.class)
                .hasMessageContaining("12345678");
        assertThatThrownBy(() -> askAsOf("2020-01-01", "SELECT 1"))
                .isInstanceOf(FozException.class)
                .hasMessageContaining("2026-03-01T12:00:00Z");
        assertThatThrownBy(() ->
                        story.ask("FROM gold.total AT (TIMESTAMP => (SELECT content FROM read_text('/etc/hostname')))"))
                .isInstanceOf(FozException.class)
                .hasMessageContaining("not allowed");
    }

    @Test
    void aTableTellsOfItsSnapshotsItsHistoryAndItsFiles() {
        assertThat(story.ask("SELECT CAST(committed_at AS DATE), operation, is_current, program, summary::JSON"
                        + "->>'total-records' FROM bronze.\"sales$snapshots\" ORDER BY committed_at"))
                .containsExactly(
                        "2026-03-01 | append | false | foz | 1",
                        "2026-03-02 | append | false | foz | 2",
                        "2026-03-03 | append | true | foz | 3");
        assertThat(story.ask("SELECT h.is_current_ancestor, p.snapshot_id IS NULL FROM bronze.\"sales$history\" h LEFT"
                        + " JOIN bronze.\"sales$snapshots\" p ON h.parent_id = p.snapshot_id ORDER BY made_current_at"))
                .containsExactly("true | true", "true | false", "true | false");
        assertThat(story.ask("SELECT count(*), sum(record_count), max(upper_bounds::JSON->>'id')"
                        + " FROM bronze.\"sales$files\""))
                .containsExactly("3 | 3 | 3");
        assertThat(story.ask("SELECT count(*) FROM system.\"quarantine$snapshots\""))
                .containsExactly("0");
    }

    @Test
    void listingsShowTablesAndNotTheirParts() {
        story.ask("FROM gold.\"total$snapshots\"");
        assertThat(story.ask("SHOW TABLES"))
                .contains("bronze.sales", "gold.total")
                .noneMatch(name -> name.contains("$"));
        assertThatThrownBy(() -> story.ask("FROM gold.\"total$secrets\""))
                .isInstanceOf(FozException.class)
                .hasMessageContaining("gold.total");
    }

    private List<String> askAsOf(String when, String sql) {
        List<String> lines = new ArrayList<>();
        try (Platform platform = Platform.forReading(story.site);
                Session session = platform.session(LIMITS, when)) {
            session.ask(sql, answer -> {
                for (var row = answer.next(); row != null; row = answer.next()) {
                    lines.add(row.stream().map(String::valueOf).collect(Collectors.joining(" | ")));
                }
            });
        }
        return lines;
    }
}
