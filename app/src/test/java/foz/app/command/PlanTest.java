package foz.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import foz.app.story.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What foz explain and foz plan say, and that neither writes anything. */
class PlanTest {

    private static final String YAML = """
        pipeline: shop
        time-zone: UTC
        sources:
          sales:
            kind: files
            from: in/*.csv
            format: csv
            columns: {id: long, product: string, units: int, sold_at: timestamp}
        tables:
          gold.nightly: {refresh: {every: 1d}}
        """;

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void twoLayers() {
        story = Story.in(folder, Map.of());
        story.write("foz.yaml", YAML);
        story.write("sql/silver/sales.sql", "SELECT id, product, units, sold_at FROM bronze.sales");
        story.write("sql/gold/total.sql", "SELECT product, SUM(units) AS units FROM silver.sales GROUP BY product");
        story.write("sql/gold/nightly.sql", "SELECT COUNT(*) AS sales FROM silver.sales");
        arrives("1", "1,pen,2,2026-01-01T10:00:00");
    }

    private void arrives(String name, String row) {
        story.write("in/" + name + ".csv", "id,product,units,sold_at\n" + row + "\n");
    }

    private String foz(String... arguments) {
        Called called = Called.in(folder, arguments);
        assertThat(called.code()).as(called.err()).isZero();
        return called.out();
    }

    @Test
    void beforeTheFirstRunEverythingIsNew() {
        assertThat(foz("plan"))
                .contains("bronze.sales: takes in 1 file", "silver.sales: new", "gold.total: new")
                .contains("Nothing has been written");
        assertThat(folder.resolve(".foz/catalog.db")).doesNotExist();
    }

    @Test
    void afterARunThereIsNothingToDo() {
        story.runs();
        assertThat(foz("plan")).isEqualTo("Nothing to do: every table is as the folder says and up to date.\n");
    }

    @Test
    void aChangedQueryReachesWhatReadsIt() throws Exception {
        story.runs();
        story.write(
                "sql/silver/sales.sql",
                "SELECT id, product, CAST(units AS bigint) AS units, units > 1 AS many FROM bronze.sales");
        String said = foz("plan");
        assertThat(said)
                .contains(
                        "silver.sales: whole, because its SQL or settings changed",
                        "column units becomes long, was int",
                        "column many boolean is new",
                        "column sold_at goes",
                        "reads all of bronze.sales: 1 row",
                        "gold.total: whole")
                .doesNotContain("takes in");
        long before = Files.size(folder.resolve(".foz/catalog.db"));
        assertThat(foz("plan", "--output", "json")).contains("\"what\" : \"whole\"");
        assertThat(Files.size(folder.resolve(".foz/catalog.db"))).isEqualTo(before);
    }

    @Test
    void filesThatWaitAreToldAndWhatReadsThemFollows() {
        story.runs();
        arrives("2", "2,ink,3,2026-01-01T10:00:00");
        assertThat(foz("plan"))
                .contains("bronze.sales: takes in 1 file", "silver.sales: follows what changed (append)")
                .contains("gold.total: follows what changed (merge)", "gold.nightly: waits");
    }

    @Test
    void renamedAndDroppedColumnsAndTablesThatAreGoneAreTold() {
        story.runs();
        story.write(
                "foz.yaml",
                YAML.replace("product: string", "article: {type: string, formerly: product}")
                        .replace(", sold_at: timestamp}", "}\n    dropped: [sold_at]"));
        story.write("sql/silver/sales.sql", "SELECT id, article AS product, units FROM bronze.sales");
        story.delete("sql/gold/total.sql");
        assertThat(foz("plan"))
                .contains("column product is renamed to article", "column sold_at is dropped")
                .contains("gold.total: is no longer in the folder");
    }

    @Test
    void explainSaysHowAndWhyAndWhatItCost() {
        story.runs();
        arrives("2", "2,ink,3,2026-01-01T10:00:00");
        story.runs();
        arrives("3", "3,ink,4,2026-01-01T10:00:00");
        assertThat(foz("explain", "gold.total"))
                .contains("gold.total: merge", "Partial aggregates of what changed", "because ")
                .contains("whenever an input changed", "up to date", "last refreshes", "whole", "it is new");
        assertThat(foz("explain", "gold.nightly"))
                .contains("once 1 d have passed", "next at 2026-03-02 12:00", "behind");
        assertThat(foz("explain")).contains("silver.sales", "append").doesNotContain("computed whole");
        assertThat(foz("explain", "gold.total", "--output", "json"))
                .contains("\"way\" : \"merge\"", "\"rows-read\" : 1", "\"advice\" : [");
    }

    @Test
    void explainOfATableComputedWholeSaysWhatWouldHelp() {
        story.write("foz.yaml", YAML + "  gold.total: {sql: duckdb}\n");
        story.runs();
        assertThat(foz("explain", "gold.total"))
                .contains("gold.total: whole", "What would make it cheaper", "portable SQL");
    }

    @Test
    void statusSaysHowTablesWereRefreshedAndWhoseTurnComesNext() {
        story.runs();
        arrives("2", "2,ink,3,2026-01-01T10:00:00");
        story.runs();
        assertThat(foz("status").lines().filter(line -> line.startsWith("gold.") && !line.contains("=")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("whole, next in 1 d 0 h"),
                        line -> assertThat(line).endsWith("merge"));
        assertThat(foz("status", "--output", "json")).contains("\"next-turn\" : \"2026-03-02T12:00:00Z\"");
    }

    @Test
    void maintainSaysWhatItWouldDoAndWhatItDid() {
        story.runs();
        arrives("2", "2,ink,3,2026-01-01T10:00:00");
        story.runs();
        assertThat(foz("maintain", "--dry-run"))
                .contains("bronze.sales", "2 files into 1", "Nothing has been done; to do it: foz maintain");
        assertThat(foz("maintain")).contains("bronze.sales", "2 files into 1").doesNotContain("Nothing");
        assertThat(foz("maintain", "bronze.sales", "--dry-run")).contains("No table needs anything");
        assertThat(story.one("SELECT sum(units) FROM gold.total")).isEqualTo("5");
        assertThat(story.runs().tables())
                .allSatisfy(o -> assertThat(o.accounts()).isEmpty());
    }

    @Test
    void rollbackAsksAndSaysWhatComesNext() {
        story.runs();
        Called asked = Called.in(folder, "rollback", "gold.total", "--to", "2026-04-01");
        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.err()).contains("this puts gold.total back to snapshot", "--yes");
        assertThat(foz("rollback", "gold.total", "--to", "2026-04-01", "--yes"))
                .contains("gold.total is as it was at", "The next foz run brings it up to date again");
        Called early = Called.in(folder, "rollback", "gold.total", "--to", "2020-01-01", "--yes");
        assertThat(early.err()).contains("no state of 2020-01-01", "the oldest that is kept");
    }

    @Test
    void backfillTellsEachSlice() {
        story.runs();
        assertThat(foz("backfill", "silver.sales", "--from", "2026-01", "--to", "2026-02"))
                .contains("backfill of 2026-01-01T00:00..2026-02-01T00:00 by sold_at: 1 row written")
                .contains("1 slice of silver.sales computed by sold_at");
        Called wrong = Called.in(folder, "backfill", "silver.sales", "--from", "January");
        assertThat(wrong.err()).contains("--from: expected a time such as 2024-03");
    }

    @Test
    void anUnknownTableIsNamedBesideThoseThereAre() {
        story.runs();
        Called called = Called.in(folder, "explain", "gold.totals");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("no table gold.totals", "gold.total");
    }
}
