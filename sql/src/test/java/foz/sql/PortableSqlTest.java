package foz.sql;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.failure.Sentence;
import foz.api.sql.Query;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PortableSqlTest {

    private static final PortableSql SQL = new PortableSql();
    private static final Schema ORDERS = Objects.requireNonNull(Shop.TABLES.get(new TableName("bronze", "orders")));
    private static final Place PLACE = new Place("foz.yaml", 31, 29);

    @ParameterizedTest
    @EnumSource(SqlProblem.class)
    void every_problem_has_a_sentence(SqlProblem problem) {
        assertThat(Sentence.isWritten(problem)).isTrue();
    }

    @Test
    void a_condition_is_compiled_over_the_names_of_the_columns() {
        Checked<String> checked = SQL.condition("quantity > 0 AND addr.city IS NOT NULL", PLACE, ORDERS, Shop.ZONE);
        assertThat(checked)
                .isEqualTo(new Checked.Good<>("((\"quantity\" > 0) AND ((\"addr\").\"city\" IS NOT NULL))", List.of()));
    }

    @Test
    void a_condition_may_look_at_the_origin() {
        assertThat(SQL.condition("_record > 1", PLACE, ORDERS, Shop.ZONE))
                .isEqualTo(new Checked.Good<>("(\"_record\" > 1)", List.of()));
    }

    @Test
    void a_condition_uses_the_calendar_of_the_zone() {
        Checked<String> checked = SQL.condition("date(created_tz) = d", PLACE, ORDERS, ZoneId.of("America/Sao_Paulo"));
        assertThat(checked)
                .isEqualTo(new Checked.Good<>(
                        "(CAST(timezone('America/Sao_Paulo', \"created_tz\") AS DATE) = \"d\")", List.of()));
    }

    @Test
    void a_condition_is_about_one_row_and_true_or_false() {
        assertThat(Stream.of(
                                "amount",
                                "sum(amount) > 3",
                                "EXISTS (SELECT 1 FROM bronze.orders)",
                                "nope = 1",
                                "quantity >")
                        .map(PortableSqlTest::problem))
                .containsExactly(
                        "foz.yaml:31:29: a condition must be true or false, found decimal(12,2)",
                        "foz.yaml:31:29: an aggregate or window function has no place in a condition on one row",
                        "foz.yaml:31:29: a condition on one row can't ask another query",
                        "foz.yaml:31:29: there's no column nope",
                        "foz.yaml:31:39: found the end of the query: expected a column or a value");
    }

    private static String problem(String condition) {
        return ((Checked.Refused<String>) SQL.condition(condition, PLACE, ORDERS, Shop.ZONE))
                .problems()
                .getFirst()
                .toString();
    }

    @Test
    void places_count_from_the_first_character_of_the_query() {
        Checked<Query> checked = SQL.query(
                Shop.TARGET,
                "SELECT a,\n b AS c FROM bronze.orders",
                new Place("orders.sql", 3, 5),
                Shop.TABLES,
                Shop.ZONE);
        assertThat(((Checked.Refused<Query>) checked)
                        .problems().stream().map(p -> p.place().toString()))
                .containsExactly("orders.sql:3:12", "orders.sql:4:2");
    }

    @Test
    void inputs_are_named_in_order_without_a_schema_at_hand() {
        Checked<List<TableName>> inputs = SQL.inputs(
                "WITH a AS (SELECT * FROM bronze.x) SELECT * FROM a JOIN silver.y USING (k) WHERE k IN (SELECT k FROM"
                        + " gold.z)",
                PLACE);
        assertThat(inputs)
                .isEqualTo(new Checked.Good<>(
                        List.of(new TableName("bronze", "x"), new TableName("silver", "y"), new TableName("gold", "z")),
                        List.of()));
    }

    @Test
    void inputs_of_what_is_no_query_are_a_problem() {
        assertThat(SQL.inputs("SELECT FROM", PLACE)).isInstanceOf(Checked.Refused.class);
    }
}
