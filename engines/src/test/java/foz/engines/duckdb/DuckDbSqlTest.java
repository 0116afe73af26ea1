package foz.engines.duckdb;

import static foz.testkit.engine.Layouts.columns;
import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.api.sql.Query;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.engines.database.EngineOptions;
import foz.testkit.engine.EngineBench;
import foz.testkit.engine.EngineBench.Refresh;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbSqlTest {

    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    private static final Place FILE = new Place("sql/silver/t.sql", 1, 1);
    private static final TableName SALES = new TableName("bronze", "sales");
    private static final Schema ROW =
            new Schema(columns("id long", "price decimal(12,2)", "sold_at timestamptz", "_file long", "_record long"));
    private static final Map<TableName, Schema> TABLES =
            Map.of(SALES, ROW, new TableName("system", "batches"), new Schema(columns("batch string")));

    @TempDir
    Path folder;

    private DuckDbSql front;

    @BeforeEach
    void open() {
        front = new DuckDbSql(folder.resolve("scratch"));
    }

    @Test
    void aQueryIsTypedByTheBinderAndComputedWhole() {
        Query query = good(front.query(
                new TableName("gold", "t"),
                "WITH s AS (FROM bronze.sales) SELECT *, sum(id) OVER () AS total, [id] AS ids FROM s; -- done",
                FILE,
                TABLES,
                ZONE));

        assertThat(query.columns())
                .isEqualTo(new Schema(columns(
                        "id long",
                        "price decimal(12,2)",
                        "sold_at timestamptz",
                        "total decimal(38,0)",
                        "ids list<long>")));
        assertThat(query.inputs()).containsExactly(SALES);
        assertThat(query.shape()).isEqualTo(Query.Shape.WHOLE);
    }

    @Test
    void calendarFunctionsUseThePipelinesZone() {
        Query query = good(front.query(
                new TableName("gold", "t"),
                "SELECT CAST(TIMESTAMPTZ '2026-01-01T01:00:00Z' AS DATE) AS day, current_date AS today",
                FILE,
                TABLES,
                ZONE));
        Refresh refresh =
                new Refresh(new TableName("silver", "t"), query.executable(), columns("day date", "today date"));

        try (DuckDbEngine engine = new DuckDbEngine(EngineOptions.standard(folder.resolve("scratch")))) {
            EngineBench bench = new EngineBench(engine, folder);
            assertThat(bench.rows(refresh, bench.compute(refresh).rows())).containsExactly("2025-12-31|2026-03-01");
        }
    }

    @Test
    void systemTablesCanBeRead() {
        Query query = good(front.query(
                new TableName("gold", "t"),
                "SELECT system.batches.batch AS b FROM system.batches",
                FILE,
                TABLES,
                ZONE));

        assertThat(query.inputs()).containsExactly(new TableName("system", "batches"));
    }

    @Test
    void inputsAreNamedInOrderWithoutCommonTables() {
        assertThat(front.inputs("WITH b AS (FROM gold.z) SELECT * FROM Silver.A, b, (FROM gold.z) c, other", FILE))
                .isEqualTo(new Checked.Good<>(
                        List.of(new TableName("gold", "z"), new TableName("silver", "a")), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT prise FROM bronze.sales | t.sql:1:8: .*prise.*price.*",
                "SELECT 1 AS a,~  nofunc(2) AS b | t.sql:2:3: .*nofunc.*",
                "SELECT 'é' AS a, x | t.sql:1:18: .*x.*",
                "SELECT * FROM bronze.sale | t.sql:1:15: no table bronze.sale; .*did you mean bronze.sales.*",
                "SELECT * FROM sales | t.sql:1:15: no table sales.*",
                "SELEC 1 | t.sql:1:1: .*SELEC.*",
                "SELECT 1 AS a; SELECT 2 AS a | t.sql:1:1: expected one SELECT, found 2 statements",
                "DROP TABLE bronze.sales | t.sql:1:1: expected one SELECT, found DROP",
                "-- nothing | t.sql:1:1: expected one SELECT, found nothing",
                "SELECT * FROM read_csv('/etc/passwd') | .*read_csv.. is not allowed.*",
                "SELECT getenv('HOME') AS a | .*getenv.. is not allowed.*",
                "SELECT * FROM '/etc/passwd' | .*no table /etc/passwd.*",
                "SELECT INTERVAL 1 DAY AS i | .*column i has the type INTERVAL.*cast.*",
                "SELECT NULL AS n | .*column n has the type NULL.*cast.*",
                "SELECT 1 AS a, 2 AS A | .*column A occurs twice.*",
                "SELECT 1 AS _mine | .*column _mine .*underscore.*",
                "SELECT system.batches.nothing FROM system.batches | t.sql:1:8: .*nothing.*",
            })
    void problemsNameTheirPlace(String sql, String expected) {
        Checked<Query> checked = front.query(new TableName("gold", "t"), sql.replace('~', '\n'), FILE, TABLES, ZONE);

        assertThat(problems(checked))
                .singleElement()
                .satisfies(p -> assertThat(p.toString()).matches("(?s).*" + expected));
    }

    @Test
    void conditionsAreBoundToTheirRow() {
        assertThat(front.condition("price > 0 -- good", FILE, ROW, ZONE))
                .isEqualTo(new Checked.Good<>("price > 0 -- good", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prise > 0 | t.sql:3:7: .*prise.*",
                "id >~ nofunc() | t.sql:4:2: .*nofunc.*",
                "price | .*true or false.*",
                "sum(price) > 0 | .*aggregate.*",
                "id IN (SELECT batch FROM system.batches) | t.sql:3:32: no table system.batches.*",
                "price > | .*t.sql:3.*",
                "true) OR (SELECT true | .*",
                "true; DROP TABLE x | .*",
            })
    void wrongConditionsNameTheirPlace(String sql, String expected) {
        Checked<String> checked = front.condition(sql.replace('~', '\n'), new Place("t.sql", 3, 7), ROW, ZONE);

        assertThat(problems(checked))
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.toString()).matches("(?s).*" + expected));
    }

    private static <T> T good(Checked<T> checked) {
        assertThat(checked).isInstanceOf(Checked.Good.class);
        return ((Checked.Good<T>) checked).value();
    }

    private static List<Problem> problems(Checked<?> checked) {
        assertThat(checked).isInstanceOf(Checked.Refused.class);
        return ((Checked.Refused<?>) checked).problems();
    }
}
