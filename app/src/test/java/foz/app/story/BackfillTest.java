package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.balance.BatchRow;
import foz.api.lake.Snapshot;
import foz.api.plan.Pipeline;
import foz.api.plan.TablePlan;
import foz.api.time.Progress;
import foz.api.time.Steps;
import foz.api.type.TableName;
import foz.app.platform.Platform;
import foz.app.platform.Site;
import foz.refresh.Backfill;
import foz.refresh.BackfillOrder;
import foz.refresh.SliceUnit;
import foz.refresh.TimeRange;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables computed again slice by slice, and tables put back. */
class BackfillTest {

    private static final TableName SILVER = new TableName("silver", "sales");
    private static final BackfillOrder ALL =
            new BackfillOrder(Optional.empty(), Optional.empty(), Optional.of(SliceUnit.MONTH));

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void threeMonths() {
        story = Story.in(folder, Map.of());
        story.write("foz.yaml", """
            pipeline: shop
            time-zone: America/Sao_Paulo
            sources:
              sales:
                kind: files
                from: in/*.csv
                format: csv
                columns: {id: long, units: int, sold_at: timestamp}
            tables:
              silver.sales: {expect: {quarantine: {some: "units > 0"}}}
            """);
        story.write("sql/silver/sales.sql", "SELECT id, units, sold_at FROM bronze.sales");
        story.write("sql/gold/total.sql", "SELECT SUM(units) AS units FROM silver.sales");
        arrives(
                "1",
                "1,1,2026-01-31T23:59:59",
                "2,2,2026-02-01T00:00:00",
                "3,4,2026-03-15T12:00:00",
                "4,0,2026-02-02T00:00:00");
        story.runs();
    }

    private void arrives(String name, String... rows) {
        story.write("in/" + name + ".csv", "id,units,sold_at\n" + String.join("\n", rows) + "\n");
    }

    private List<BatchRow> backfill(Site site, BackfillOrder order) {
        Pipeline pipeline = story.pipeline();
        TablePlan table = pipeline.table(SILVER).orElseThrow();
        List<BatchRow> slices = new ArrayList<>();
        try (Platform platform = Platform.forWriting(site)) {
            Backfill.Result result = platform.backfill(pipeline, table, order, slices::add);
            assertThat(result.slices()).isEqualTo(slices.size());
        }
        return slices;
    }

    private List<String> sales() {
        return story.ask("SELECT id, units FROM silver.sales ORDER BY id");
    }

    private String rejected() {
        return story.one("SELECT count(*) FROM system.quarantine WHERE origin = 'silver.sales'");
    }

    private static BackfillOrder between(String from, String to) {
        return new BackfillOrder(
                Optional.of("sold_at"),
                Optional.of(
                        new TimeRange(Optional.of(LocalDateTime.parse(from)), Optional.of(LocalDateTime.parse(to)))),
                Optional.empty());
    }

    @Test
    void aBackfillOfAnotherQueryEndsAtTheNewDefinition() {
        story.write(
                "sql/silver/sales.sql", "SELECT id, units * 10 AS units, units > 1 AS many, sold_at FROM bronze.sales");
        List<BatchRow> slices = backfill(story.site, ALL);
        assertThat(slices).extracting(BatchRow::how).containsExactly("slice", "slice", "slice");
        assertThat(story.ask("SELECT id, units, many FROM silver.sales ORDER BY id"))
                .containsExactly("1 | 10 | false", "2 | 20 | true", "3 | 40 | true");
        assertThat(rejected()).isEqualTo("1");
        assertThat(story.runs().tables().stream().flatMap(o -> o.accounts().stream()))
                .as("the table stands at its definition; only what reads it follows")
                .extracting(BatchRow::origin)
                .containsExactly("gold.total");
        assertThat(story.one("SELECT units FROM gold.total")).isEqualTo("70");
        arrives("2", "5,8,2026-02-03T00:00:00");
        assertThat(story.runs().tables().stream().flatMap(o -> o.accounts().stream()))
                .extracting(BatchRow::how)
                .doesNotContain("whole");
        assertThat(story.one("SELECT units FROM gold.total")).isEqualTo("150");
    }

    @Test
    void killedBetweenSlicesItGoesOnWhereItWas() {
        story.write("sql/silver/sales.sql", "SELECT id, units * 10 AS units, sold_at FROM bronze.sales");
        Site mortal = story.site.watchedBy(new DiesAt("slice-committed", 2), Progress.UNWATCHED);
        assertThatThrownBy(() -> backfill(mortal, ALL)).isInstanceOf(Death.class);
        assertThat(sales()).as("two months are done").containsExactly("1 | 10", "2 | 20", "3 | 4");

        arrives("2", "5,8,2026-02-03T00:00:00");
        assertThat(story.run().failures())
                .as("a run meanwhile says how to go on")
                .extracting(Throwable::getMessage)
                .anySatisfy(said -> assertThat(said)
                        .contains("..2026-03-01T00:00 done of all", "foz backfill silver.sales", "foz run --rebuild"));
        assertThat(sales()).containsExactly("1 | 10", "2 | 20", "3 | 4");

        assertThat(backfill(story.site, new BackfillOrder(Optional.empty(), Optional.empty(), Optional.empty())))
                .as("one slice was left")
                .hasSize(1);
        assertThat(sales()).as("as of when it began").containsExactly("1 | 10", "2 | 20", "3 | 40");
        story.runs();
        assertThat(sales()).containsExactly("1 | 10", "2 | 20", "3 | 40", "5 | 80");
        assertThat(story.one("SELECT units FROM gold.total")).isEqualTo("150");
    }

