package foz.sql;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.sql.Query;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of the reference page, run on DuckDB. */
class FunctionExampleTest {

    private static final String FOUR_ROWS =
            " FROM (VALUES (1, 'a'), (2, 'a'), (3, 'b'), (CAST(NULL AS int), 'b')) AS t(n, s)";

    private static Shop shop;

    @BeforeAll
    static void open() throws SQLException {
        shop = new Shop();
    }

    @AfterAll
    static void close() throws SQLException {
        shop.close();
    }

    static Stream<Arguments> examples() {
        return Functions.all().flatMap(f -> f.examples().stream().map(e -> Arguments.of(f, e.expression(), e.value())));
    }

    @ParameterizedTest(name = "{1} is {2}")
    @MethodSource("examples")
    void has_the_documented_value(Function function, String expression, String value) throws SQLException {
        boolean rows = function.sort() == Function.Sort.AGGREGATE || function.sort() == Function.Sort.WINDOW;
        String order = function.sort() == Function.Sort.WINDOW ? " ORDER BY n NULLS LAST, s" : "";
        String sql = "SELECT " + expression + " AS v" + (rows ? FOUR_ROWS : "") + order;
        Checked<Query> checked =
                new PortableSql().query(Shop.TARGET, sql, new Place("example", 1, 1), Shop.TABLES, Shop.ZONE);
        assertThat(checked).as(sql).isInstanceOf(Checked.Good.class);
        String executable = ((Checked.Good<Query>) checked).value().executable();
        List<String> found = shop.rows(executable);
        assertThat(String.join(", ", found).replace("null", "NULL"))
                .as(executable)
                .isEqualTo(value);
    }

    @Test
    void every_function_that_has_one_value_at_all_times_has_an_example() {
        assertThat(Functions.all()
                        .filter(f -> f.sort() != Function.Sort.VOLATILE
                                && f.examples().isEmpty())
                        .map(Function::name))
                .isEmpty();
    }
}
