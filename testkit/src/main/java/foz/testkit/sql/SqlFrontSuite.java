package foz.testkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.api.sql.Query;
import foz.api.sql.SqlFront;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every SQL front does, whatever its language: names, types, places of mistakes. */
public abstract class SqlFrontSuite {

    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    private static final Place FILE = new Place("sql/gold/t.sql", 1, 1);
    private static final TableName SALES = new TableName("bronze", "sales");
    private static final Schema COLUMNS = new Schema(List.of(
            Field.optional("id", Primitive.LONG),
            Field.optional("product", Primitive.STRING),
            Field.optional("price", new Type.Decimal(12, 2)),
            Field.optional("sold_at", Primitive.TIMESTAMP)));

    /** The front under test. */
    protected abstract SqlFront front();

    @Test
    final void columnsHaveTheirNamesAndTypes() {
        Query query = good("SELECT id, product AS item, price, sold_at, count(*) OVER () AS n FROM bronze.sales");
        assertThat(query.columns().fields().stream().map(f -> f.name() + " " + f.type()))
                .containsExactly("id long", "item string", "price decimal(12,2)", "sold_at timestamp", "n long");
    }

    @Test
    final void inputsAreTheTablesThatAreRead() {
        assertThat(good("SELECT a.id FROM bronze.sales a JOIN bronze.sales b ON a.id = b.id")
                        .inputs())
                .containsExactly(SALES);
    }

    @Test
    final void inputsAreKnownBeforeTheirColumnsAre() {
        Checked<List<TableName>> inputs =
                front().inputs("SELECT * FROM gold.a JOIN silver.b ON gold.a.x = silver.b.y", FILE);
        assertThat(inputs)
                .isInstanceOfSatisfying(
                        Checked.Good.class,
                        good -> assertThat(good.value())
                                .isEqualTo(List.of(new TableName("gold", "a"), new TableName("silver", "b"))));
    }

    @Test
    final void anUnknownColumnIsAProblemAtItsPlaceWithTheNearestWord() {
        Problem problem = problem("SELECT id,\n       prodct\nFROM bronze.sales");
        assertThat(problem.place()).isEqualTo(new Place("sql/gold/t.sql", 2, 8));
        assertThat(problem.toString()).contains("product");
    }

    @Test
    final void anUnknownTableIsAProblem() {
        assertThat(problem("SELECT id FROM bronze.sale").toString()).contains("bronze.sale");
    }

    @Test
    final void whatIsNoSelectIsAProblem() {
        problem("DELETE FROM bronze.sales");
        problem("SELECT id FROM bronze.sales; SELECT id FROM bronze.sales");
        problem("");
    }

    @Test
    final void aConditionIsBooleanOverTheRow() {
        assertThat(front().condition("price > 0 AND product IS NOT NULL", FILE, COLUMNS, ZONE))
                .isInstanceOf(Checked.Good.class);
        assertThat(front().condition("price > ", FILE, COLUMNS, ZONE)).isInstanceOf(Checked.Refused.class);
        assertThat(front().condition("prise > 0", FILE, COLUMNS, ZONE)).isInstanceOf(Checked.Refused.class);
        assertThat(front().condition("upper(product)", FILE, COLUMNS, ZONE)).isInstanceOf(Checked.Refused.class);
    }

    private Checked<Query> check(String sql) {
        return front().query(new TableName("gold", "t"), sql, FILE, Map.of(SALES, COLUMNS), ZONE);
    }

    private Query good(String sql) {
        return switch (check(sql)) {
            case Checked.Good<Query> good -> good.value();
            case Checked.Refused<Query> refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    private Problem problem(String sql) {
        return switch (check(sql)) {
            case Checked.Good<Query> good ->
                throw new AssertionError("accepted: " + good.value().executable());
            case Checked.Refused<Query> refused -> refused.problems().getFirst();
        };
    }
}
