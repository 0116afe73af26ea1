package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Outcome;
import foz.api.failure.Sentence;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.app.platform.Site;
import foz.refresh.Demand;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are refreshed when it is their turn. */
class TimingTest {

    private static final String HEADER = "store,sold_at,amount\n";

    @TempDir
    Path folder;

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-03-02T08:00:00Z"));
    private Story story;

    @BeforeEach
    void aShop() {
        story = Story.in(folder, Map.of()).with(Site.of(folder, folder.resolve(".foz"), Map.of(), clock::get));
        story.write("sql/gold/total.sql", "SELECT SUM(amount) AS total FROM bronze.sales");
        story.write("in/stores.csv", "store,town\na,Porto\nb,Faro\n");
    }

    private void refresh(String zone, String timing) {
        story.write("foz.yaml", """
            pipeline: shop
            time-zone: %s
            sources:
              sales:
                kind: files
                from: in/sales-*.csv
                format: csv
                columns: {store: string, sold_at: timestamp, amount: int}
                complete: {each: day, members: bronze.stores}
              stores:
                kind: files
                from: in/stores.csv
                format: csv
                columns: {store: string, town: string}
            tables:
              gold.total: {refresh: %s}
            """.formatted(zone, timing));
    }

    private void sells(String name, String rows) {
        story.write("in/sales-" + name + ".csv", HEADER + rows);
    }

    private void at(String time) {
        clock.set(Instant.parse(time));
    }

    private String total() {
        return story.one("SELECT total FROM gold.total");
    }

    private List<String> notes() {
        return story.runs().tables().stream()
                .map(Outcome::notes)
                .flatMap(List::stream)
                .map(Sentence::text)
                .toList();
    }

    @Test
    void aTableOfEveryHourIsBuiltAtOnceAndThenOnceAnHour() {
        refresh("UTC", "{every: 1h}");
        sells("1", "a,2026-03-01T10:00:00,1\n");
        story.runs();
        assertThat(total()).isEqualTo("1");
        sells("2", "a,2026-03-01T10:00:00,2\n");
        at("2026-03-02T08:59:59Z");
        assertThat(notes())
                .singleElement()
                .asString()
                .contains("gold.total", "waits until 2026-03-02 09:00", "less than 1h ago", "foz run --now");
        assertThat(total()).isEqualTo("1");
        at("2026-03-02T09:00:00Z");
        assertThat(notes()).isEmpty();
        assertThat(total()).isEqualTo("3");
    }

    @Test
    void whatHasNothingToTakeInSaysNothing() {
        refresh("UTC", "{every: 1h}");
        sells("1", "a,2026-03-01T10:00:00,1\n");
        story.runs();
        assertThat(notes()).isEmpty();
    }

    @Test
    void nobodyHasToWait() {
        refresh("UTC", "{every: 1h}");
        sells("1", "a,2026-03-01T10:00:00,1\n");
        story.runs();
        sells("2", "a,2026-03-01T10:00:00,2\n");
        try (Platform platform = Platform.forWriting(story.site)) {
            RunReport report = platform.run(story.pipeline(), new Demand(Demand.When.NOW, Set.of()));
            assertThat(report.failures()).isEmpty();
        }
        assertThat(total()).isEqualTo("3");
    }

    @Test
    void aNightlyTableIsRefreshedAtTheEndOfTheGapThatSkipsItsTime() {
        refresh("Europe/Berlin", "{cron: \"30 2 * * *\"}");
        at("2026-03-28T12:00:00Z");
        sells("1", "a,2026-03-01T10:00:00,1\n");
        story.runs();
        sells("2", "a,2026-03-01T10:00:00,2\n");
        at("2026-03-29T00:59:00Z");
        assertThat(notes()).singleElement().asString().contains("until 2026-03-29 03:00");
        at("2026-03-29T01:00:00Z");
        story.runs();
        assertThat(total()).isEqualTo("3");
    }

    @Test
    void aNightlyTableIsRefreshedOnceInTheNightThatRepeatsItsTime() {
        refresh("Europe/Berlin", "{cron: \"30 2 * * *\"}");
        at("2026-10-24T12:00:00Z");
        sells("1", "a,2026-03-01T10:00:00,1\n");
        story.runs();
        sells("2", "a,2026-03-01T10:00:00,2\n");
        at("2026-10-25T00:30:00Z");
        story.runs();
        assertThat(total()).isEqualTo("3");
        sells("3", "a,2026-03-01T10:00:00,4\n");
        at("2026-10-25T01:30:00Z");
        assertThat(notes()).singleElement().asString().contains("until 2026-10-26 02:30");
        assertThat(total()).isEqualTo("3");
    }

    @Test
    void aScheduledTimeAtWhichNothingHadChangedHasCome() {
        refresh("UTC", "{cron: \"0 3 * * *\"}");
        sells("1", "a,2026-03-01T10:00:00,1\n");
        story.runs();
        at("2026-03-03T03:05:00Z");
        story.runs();
        sells("2", "a,2026-03-01T10:00:00,2\n");
        at("2026-03-03T10:00:00Z");
        assertThat(notes()).singleElement().asString().contains("until 2026-03-04 03:00");
        assertThat(story.one("SELECT count(*) FROM system.batches WHERE how = 'none'"))
                .isEqualTo("1");
    }

    @Test
    void aTableThatWaitsForASourceIsRefreshedWhenEachMemberHasArrived() {
        refresh("UTC", "{when-complete: sales}");
        sells("1a", "a,2026-03-01T10:00:00,1\n");
        story.runs();
        assertThat(total()).as("a new table is built at once").isEqualTo("1");
        sells("2a", "a,2026-03-02T10:00:00,2\n");
        sells("2c", "c,2026-03-02T10:00:00,4\n");
        assertThat(notes()).singleElement().asString().contains("sales has not brought all of a further period");
        sells("2b", "b,2026-03-02T11:00:00,8\n");
        assertThat(notes()).isEmpty();
        assertThat(total()).isEqualTo("15");
        sells("2x", "b,2026-03-02T12:00:00,16\n");
        assertThat(notes()).as("late for a period that is done").hasSize(1);
        sells("3", "a,2026-03-03T10:00:00,32\nb,2026-03-03T10:00:00,64\n");
        story.runs();
        assertThat(total()).isEqualTo("127");
    }

    @Test
    void aTableWaitsNoLongerThanItsLatestTime() {
        refresh("America/Sao_Paulo", "{when-complete: sales, at-latest: 06:00}");
        at("2026-03-02T12:00:00Z");
        sells("1", "a,2026-03-01T10:00:00,1\nb,2026-03-01T10:00:00,2\n");
        story.runs();
        sells("2a", "a,2026-03-02T10:00:00,4\n");
        at("2026-03-03T08:59:59Z");
        assertThat(notes()).singleElement().asString().contains("waits until 2026-03-03 06:00");
        at("2026-03-03T09:00:00Z");
        story.runs();
        assertThat(total()).isEqualTo("7");
    }

    @Test
    void anotherQueryDoesNotWait() {
        refresh("UTC", "{every: 1h}");
        sells("1", "a,2026-03-01T10:00:00,1\n");
        story.runs();
        story.write("sql/gold/total.sql", "SELECT SUM(amount) * 10 AS total FROM bronze.sales");
        story.runs();
        assertThat(total()).isEqualTo("10");
    }
}
