package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.BatchRow;
import foz.app.platform.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two layers follow what happens to the files below them, and nothing is computed whole twice. */
class FollowingTest {

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void twoLayers() {
        story = Story.in(folder, Map.of());
        story.write("foz.yaml", """
            pipeline: shop
            time-zone: UTC
            sources:
              sales:
                kind: files
                from: in/*.csv
                format: csv
                columns: {id: long, product: string, units: int, sold_at: timestamp}
                changed-file: replace
                removed-file: withdraw
            tables:
              silver.sales:
                expect:
                  quarantine: {some: "units > 0"}
            """);
        story.write("sql/silver/sales.sql", """
            SELECT id, product, units, sold_at FROM bronze.sales WHERE product <> 'gift'
            """);
        story.write("sql/gold/daily.sql", """
            SELECT CAST(date_trunc('day', sold_at) AS date) AS day, product, SUM(units) AS units, COUNT(*) AS sales
            FROM silver.sales GROUP BY 1, 2
            """);
        story.write("sql/gold/best.sql", """
            SELECT product, MAX(units) AS most FROM silver.sales GROUP BY product
            """);
    }

    private void arrives(String name, String... rows) {
        story.write("in/" + name + ".csv", "id,product,units,sold_at\n" + String.join("\n", rows) + "\n");
    }

    private List<String> daily() {
        return story.ask("SELECT day, product, units, sales FROM gold.daily ORDER BY ALL");
    }

    private static List<String> ways(RunReport report) {
        return report.tables().stream()
                .flatMap(outcome -> outcome.accounts().stream())
                .map(BatchRow::how)
                .toList();
    }

    @Test
    void arrivalsReplacementsWithdrawalsAndLateRows() {
        arrives("1", "1,pen,2,2026-01-01T10:00:00", "2,ink,3,2026-01-01T11:00:00", "3,gift,1,2026-01-01T12:00:00");
        assertThat(ways(story.runs())).containsOnly("whole");
        arrives("2", "4,pen,5,2026-01-02T10:00:00", "5,pen,0,2026-01-02T10:00:00");
        assertThat(ways(story.runs())).doesNotContain("whole").hasSize(3);
        assertThat(daily())
                .containsExactly("2026-01-01 | ink | 3 | 1", "2026-01-01 | pen | 2 | 1", "2026-01-02 | pen | 5 | 1");
        assertThat(story.ask("SELECT product, most FROM gold.best ORDER BY ALL"))
                .containsExactly("ink | 3", "pen | 5");

        arrives("2", "4,pen,4,2026-01-02T10:00:00", "5,pen,1,2026-01-02T10:00:00");
        assertThat(ways(story.runs())).as("a file was replaced").doesNotContain("whole");
        assertThat(daily())
                .containsExactly("2026-01-01 | ink | 3 | 1", "2026-01-01 | pen | 2 | 1", "2026-01-02 | pen | 5 | 2");
        assertThat(story.ask("SELECT product, most FROM gold.best ORDER BY ALL"))
                .containsExactly("ink | 3", "pen | 4");
        assertThat(story.one("SELECT count(*) FROM system.quarantine WHERE origin = 'silver.sales'"))
                .as("what was refused of the earlier file is gone with it")
                .isEqualTo("0");

        arrives("3", "6,ink,7,2026-01-01T23:00:00", "7,pen,0,2026-01-03T23:00:00");
        assertThat(ways(story.runs())).as("rows came late").doesNotContain("whole");
        assertThat(daily())
                .containsExactly("2026-01-01 | ink | 10 | 2", "2026-01-01 | pen | 2 | 1", "2026-01-02 | pen | 5 | 2");
        assertThat(story.one("SELECT count(*) FROM system.quarantine WHERE origin = 'silver.sales'"))
                .isEqualTo("1");

        story.delete("in/1.csv");
        assertThat(ways(story.runs())).as("a file was withdrawn").doesNotContain("whole");
        assertThat(daily()).containsExactly("2026-01-01 | ink | 7 | 1", "2026-01-02 | pen | 5 | 2");
        assertThat(story.ask("SELECT product, most FROM gold.best ORDER BY ALL"))
                .containsExactly("ink | 7", "pen | 4");
        assertThat(ways(story.runs())).isEmpty();
    }

    @Test
    void aTableIsRebuiltOnRequestAndWhatReadsItGoesOn() {
        arrives("1", "1,pen,2,2026-01-01T10:00:00");
        story.runs();
        RunReport report = story.rebuild("silver.sales");
        assertThat(report.failures()).isEmpty();
        assertThat(report.tables().stream().flatMap(o -> o.accounts().stream()))
                .filteredOn(row -> row.origin().equals("silver.sales"))
                .extracting(BatchRow::how, BatchRow::because)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("whole", "a rebuild was asked for"));
        assertThat(daily()).containsExactly("2026-01-01 | pen | 2 | 1");
    }

    @Test
    void whatBringsNoRowsMovesThePositionAlone() {
        arrives("1", "1,pen,2,2026-01-01T10:00:00");
        story.runs();
        arrives("2", "2,gift,2,2026-01-01T10:00:00");
        assertThat(ways(story.runs()))
                .as("silver has read the gift; gold has nothing to do")
                .hasSize(1);
        assertThat(ways(story.runs())).isEmpty();
        arrives("3", "3,pen,2,2026-01-01T10:00:00");
        assertThat(ways(story.runs())).hasSize(3);
        assertThat(daily()).containsExactly("2026-01-01 | pen | 4 | 2");
    }
}
