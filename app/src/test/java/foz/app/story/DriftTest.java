package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Outcome;
import foz.api.failure.Sentence;
import foz.app.platform.RunReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sequences in which columns, rules or keys change while files come and go. */
class DriftTest {

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void aPipelineThatEvolves() {
        story = Story.in(folder, Map.of());
        pipeline("50%", "quantity > 0");
        story.write("sql/silver/sales.sql", "SELECT id, quantity FROM bronze.sales");
    }

    private void pipeline(String most, String rule) {
        story.write("foz.yaml", """
            pipeline: shop
            time-zone: UTC
            sources:
              sales:
                kind: files
                from: in/*
                format: csv
                columns:
                  id: {type: long, required: true}
                  quantity: {type: int, from: Quantity Ordered}
                on-drift: evolve
                max-bad: %s
            tables:
              silver.sales:
                key: [id]
                duplicates: {keep: first, by: quantity}
                expect: {quarantine: {some: "%s"}}
            """.formatted(most, rule));
    }

    @Test
    void anUndeclaredColumnStaysWhenALaterFileLacksItAndAnotherIsReplaced() {
        story.write("in/a.csv", "id,Quantity Ordered,shop\n1,1,North\n");
        story.write("in/b.csv", "id,Quantity Ordered,shop\n2,2,South\n");
        story.runs();
        story.write("in/c.csv", "id,Quantity Ordered\n3,3\n");
        story.runs();
        story.write("in/a.csv", "id,Quantity Ordered\n1,11\n");
        story.runs();
        assertThat(story.ask("SELECT id, quantity, shop FROM bronze.sales ORDER BY id"))
                .containsExactly("1 | 11 | null", "2 | 2 | South", "3 | 3 | null");
    }

    @Test
    void anUndeclaredColumnNamedLikeADeclaredOneIsRefusedInPlainWords() {
        story.write("in/a.csv", "id,Quantity Ordered,Quantity\n1,1,one\n");
        story.write("in/b.csv", "id,Quantity Ordered,shop\n2,2,South\n");
        story.write("in/c.csv", "id,Quantity Ordered,Shop\n3,3,West\n");
        assertThat(said(story.run()))
                .contains("the column Quantity of in/a.csv can't be added to bronze.sales, which has a column quantity")
                .contains("the column Shop of in/c.csv can't be added to bronze.sales, which has a column shop");
        assertThat(story.ask("SELECT id, quantity FROM bronze.sales")).containsExactly("2 | 2");
    }

    @Test
    void aRebuildReplacesOnlyWhatTheTablePutIntoTheQuarantine() {
        story.write("in/a.csv", "id,Quantity Ordered\n1,1\nx,1\n2,0\n3,-1\n4,0\n");
        story.runs();
        assertThat(quarantine()).isEqualTo("sales 1, silver.sales 3");
        pipeline("50%", "quantity >= 0");
        story.runs();
        assertThat(quarantine()).isEqualTo("sales 1, silver.sales 1");
        pipeline("50%", "quantity > -5");
        story.runs();
        assertThat(quarantine()).isEqualTo("sales 1");
        pipeline("50%", "quantity > 0");
        story.runs();
        assertThat(quarantine()).isEqualTo("sales 1, silver.sales 3");
    }

    @Test
    void aKeyHoldsOverFilesThatComeOneByOne() {
        story.write("in/a.csv", "id,Quantity Ordered\n1,1\n");
        story.runs();
        story.write("in/b.csv", "id,Quantity Ordered\n1,2\n2,2\n");
        story.runs();
        assertThat(story.ask("SELECT id, quantity FROM silver.sales ORDER BY id"))
                .containsExactly("1 | 1", "2 | 2");
        story.write("in/a.csv", "id,Quantity Ordered\n9,9\n");
        story.runs();
        assertThat(story.ask("SELECT id, quantity FROM silver.sales ORDER BY id"))
                .containsExactly("1 | 2", "2 | 2", "9 | 9");
    }

    @Test
    void afterTooManyBadRowsAMendedFileOrAHigherLimitIsEnough() {
        StringBuilder rows = new StringBuilder("id,Quantity Ordered\n");
        for (int i = 1; i <= 200; i++) {
            rows.append(i % 2 == 0 ? "x" : i).append(",1\n");
        }
        pipeline("5%", "quantity > 0");
        story.write("in/a.csv", rows.toString());
        assertThat(story.run().failures()).hasSize(1);
        pipeline("60%", "quantity > 0");
        story.runs();
        assertThat(story.one("SELECT count(*) FROM silver.sales")).isEqualTo("100");
        assertThat(story.runs().sources()).flatMap(Outcome::accounts).isEmpty();
    }

    private String quarantine() {
        return story.one("""
            SELECT string_agg(origin || ' ' || n, ', ' ORDER BY origin)
            FROM (SELECT origin, count(*) AS n FROM system.quarantine GROUP BY origin)\
            """);
    }

    private static String said(RunReport report) {
        Stream<String> failures = report.failures().stream().map(Throwable::getMessage);
        Stream<String> notes =
                report.sources().stream().flatMap(o -> o.notes().stream()).map(Sentence::text);
        return Stream.concat(failures, notes).collect(Collectors.joining("\n"));
    }
}
