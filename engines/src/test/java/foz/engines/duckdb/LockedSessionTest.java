package foz.engines.duckdb;

import static foz.testkit.engine.Layouts.columns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.engine.Limits;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.engine.SystemRows;
import foz.api.failure.FozException;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineFailure;
import foz.engines.database.EngineOptions;
import foz.engines.database.SqlText;
import foz.testkit.engine.EngineBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockedSessionTest {

    private static final TableName SALES = new TableName("bronze", "sales");

    @TempDir
    static Path folder;

    private DuckDbEngine engine;
    private EngineBench bench;
    private Scan sales;
    private Path secret;
    private Session session;

    @BeforeAll
    void open() {
        engine = new DuckDbEngine(new EngineOptions(256L << 20, 2, folder.resolve("scratch")));
        bench = new EngineBench(engine, folder);
        sales = bench.given(SALES, columns("id long", "tags list<string>"), "SELECT 1 AS id, ['a', 'b'] AS tags");
        secret = bench.given(new TableName("bronze", "secret"), columns("id long"), "SELECT 2 AS id")
                .files()
                .getFirst()
                .path();
        SystemRows batches = new SystemRows(
                new TableName("system", "batches"),
                new Schema(columns("batch string")),
                List.of(Arrays.asList("b1"), Arrays.asList("b2")));
        session = engine.open(List.of(sales), List.of(batches), new Limits(64L << 20, Duration.ofMinutes(1), 2));
    }

    @AfterAll
    void close() {
        session.close();
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO '{new}'",
                "COPY (SELECT 9 AS id) TO '{data}'",
                "COPY (SELECT 9 AS id) TO '{data}' (USE_TMP_FILE false)",
                "COPY bronze.sales TO '{new}' (FORMAT csv)",
                "EXPORT DATABASE '{new}'",
                "ATTACH '{new}'",
                "ATTACH ':memory:' AS mine",
                "DETACH _foz",
                "USE memory",
                "INSTALL httpfs",
                "LOAD httpfs",
                "LOAD '{new}.duckdb_extension'",
                "SET enable_external_access = true",
                "SET memory_limit = '100GB'",
                "SET lock_configuration = false",
                "RESET lock_configuration",
                "PRAGMA enable_profiling",
                "PRAGMA database_list",
                "CALL pragma_version()",
                "CHECKPOINT",
                "VACUUM",
                "CREATE TABLE t AS SELECT 1",
                "CREATE OR REPLACE VIEW bronze.sales AS SELECT 666 AS id",
                "CREATE MACRO sum(x) AS 666",
                "CREATE SECRET s (TYPE s3, KEY_ID 'x', SECRET 'y')",
                "DROP VIEW bronze.sales",
                "ALTER VIEW bronze.sales RENAME TO mine",
                "INSERT INTO system.batches VALUES ('mine')",
                "UPDATE system.batches SET batch = 'mine'",
                "DELETE FROM system.batches",
                "TRUNCATE system.batches",
                "BEGIN TRANSACTION",
                "PREPARE p AS SELECT 1",
                "EXECUTE p",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP VIEW bronze.sales",
                "EXPLAIN ANALYZE COPY (SELECT 1) TO '{new}'",
                "EXPLAIN SELECT 1; DROP VIEW bronze.sales",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM \"/etc/passwd\"",
                "SELECT * FROM '{secret}'",
                "SELECT * FROM '{data}'",
                "SELECT * FROM read_parquet('{secret}')",
                "SELECT * FROM read_parquet('{data}')",
                "SELECT * FROM READ_PARQUET(['{secret}'])",
                "SELECT * FROM parquet_scan('{secret}')",
                "SELECT * FROM parquet_metadata('{data}')",
                "SELECT * FROM parquet_schema('{secret}')",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_csv_auto('/etc/passwd')",
                "SELECT * FROM sniff_csv('/etc/passwd')",
                "SELECT * FROM read_json('/etc/passwd')",
                "SELECT * FROM read_ndjson_objects('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('/etc/passwd')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM query_table('bronze.sales')",
                "SELECT (SELECT content FROM read_text('/etc/passwd'))",
                "SELECT * FROM bronze.sales WHERE id IN (SELECT 1 FROM read_text('/etc/passwd'))",
                "WITH x AS (SELECT * FROM read_text('/etc/passwd')) SELECT * FROM x",
                "WITH RECURSIVE x AS (SELECT 1 AS i UNION ALL SELECT i FROM x, read_text('/etc/passwd')) SELECT * FROM"
                        + " x",
                "SELECT * FROM bronze.sales, LATERAL (SELECT * FROM glob('/*'))",
                "FROM bronze.sales SELECT (FROM glob('/*') SELECT count(*))",
                "DESCRIBE SELECT * FROM read_csv('/etc/passwd')",
                "SUMMARIZE SELECT * FROM read_csv('/etc/passwd')",
                "DESCRIBE '/etc/passwd'",
                "EXPLAIN SELECT * FROM read_csv('/etc/passwd')",
                "SELECT getenv('HOME')",
                "SELECT list_transform(['HOME'], lambda x: getenv(x))",
                "SELECT current_setting('allowed_paths')",
                "SELECT write_log('x')",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_secrets()",
                "SELECT * FROM duckdb_settings",
                "SELECT * FROM pragma_database_list",
                "SELECT * FROM sqlite_master",
                "SELECT * FROM pg_catalog.pg_settings",
                "SELECT * FROM enable_logging()",
                "SELECT * FROM checkpoint()",
                "SELECT * FROM force_checkpoint()",
                "PIVOT bronze.sales ON id",
                "",
                "-- nothing",
            })
    void hostileQuestionsAreRefusedWithASentence(String template) throws IOException {
        Path data = sales.files().getFirst().path();
        byte[] before = Files.readAllBytes(data);
        String sql = template.replace("{data}", data.toString())
                .replace("{secret}", secret.toString())
                .replace("{new}", folder.resolve("new").toString());

        assertThatThrownBy(() -> ask(sql)).isInstanceOfSatisfying(FozException.class, e -> {
            assertThat(e.code())
                    .as(e.getMessage())
                    .isIn(EngineFailure.NOT_A_QUESTION, EngineFailure.NOT_ALLOWED, EngineFailure.WRONG_SQL);
            assertThat(e.getMessage()).doesNotContain("{\"", "exception_type");
        });

        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(Files.readAllBytes(data)).isEqualTo(before);
        assertThat(ask("SELECT id FROM bronze.sales")).containsExactly("1");
        assertThat(ask("SELECT count(*) FROM system.batches")).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM bronze.sales",
                "TABLE bronze.sales",
                "SELECT id, unnest(tags) AS tag FROM bronze.sales",
                "SELECT s.id, t.tag FROM bronze.sales s, unnest(s.tags) t(tag)",
                "WITH s AS (SELECT id FROM bronze.sales) SELECT * FROM s, range(2)",
                "WITH RECURSIVE c AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM c WHERE i < 3) SELECT * FROM c",
                "DESCRIBE bronze.sales",
                "DESCRIBE system.batches",
                "SUMMARIZE bronze.sales",
                "SUMMARIZE system.batches",
                "EXPLAIN SELECT id FROM bronze.sales",
                "explain analyze SELECT batch FROM system.batches;",
                "SHOW TABLES",
                "show all tables;",
                "SELECT table_schema, table_name FROM information_schema.tables",
                "VALUES (1), (2)",
                "(SELECT 1) UNION ALL (SELECT 2)",
                "SELECT * FROM (PIVOT bronze.sales ON id IN (1, 2) USING count(*))",
                "SELECT 'read_csv(''x'')' AS text -- COPY x TO y",
                "SELECT * FROM json_each('[1, 2]')",
                "SELECT current_timestamp, random(), uuid()",
            })
    void questionsAreAnswered(String sql) {
        assertThat(ask(sql)).isNotEmpty();
    }

    @Test
    void aDataFileThatHasGoneSaysSo() {
        assertThatThrownBy(() -> bench.ask("SELECT * FROM bronze.sales", elsewhere()))
                .isInstanceOf(FozException.class)
                .hasMessageContaining("can't be read");
    }

    @Test
    void whatDoesNotFitIntoMemoryIsSpilled() {
        assertThat(ask("SELECT count(*) FROM (SELECT DISTINCT md5(CAST(i AS VARCHAR)) FROM range(2000000) t(i))"))
                .containsExactly("2000000");
    }

    @Test
    void whatCannotBeSpilledSaysSo() {
        assertThatThrownBy(
                        () -> ask("SELECT length(string_agg(md5(CAST(i AS VARCHAR)), '')) FROM range(10000000) t(i)"))
                .isInstanceOfSatisfying(
                        FozException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(EngineFailure.OUT_OF_MEMORY))
                .hasMessageContainingAll("64MiB", "--memory");
        assertThat(ask("SELECT 1")).containsExactly("1");
    }

    @Test
    void sumsOfIntegersAreWrittenExactly() {
        Path file = folder.resolve("sums.parquet");

        session.write("SELECT sum(i) AS n FROM (VALUES (9007199254740993), (9007199254740993)) t(i)", file);

        try (DuckDb database = DuckDb.open(EngineOptions.standard(folder.resolve("scratch")))) {
            assertThat(database.rows(
                            "SELECT n FROM read_parquet(" + SqlText.literal(file.toString()) + ")",
                            r -> r.getString(1)))
                    .containsExactly("18014398509481986");
        }
    }

    /** A scan whose file has gone. */
    private Scan elsewhere() {
        return new Scan(SALES, sales.layout(), 1, List.of(new Scan.DataFile(folder.resolve("gone.parquet"), 1, 1)));
    }

    private List<String> ask(String sql) {
        List<String> rows = new ArrayList<>();
        session.ask(sql, answer -> EngineBench.rows(answer, rows));
        return rows;
    }
}
