package foz.spec;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import foz.api.sql.Incremental;
import foz.api.sql.Query;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a table is another table, and has to be rebuilt. */
class DefinitionTest {

    @TempDir
    Path folder;

    private final Story story = Stories.named("valid.txt");

    private String definition(String file, String from, String to) throws IOException {
        story.read(folder);
        String text = story.files().getOrDefault(file, "");
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
        Checked<Pipeline> checked = Story.reader().read(folder, Environment.plain(Story.VARIABLES));
        assertThat(checked).as(Story.said(checked, folder)).isInstanceOf(Checked.Good.class);
        return ((Checked.Good<Pipeline>) checked)
                .value()
                .table(new TableName("silver", "orders"))
                .orElseThrow()
                .definition();
    }

    private boolean rebuilds(String file, String from, String to) throws IOException {
        return !definition(file, from, to).equals(definition(file, from, from));
    }

    @Test
    void wordsAboutTheQueryRebuildNothing() throws IOException {
        assertThat(rebuilds("sql/silver/orders.sql", "-- what was sold", "-- what was not returned"))
                .isFalse();
        assertThat(rebuilds("sql/silver/orders.sql", "SELECT ", "SELECT\n   ")).isFalse();
    }

    @Test
    void anotherQueryRebuilds() throws IOException {
        assertThat(rebuilds("sql/silver/orders.sql", "FROM", ", address FROM")).isTrue();
    }

    @Test
    void anotherQueryOfAStageRebuilds() {
        assertThat(overStage("SELECT 1 AS n")).isNotEqualTo(overStage("SELECT 2 AS n"));
        assertThat(overStage("SELECT 1 AS n")).isEqualTo(overStage("SELECT 1  AS n"));
    }

    private static String overStage(String sql) {
        TableName best = new TableName("gold", "best");
        Query stage = query(sql, List.of());
        Query query = query("SELECT n FROM \"gold\".\"best$1\"", List.of(new Query.Stage(best.part("1"), stage)));
        return new Definition(query, Map.of(), ZoneId.of("UTC")).of(List.of(), Optional.empty(), List.of(), List.of());
    }

    private static Query query(String sql, List<Query.Stage> stages) {
        Schema columns = new Schema(List.of(Field.optional("n", Type.Primitive.INT)));
        return new Query(
                columns,
                Set.of(),
                Query.Shape.WHOLE,
                "",
                sql,
                Optional.empty(),
                List.of(),
                new Incremental.Whole(""),
                stages);
    }

    @Test
    void whatTakesRowsAwayOrLaysThemOutRebuilds() throws IOException {
        assertThat(rebuilds("foz.yaml", "keep: first", "keep: last")).isTrue();
        assertThat(rebuilds("foz.yaml", "key: [order_id, product, quantity, ordered_at]", "key: [order_id]"))
                .isTrue();
        assertThat(rebuilds("foz.yaml", "\"quantity > 0\"", "\"quantity >= 0\""))
                .isTrue();
        assertThat(rebuilds("foz.yaml", "bucket(16, order_id)", "bucket(8, order_id)"))
                .isTrue();
        assertThat(rebuilds("foz.yaml", "${ZONE}  ", "UTC")).isTrue();
    }

    @Test
    void aRuleThatOnlyWarnsAndTheTextOfARuleRebuildNothing() throws IOException {
        assertThat(rebuilds("foz.yaml", "known-price: price IS NOT NULL", "known-product: product IS NOT NULL"))
                .isFalse();
        assertThat(rebuilds("foz.yaml", "at-once: 2", "at-once: 3")).isFalse();
    }

    @Test
    void theTypeOfAnInputColumnRebuilds() throws IOException {
        assertThat(rebuilds(
                        "foz.yaml",
                        "{type: int, from: \"Quantity Ordered\"}",
                        "{type: long, from: \"Quantity Ordered\"}"))
                .isTrue();
        assertThat(rebuilds("foz.yaml", "{type: string, formerly: place}", "{type: int, formerly: place}"))
                .isFalse();
    }

    @Test
    void commentsThatAFrontLeavesInDontCount() {
        String bare = "SELECT '-- no comment', \"--\" FROM t";
        assertThat(Definition.bare("SELECT '-- no comment', -- one\n  \"--\"/* it's two */FROM\tt -- end"))
                .isEqualTo(bare);
        assertThat(Definition.bare(bare)).isEqualTo(bare);
        assertThat(Definition.bare("SELECT 'a  b', 'it''s'")).isEqualTo("SELECT 'a  b', 'it''s'");
    }

    @Test
    void whereSignsAreDoubtfulTheTextStaysWhole() {
        for (String doubtful : new String[] {"SELECT $$ -- $$", "SELECT E'\\'  --'", "SELECT /* /* a */ 1 */ 2"}) {
            assertThat(Definition.bare(doubtful)).isEqualTo(doubtful);
        }
    }
}