    @Test
    void killedWithinASliceNothingOfItIsSeen() {
        story.write("sql/silver/sales.sql", "SELECT id, units * 10 AS units, sold_at FROM bronze.sales");
        Site mortal = story.site.watchedBy(new DiesAt("table-computed", 2), Progress.UNWATCHED);
        assertThatThrownBy(() -> backfill(mortal, ALL)).isInstanceOf(Death.class);
        assertThat(sales()).containsExactly("1 | 10", "2 | 2", "3 | 4");
        assertThat(backfill(story.site, ALL)).hasSize(2);
        assertThat(sales()).containsExactly("1 | 10", "2 | 20", "3 | 40");
        story.runs();
    }

    @Test
    void aRangeOfAnUnchangedTableIsComputedFromAllThatIsThere() {
        arrives("2", "5,8,2026-02-03T00:00:00");
        try (Platform platform = Platform.forWriting(story.site)) {
            assertThat(platform.run(story.pipeline()).failures()).isEmpty();
        }
        assertThat(backfill(story.site, between("2026-02-01T00:00", "2026-03-01T00:00")))
                .hasSize(1);
        assertThat(sales()).containsExactly("1 | 1", "2 | 2", "3 | 4", "5 | 8");
        assertThat(rejected()).isEqualTo("1");
        story.runs();
        assertThat(story.one("SELECT units FROM gold.total")).isEqualTo("15");
    }

    @Test
    void aPartOfAChangedTableLeavesTheRestToBeDone() {
        story.write("sql/silver/sales.sql", "SELECT id, units * 10 AS units, sold_at FROM bronze.sales");
        backfill(story.site, between("2026-03-01T00:00", "2026-04-01T00:00"));
        assertThat(sales()).containsExactly("1 | 1", "2 | 2", "3 | 40");
        assertThat(story.run().failures()).hasSize(2);
        assertThat(story.rebuild("silver.sales").failures()).isEmpty();
        assertThat(sales()).containsExactly("1 | 10", "2 | 20", "3 | 40");
    }

    @Test
    void aTableIsPutBackAndTheNextRunBringsItUpToDate() {
        long first = snapshots(SILVER).getLast().id();
        arrives("2", "5,8,2026-02-03T00:00:00", "6,0,2026-02-03T00:00:00");
        story.runs();
        try (Platform platform = Platform.forWriting(story.site)) {
            var rollback = platform.rollback(story.pipeline());
            rollback.to(SILVER, rollback.meant(SILVER, OptionalLong.of(first), Optional.empty()));
        }
        assertThat(sales()).containsExactly("1 | 1", "2 | 2", "3 | 4");
        story.runs();
        assertThat(sales()).containsExactly("1 | 1", "2 | 2", "3 | 4", "5 | 8");
        assertThat(rejected()).as("what was refused is there once").isEqualTo("2");
        assertThat(story.one("SELECT units FROM gold.total")).isEqualTo("15");
    }

    @Test
    void aTableWithoutRulesFollowsFromWhereItWasPutBack() {
        TableName gold = new TableName("gold", "total");
        long first = snapshots(gold).getLast().id();
        arrives("2", "5,8,2026-02-03T00:00:00");
        story.runs();
        try (Platform platform = Platform.forWriting(story.site)) {
            var rollback = platform.rollback(story.pipeline());
            rollback.to(gold, rollback.meant(gold, OptionalLong.of(first), Optional.empty()));
        }
        assertThat(story.one("SELECT units FROM gold.total")).isEqualTo("7");
        assertThat(story.runs().tables().stream().flatMap(o -> o.accounts().stream()))
                .extracting(BatchRow::how)
                .doesNotContain("whole")
                .hasSize(1);
        assertThat(story.one("SELECT units FROM gold.total")).isEqualTo("15");
    }

    @Test
    void bronzeIsNotPutBack() {
        TableName bronze = TableName.bronze("sales");
        try (Platform platform = Platform.forWriting(story.site)) {
            var rollback = platform.rollback(story.pipeline());
            Snapshot snapshot = platform.lake().history().snapshots(bronze).getFirst();
            assertThatThrownBy(() -> rollback.to(bronze, snapshot))
                    .hasMessageContaining("holds what its files hold")
                    .hasMessageContaining("removed-file: withdraw");
        }
    }

    @Test
    void withoutAColumnOfTimeItSaysWhatThereIs() {
        assertThatThrownBy(() -> backfill(
                        story.site, new BackfillOrder(Optional.of("units"), Optional.empty(), Optional.empty())))
                .hasMessageContaining("no column units that is a date or a timestamp")
                .hasMessageContaining("sold_at");
    }

    private List<Snapshot> snapshots(TableName table) {
        try (Platform platform = Platform.forReading(story.site)) {
            return platform.lake().history().snapshots(table);
        }
    }

    /** Ends the work at the n-th time that it comes to a step. */
    private static final class DiesAt implements Steps {

        private final String step;
        private int left;

        DiesAt(String step, int times) {
            this.step = step;
            this.left = times;
        }

        @Override
        public void reached(String name) {
            if (name.equals(step) && --left == 0) {
                throw new Death();
            }
        }
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }
}
