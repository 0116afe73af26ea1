package foz.sql;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.sql.Incremental;
import foz.api.sql.Query;
import foz.api.sql.Query.ColumnLineage;
import foz.api.sql.Query.Origin;
import foz.api.sql.Query.Stage;
import foz.api.type.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where queries are cut into stages, and that the parts together yield what the whole does. */
class StagesTest {

    static Stream<Story> stories() {
        return Story.in("stages.txt");
    }

    @ParameterizedTest
    @MethodSource("stories")
    void is_cut_as_told(Story story) {
        assertThat(told(cut(story.sql(), StagesTest::follows))).isEqualTo(story.expected());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void yields_what_the_whole_does(Story story) throws SQLException {
        Query whole = whole(story.sql());
        Query cut = cut(story.sql(), StagesTest::follows);
        assertThat(cut.columns().visible()).isEqualTo(whole.columns().visible());
        assertThat(cut.lineage()).isEqualTo(whole.lineage());
        try (Shop shop = new Shop()) {
            shop.fill(cut.stages());
            assertThat(shop.rows(cut.executable()))
                    .containsExactlyInAnyOrderElementsOf(shop.rows(whole.executable()))
                    .isNotEmpty();
        }
    }

    /** Every part of every query of TPC-H that validates may follow, or none may: the parts are found alike. */
    @ParameterizedTest
    @MethodSource("foz.sql.TpchTest#queries")
    void a_query_with_nothing_that_follows_stays_whole(Story story) {
        QueryCheck check = new QueryCheck(Shop.TARGET, story.sql(), PLACE, TpchTest.TABLES, Shop.ZONE);
        Query whole = good(check.checked());
        assertThat(check.cut(whole, (tree, stages) -> check.part(tree, stages).map(StagesTest::unfollowable)))
                .isEqualTo(whole);
    }

    @Test
    void columns_of_a_stage_over_a_stage_come_from_base_tables() {
        Query cut = cut("""
            SELECT n, count(*) AS countries FROM (
              SELECT country, count(*) AS n FROM bronze.orders
              WHERE customer_id IN (SELECT customer_id FROM bronze.orders GROUP BY customer_id HAVING count(*) > 1)
              GROUP BY country HAVING count(*) > (SELECT min(quantity) FROM bronze.orders)) AS busy
            GROUP BY n ORDER BY countries DESC, n LIMIT 1
            """, query -> query.executable().contains("HAVING") ? Optional.empty() : follows(query));
        Set<TableName> origins = cut.stages().stream()
                .flatMap(s -> s.query().lineage().stream())
                .map(ColumnLineage::origins)
                .flatMap(List::stream)
                .map(Origin::table)
                .collect(Collectors.toSet());
        assertThat(cut.stages()).hasSizeGreaterThan(1);
        assertThat(origins).containsExactly(new TableName("bronze", "orders"));
    }

    private static final Place PLACE = new Place("stages.sql", 1, 1);

    private static Query whole(String sql) {
        return good(new QueryCheck(Shop.TARGET, sql, PLACE, Shop.TABLES, Shop.ZONE).checked());
    }

    private static Query cut(String sql, Function<Query, Optional<Query>> following) {
        QueryCheck check = new QueryCheck(Shop.TARGET, sql, PLACE, Shop.TABLES, Shop.ZONE);
        return check.cut(
                good(check.checked()),
                (tree, stages) ->
                        check.part(tree, stages).map(q -> following.apply(q).orElse(unfollowable(q))));
    }

    private static Query good(Checked<Query> checked) {
        return switch (checked) {
            case Checked.Good<Query> good -> good.value();
            case Checked.Refused<Query> refused -> throw new AssertionError(refused.problems());
        };
    }

    /** As if whatever compares with no other query and takes all rows could follow changes. */
    private static Optional<Query> follows(Query query) {
        boolean hard = query.executable().contains("> (SELECT")
                || query.executable().contains("= (SELECT")
                || query.executable().contains(" LIMIT ")
                || query.executable().contains("OVER (")
                || query.executable().contains("OVER \"");
        return hard ? Optional.empty() : Optional.of(with(query, new Incremental.Rows("it is so", List.of(), "")));
    }

    private static Query unfollowable(Query query) {
        return with(query, new Incremental.Whole("nothing follows"));
    }

    private static Query with(Query query, Incremental incremental) {
        return new Query(
                query.columns(),
                query.inputs(),
                query.shape(),
                query.reason(),
                query.executable(),
                query.countFiltered(),
                query.lineage(),
                incremental,
                query.stages());
    }

    /** Each stage with what it reads and yields, then what the rest reads. */
    private static List<String> told(Query query) {
        List<String> lines = new ArrayList<>();
        for (Stage stage : query.stages()) {
            lines.add(stage.table().name() + " < " + names(stage.query().inputs()) + ": "
                    + String.join(", ", stage.query().columns().visible().names()));
        }
        lines.add("rest < " + names(query.inputs()) + ": " + query.incremental().because());
        return lines;
    }

    private static String names(Set<TableName> tables) {
        return new TreeSet<>(tables).stream().map(TableName::name).collect(Collectors.joining(" "));
    }
}
