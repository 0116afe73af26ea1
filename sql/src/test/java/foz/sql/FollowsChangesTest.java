package foz.sql;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.sql.Incremental;
import foz.api.sql.Query;
import foz.testkit.sql.QueryShapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A table that follows its inputs' changes equals a full computation, after each round of random histories. More of them:
 * {@code -Dfoz.histories=50}; others: {@code -Dfoz.seed=7}.
 */
class FollowsChangesTest {

    private static final QueryShapes SHAPES = QueryShapes.read();
    private static final Histories HISTORIES = new Histories(SHAPES);
    private static final int COUNT = Integer.getInteger("foz.histories", 2);
    private static final long SEED = Long.getLong("foz.seed", 1);

    static Stream<QueryShapes.Shape> shapes() {
        return SHAPES.shapes().stream();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void none_is_computed_whole(QueryShapes.Shape shape) {
        assertThat(HISTORIES.query(shape.sql()).incremental()).isNotInstanceOf(Incremental.Whole.class);
    }

    static Stream<QueryShapes.Shape> staged() {
        return Stream.of(
                new QueryShapes.Shape(
                        "first two",
                        "SELECT product, count(*) AS n FROM bronze.orders GROUP BY product ORDER BY n DESC, product"
                                + " LIMIT 2"),
                new QueryShapes.Shape(
                        "above the mean",
                        "SELECT order_id FROM bronze.orders WHERE amount > (SELECT avg(amount) FROM bronze.orders)"),
                new QueryShapes.Shape(
                        "rank of all",
                        "SELECT product, sum(quantity) AS units, rank() OVER (ORDER BY sum(quantity) DESC) AS place"
                                + " FROM bronze.orders GROUP BY product"));
    }

    @ParameterizedTest
    @MethodSource("staged")
    void equals_a_full_computation_also_by_stages(QueryShapes.Shape shape) {
        assertThat(HISTORIES.query(shape.sql()).stages()).isNotEmpty();
        equals_a_full_computation_after_each_round(shape);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void equals_a_full_computation_after_each_round(QueryShapes.Shape shape) {
        Query query = HISTORIES.query(shape.sql());
        List<String> ways = new ArrayList<>();
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            List<History.Round> rounds = HISTORIES.history(query, seed);
            Optional<String> failure = HISTORIES.failure(query, rounds, ways);
            if (failure.isPresent()) {
                List<History.Round> small = HISTORIES.shrunk(query, rounds);
                throw new AssertionError("seed " + seed + ", " + shape.name() + "\n" + shape.sql() + "\n"
                        + Histories.told(small)
                        + HISTORIES.failure(query, small, ways).orElse(failure.get()));
            }
        }
        assertThat(ways).hasSize(4 * COUNT);
    }
}
