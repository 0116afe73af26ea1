package foz.sql;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Origin;
import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.sql.Query;
import foz.api.type.Field;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What DuckDB makes of a compiled query has exactly the columns that were promised, whatever the query. */
class EmittedColumnsTest {

    private static Shop shop;

    @BeforeAll
    static void open() throws SQLException {
        shop = new Shop();
    }

    @AfterAll
    static void close() throws SQLException {
        shop.close();
    }

    static Stream<Query> queries() {
        return Stream.of("everyday.txt", "harder.txt", "meanings.txt")
                .flatMap(Story::in)
                .map(story -> new PortableSql()
                        .query(Shop.TARGET, story.sql(), new Place("story.sql", 1, 1), Shop.TABLES, Shop.ZONE))
                .flatMap(c -> c instanceof Checked.Good<Query> good ? Stream.of(good.value()) : Stream.of());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void names_and_types_are_as_declared(Query query) throws SQLException {
        List<String> declared = query.columns().fields().stream()
                .map(f -> column(f.name(), DuckDbTypes.text(f.type())))
                .toList();
        shop.fill(query.stages());
        assertThat(shop.columns(query.executable()).stream()
                        .map(c -> column(c, ""))
                        .toList())
                .isEqualTo(declared);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_query_by_row_ends_with_the_origin_and_accounts_for_each_row(Query query) throws SQLException {
        if (query.shape() == Query.Shape.ROW_BY_ROW && query.inputs().toString().contains("bronze")) {
            assertThat(query.columns().names())
                    .containsAll(Origin.COLUMNS.stream().map(Field::name).toList());
            shop.fill(query.stages());
            long yielded = shop.rows(query.executable()).size();
            long filtered = query.countFiltered().isEmpty()
                    ? 0
                    : Long.parseLong(shop.rows(query.countFiltered().get()).getFirst());
            long read = Long.parseLong(shop.rows(
                            "SELECT count(*) FROM " + query.inputs().iterator().next())
                    .getFirst());
            assertThat(filtered + yielded).isEqualTo(read);
        }
    }

    /** DuckDB writes one type in several ways. */
    private static String column(String name, String type) {
        return (name + " " + type)
                .strip()
                .replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")
                .replace("\"", "");
    }
}
