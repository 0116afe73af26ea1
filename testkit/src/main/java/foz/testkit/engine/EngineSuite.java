package foz.testkit.engine;

import static foz.testkit.engine.Layouts.columns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.balance.Balance;
import foz.api.engine.Computed;
import foz.api.engine.Copy;
import foz.api.engine.Limits;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.engine.SystemRows;
import foz.api.engine.WrittenFile;
import foz.api.failure.Blame;
import foz.api.failure.FozException;
import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.plan.TablePlan.Duplicates;
import foz.api.plan.TablePlan.Keep;
import foz.api.plan.TablePlan.Outcome;
import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.testkit.engine.EngineBench.Refresh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every engine does with refreshes, rewrites and questions; the suite for loading stands apart. */
public abstract class EngineSuite extends OpenedEngine {

    private static final TableName SALES = new TableName("bronze", "sales");
    private static final TableName CLEAN = new TableName("silver", "sales");
    private static final List<Field> COLUMNS =
            columns("id long", "quantity int", "sold_at timestamp", "_file long", "_record long");
    private static final Limits LIMITS = new Limits(256L << 20, Duration.ofMinutes(1), 2);

    @Test
    void aWholeQueryYieldsTheTablesRowsAndACountOfItsOwn() {
        Refresh refresh = new Refresh(
                CLEAN, "SELECT i AS id, 'n' || i AS name FROM range(3) t(i)", columns("id long", "name string"));

        Computed computed = bench.compute(refresh);

        assertThat(bench.rows(refresh, computed.rows())).containsExactly("0|n0", "1|n1", "2|n2");
        assertThat(computed.balance()).isEqualTo(new Balance(3, 0, 3, 0, 0, 0, 0, 0));
        assertThat(computed.rows()).allSatisfy(f -> {
            assertThat(f.path()).isAbsolute();
            assertThat(f.path().getFileName().toString()).startsWith("b1-");
            assertThat(f.bytes()).isEqualTo(Files.size(f.path()));
        });
    }

    @Test
    void aQueryRowByRowIsAccountedForByRowsReadAndRowsTurnedAway() {
        Scan sales = sales("(1, 1, NULL, 1, 1)", "(2, 0, NULL, 1, 2)", "(3, NULL, NULL, 1, 3)");
        Refresh refresh = cleaned(sales, "WHERE quantity > 0")
                .rowByRow("SELECT count(*) FROM \"bronze\".\"sales\" WHERE (quantity > 0) IS NOT TRUE");

        Computed computed = bench.compute(refresh);

        assertThat(bench.rows(refresh, computed.rows())).containsExactly("1|1|null|1|1");
        assertThat(computed.balance()).isEqualTo(new Balance(3, 2, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void aCountThatDoesNotMatchLeavesTheBalanceOpen() {
        Scan sales = sales("(1, 1, NULL, 1, 1)", "(2, 0, NULL, 1, 2)");

        Computed computed = bench.compute(cleaned(sales, "WHERE quantity > 0").rowByRow());

        assertThat(computed.balance().missing()).isOne();
    }

    @Test
    void nothingReadIsNothingWritten() {
        Scan empty = EngineBench.scan(SALES, Layouts.of(COLUMNS), List.of());
        Refresh refresh = cleaned(empty, "")
                .rowByRow()
                .key("id")
                .duplicates(new Duplicates(Keep.FIRST, Optional.empty()))
                .expect(Outcome.QUARANTINE, "positive", "quantity > 0");

        Computed computed = bench.compute(refresh);

        assertThat(computed.rows()).isEmpty();
        assertThat(computed.quarantine()).isEmpty();
        assertThat(computed.balance()).isEqualTo(Balance.EMPTY);
        assertThat(computed.failed()).isEmpty();
    }

    @Test
    void aTableMayHaveColumnsInAnotherOrderAndSuchThatTheQueryLacks() {
        Layout layout = Layouts.of(columns("gone string", "name string", "id long"));
        Refresh refresh =
                new Refresh(CLEAN, "SELECT 1 AS id, 'n' AS name", columns("id int", "name string")).into(layout);

        assertThat(bench.rows(refresh, bench.compute(refresh).rows())).containsExactly("null|n|1");
    }

    @Test
    void nestedValuesComeOutAsTheyWentIn() {
        List<Field> columns = columns(
                "l list<int>",
                "s struct<a: int, b: list<string>>",
                "m map<string, decimal(10,2)>",
                "b binary",
                "u uuid",
                "t time");
        Refresh refresh = new Refresh(
                CLEAN,
                "SELECT [1, NULL] AS l, {a: 1, b: ['x']} AS s, MAP {'k': CAST(1.5 AS DECIMAL(10,2))} AS m,"
                        + " CAST('bytes' AS BLOB) AS b, CAST('6f9619ff-8b86-d011-b42d-00c04fc964ff' AS UUID) AS u, TIME"
                        + " '10:11:12.5' AS t",
                columns);

        assertThat(bench.rows(refresh, bench.compute(refresh).rows()))
                .containsExactly(
                        "[1, null]|{a=1, b=[x]}|{k=1.50}|bytes|6f9619ff-8b86-d011-b42d-00c04fc964ff|10:11:12.500");
    }

    @Test
    void aRowThatARuleRefusesGoesWhereTheRuleSays() {
        Scan sales = sales(
                "(1, 1, NULL, 7, 1)",
                "(2, 0, NULL, 7, 2)",
                "(3, NULL, NULL, 7, 3)",
                "(-4, -1, NULL, 7, 4)",
                "(-5, 1, NULL, 7, 5)");
        Refresh refresh = cleaned(sales, "")
                .rowByRow()
                .expect(Outcome.DROP, "positive-id", "id > 0 -- of course")
                .expect(Outcome.QUARANTINE, "positive", "quantity > 0")
                .expect(Outcome.QUARANTINE, "whole", "quantity >= 0")
                .expect(Outcome.WARN, "dated", "sold_at IS NOT NULL")
                .expect(Outcome.WARN, "odd-file", "_file % 2 = 1")
                .expect(Outcome.FAIL, "known-file", "_file IS NOT NULL");

        Computed computed = bench.compute(refresh);

        assertThat(bench.rows(refresh, computed.rows())).containsExactly("1|1|null|7|1");
        assertThat(computed.balance()).isEqualTo(new Balance(5, 0, 1, 3, 0, 1, 0, 0));
        assertThat(computed.failed()).isEqualTo(Map.of("positive-id", 2L, "positive", 3L, "whole", 2L, "dated", 5L));
        assertThat(bench.quarantine(
                        "origin, batch, noticed_at, file_id, record, line, code, rule, sentence, raw, personal",
                        computed))
                .containsExactly(
                        "silver.sales|batch-1|2026-03-01T12:00Z|7|2|null|expectation|positive|the rule positive is not"
                                + " true: quantity > 0|{\"id\":2,\"quantity\":0,\"sold_at\":null}|false",
                        "silver.sales|batch-1|2026-03-01T12:00Z|7|3|null|expectation|positive|the rule positive is not"
                                + " true: quantity > 0|{\"id\":3,\"quantity\":null,\"sold_at\":null}|false",
                        "silver.sales|batch-1|2026-03-01T12:00Z|7|4|null|expectation|positive|the rule positive is not"
                                + " true: quantity > 0|{\"id\":-4,\"quantity\":-1,\"sold_at\":null}|false");
        assertThat(computed.quarantine())
                .extracting(WrittenFile::partition)
                .containsExactly(List.of(Optional.of("silver.sales")));
    }

    @Test
    void aQuarantinedRowHasTheSameIdEachTimeAndEqualRowsHaveTheirOwn() {
        Scan sales = sales("(1, 0, NULL, 7, 1)", "(1, 0, NULL, 7, 2)", "(2, 0, NULL, 7, 3)");
        Refresh refresh = cleaned(sales, "").expect(Outcome.QUARANTINE, "positive", "quantity > 0");

        List<String> once = bench.quarantine("id, record", bench.compute(refresh));
        List<String> again = bench.quarantine("id, record", bench.compute(refresh));

        assertThat(again).isEqualTo(once);
        assertThat(once.stream().map(r -> r.substring(0, r.indexOf('|'))))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void aRuleThatMustHoldStopsTheRefreshAndShowsARow() {
        Scan sales = sales("(1, 1, NULL, 7, 1)", "(2, 0, NULL, 7, 2)");
        Refresh refresh = cleaned(sales, "").expect(Outcome.FAIL, "positive", "quantity > 0");

        assertThatThrownBy(() -> bench.compute(refresh))
                .isInstanceOfSatisfying(FozException.class, e -> {
                    assertThat(e.code().id()).isEqualTo("expectation-failed");
                    assertThat(e.code().blame()).isEqualTo(Blame.USER);
                })
                .hasMessageContainingAll("silver.sales", "positive", "quantity > 0", "\"id\":2");
    }

    @Test
    void ofSeveralRowsWithOneKeyTheFirstOrTheLastStays() {
        Scan sales = sales(
                "(1, 10, TIMESTAMP '2026-01-02', 1, 1)",
                "(1, 11, TIMESTAMP '2026-01-01', 2, 1)",
                "(1, 11, TIMESTAMP '2026-01-01', 3, 1)",
                "(1, 12, NULL, 4, 1)",
                "(NULL, 20, TIMESTAMP '2026-01-01', 1, 2)",
                "(NULL, 20, TIMESTAMP '2026-01-01', 1, 3)",
                "(3, 30, NULL, 1, 4)");

        Refresh first =
                cleaned(sales, "").rowByRow().key("id").duplicates(new Duplicates(Keep.FIRST, Optional.of("sold_at")));
        Refresh last =
                cleaned(sales, "").rowByRow().key("id").duplicates(new Duplicates(Keep.LAST, Optional.of("sold_at")));
        Computed firsts = bench.compute(first);
        Computed lasts = bench.compute(last);

        assertThat(bench.rows(first, firsts.rows()))
                .containsExactly("1|11|2026-01-01T00:00|2|1", "3|30|null|1|4", "null|20|2026-01-01T00:00|1|2");
        assertThat(firsts.balance()).isEqualTo(new Balance(7, 0, 3, 0, 0, 0, 2, 2));
        assertThat(bench.rows(last, lasts.rows()))
                .containsExactly("1|10|2026-01-02T00:00|1|1", "3|30|null|1|4", "null|20|2026-01-01T00:00|1|3");
        assertThat(lasts.balance()).isEqualTo(new Balance(7, 0, 3, 0, 0, 0, 1, 3));
    }

    @Test
    void withoutOriginAndOrderTheOutcomeIsTheSameAllTheSame() {
        List<Field> columns = columns("id long", "name string");
        Refresh one = new Refresh(CLEAN, "SELECT * FROM (VALUES (1, 'b'), (1, 'a'), (1, NULL)) t(id, name)", columns)
                .key("id")
                .duplicates(new Duplicates(Keep.FIRST, Optional.empty()));
        Refresh other = new Refresh(CLEAN, "SELECT * FROM (VALUES (1, NULL), (1, 'a'), (1, 'b')) t(id, name)", columns)
                .key("id")
                .duplicates(new Duplicates(Keep.FIRST, Optional.empty()));

        assertThat(bench.rows(one, bench.compute(one).rows())).containsExactly("1|a");
        assertThat(bench.rows(other, bench.compute(other).rows())).containsExactly("1|a");
    }

    @Test
    void rowsOfAKeyThatLieFarApartAreNotTheSame() {
        Scan sales = sales(
                "(1, 1, TIMESTAMP '2026-01-01', 1, 1)",
                "(1, 1, TIMESTAMP '2026-01-20', 1, 2)",
                "(1, 1, TIMESTAMP '2026-02-10', 1, 3)",
                "(1, 1, TIMESTAMP '2026-06-01', 1, 4)",
                "(1, 1, NULL, 1, 5)",
                "(1, 1, NULL, 1, 6)");
        Refresh refresh = cleaned(sales, "")
                .rowByRow()
                .key("id")
                .duplicates(new Duplicates(Keep.FIRST, Optional.of("sold_at"), Optional.of(Duration.ofDays(30))));

        Computed computed = bench.compute(refresh);

        assertThat(bench.rows(refresh, computed.rows()))
                .containsExactly("1|1|2026-01-01T00:00|1|1", "1|1|2026-06-01T00:00|1|4", "1|1|null|1|5");
        assertThat(computed.balance()).isEqualTo(new Balance(6, 0, 3, 0, 0, 0, 1, 2));
    }

    @Test
    void duplicatesMayBeRefused() {
        Scan sales = sales("(1, 1, NULL, 7, 1)", "(2, 0, NULL, 7, 2)", "(2, 0, NULL, 7, 3)");
        Refresh refresh = cleaned(sales, "").key("id").duplicates(new Duplicates(Keep.FAIL, Optional.empty()));

        assertThatThrownBy(() -> bench.compute(refresh))
                .isInstanceOfSatisfying(
                        FozException.class, e -> assertThat(e.code().id()).isEqualTo("duplicate-key"))
                .hasMessageContainingAll("silver.sales", "{\"id\":2}");
    }

    @Test
    void aRuleIsAskedBeforeTheKey() {
        Scan sales = sales("(1, 0, NULL, 7, 1)", "(1, 1, NULL, 7, 2)");
        Refresh refresh = cleaned(sales, "")
                .rowByRow()
                .expect(Outcome.QUARANTINE, "positive", "quantity > 0")
                .key("id")
                .duplicates(new Duplicates(Keep.FIRST, Optional.empty()));

        Computed computed = bench.compute(refresh);

        assertThat(bench.rows(refresh, computed.rows())).containsExactly("1|1|null|7|2");
        assertThat(computed.balance()).isEqualTo(new Balance(2, 0, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void eachFileHoldsRowsOfOnePartition() {
        Refresh refresh = new Refresh(
                        CLEAN,
                        "SELECT i AS id, DATE '1969-12-01' + CAST(i AS INTEGER) AS day FROM range(62) t(i)",
                        columns("id long", "day date"))
                .partitionBy(new PartitionField(Transform.MONTH, "day", 0));

        Computed computed = bench.compute(refresh);

        assertThat(computed.rows())
                .extracting(f -> f.partition().getFirst().orElse("") + "=" + f.rows())
                .containsExactlyInAnyOrder("-1=31", "0=31");
        assertThat(computed.balance().closes()).isTrue();
    }

    @Test
    void timeStandsStillAtTheTimeOfTheJob() {
        Refresh refresh = new Refresh(
                CLEAN,
                "SELECT current_timestamp AS a, now() AS b, current_date AS c",
                columns("a timestamptz", "b timestamptz", "c date"));

        assertThat(bench.rows(refresh, bench.compute(refresh).rows()))
                .containsExactly("2026-03-01T12:00Z|2026-03-01T12:00Z|2026-03-01");
    }

    @Test
    void aValueThatTheQueryCannotHandleIsTheUsers() {
        Refresh refresh =
                new Refresh(CLEAN, "SELECT CAST('x' || i AS INTEGER) AS id FROM range(3) t(i)", columns("id int"));

        assertThatThrownBy(() -> bench.compute(refresh)).isInstanceOfSatisfying(FozException.class, e -> {
            assertThat(e.code().id()).isEqualTo("query-failed");
            assertThat(e.code().blame()).isEqualTo(Blame.USER);
        });
    }

    @Test
    void oldFilesReadAsTheTableIsNow() {
        Scan old = bench.given(
                SALES,
                columns("id int", "region string", "x double", "price decimal(6,2)", "s struct<a: int>"),
                "SELECT 1 AS id, 'north' AS region, 1.5 AS x, 2.5 AS price, {a: 1} AS s");
        Layout now = new Layout(List.of(
                column("zone string", 2),
                column("extra int", 9),
                column("id long", 1),
                column("price decimal(12,2)", 4),
                new Layout.Column(
                        columns("s struct<a: long, b: string>").getFirst(),
                        5,
                        List.of(column("a long", 6), column("b string", 10)))));
        Scan scan = new Scan(SALES, now, 2, old.files());

        assertThat(bench.ask("SELECT * FROM bronze.sales", scan)).containsExactly("north|null|1|2.50|{a=1, b=null}");
        Refresh refresh = new Refresh(
                        CLEAN, "SELECT zone, id FROM \"bronze\".\"sales\"", columns("zone string", "id long"))
                .from(scan)
                .rowByRow();
        assertThat(bench.rows(refresh, bench.compute(refresh).rows())).containsExactly("north|1");
    }

    @Test
    void filesAreRewrittenWithoutTheRowsOfOthers() {
        Scan sales =
                sales("(1, 1, NULL, 7, 1)", "(2, 0, NULL, 8, 1)", "(3, 0, NULL, NULL, NULL)", "(4, 0, NULL, 9, 1)");

        List<WrittenFile> files = engine.copy(
                new Copy(sales, Set.of(7L, 9L, 12L), List.of(), bench.target(SALES, sales.layout(), List.of())));

        assertThat(files).extracting(WrittenFile::rows).containsExactly(2L);
        assertThat(bench.ask("SELECT id FROM bronze.sales ORDER BY 1", EngineBench.scan(SALES, sales.layout(), files)))
                .containsExactly("2", "3");
        assertThat(engine.copy(new Copy(
                        sales("(1, 1, NULL, 7, 1)"),
                        Set.of(7L),
                        List.of(),
                        bench.target(SALES, sales.layout(), List.of()))))
                .isEmpty();
    }

    @Test
    void aSessionShowsTablesWithOriginLastAndTheCataloguesRows() {
        Scan sales = bench.given(SALES, columns("_file long", "id long"), "SELECT 7 AS _file, 1 AS id");
        SystemRows batches = new SystemRows(
                new TableName("system", "batches"),
                new Schema(columns(
                        "batch string", "rows long", "open boolean", "share double", "began timestamptz", "n int")),
                List.of(
                        Arrays.asList("b'1", 2L, true, 0.5, Instant.parse("2026-01-01T00:00:00.5Z"), 3L),
                        Arrays.asList("b2", null, null, null, null, null)));

        try (Session session = engine.open(List.of(sales), List.of(batches), LIMITS)) {
            assertThat(ask(session, "SELECT * FROM bronze.sales")).containsExactly("1|7");
            assertThat(ask(session, "FROM system.batches ORDER BY batch"))
                    .containsExactly("b'1|2|true|0.5|2026-01-01T00:00:00.500Z|3", "b2|null|null|null|null|null");
            assertThat(ask(
                            session,
                            "SELECT system.batches.rows FROM \"system\" . batches, bronze.sales WHERE"
                                    + " batches.rows = 2;"))
                    .containsExactly("2");
            assertThat(ask(session, "SHOW TABLES")).containsExactly("bronze.sales", "system.batches");
            assertThat(ask(session, "SELECT column_name FROM (DESCRIBE system.batches) LIMIT 1"))
                    .containsExactly("batch");
        }
    }

    @Test
    void aQuestionThatTakesTooLongEndsAndTheNextIsAnswered() {
        Limits hurried = new Limits(256L << 20, Duration.ofMillis(200), 2);
        try (Session session = engine.open(List.of(), List.of(), hurried)) {
            assertThatThrownBy(() ->
                            ask(session, "SELECT sum(a.i * b.i % 7) FROM range(100000000) a(i), range(1000000) b(i)"))
                    .isInstanceOfSatisfying(
                            FozException.class,
                            e -> assertThat(e.code().id()).as(e.getMessage()).isEqualTo("timed-out"))
                    .hasMessageContaining("0.2s");
            assertThat(ask(session, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void slowReadersAndRareRowsAreHeldToTheTimeOutToo() {
        Limits hurried = new Limits(256L << 20, Duration.ofMillis(200), 2);
        try (Session session = engine.open(List.of(), List.of(), hurried)) {
            assertThatThrownBy(() -> ask(session, "SELECT i FROM range(1000000000000) t(i) WHERE i % 100000000 = 0"))
                    .isInstanceOfSatisfying(
                            FozException.class,
                            e -> assertThat(e.code().id()).as(e.getMessage()).isEqualTo("timed-out"));
            assertThatThrownBy(() -> session.ask("SELECT i FROM range(1000000000000) t(i)", answer -> {
                        while (answer.next() != null) {
                            assertThat(answer.columns()).hasSize(1);
                        }
                    }))
                    .isInstanceOfSatisfying(
                            FozException.class,
                            e -> assertThat(e.code().id()).as(e.getMessage()).isEqualTo("timed-out"));
        }
    }

    @Test
    void aQuestionCanBeCancelledWhileItsAnswerIsRead() {
        try (Session session = engine.open(List.of(), List.of(), LIMITS)) {
            AtomicLong read = new AtomicLong();

            assertThatThrownBy(() -> session.ask("SELECT i FROM range(100000000) t(i)", answer -> {
                        while (answer.next() != null) {
                            if (read.incrementAndGet() == 10) {
                                session.cancel();
                            }
                        }
                    }))
                    .isInstanceOfSatisfying(
                            FozException.class, e -> assertThat(e.code().id()).isEqualTo("cancelled"));

            assertThat(read.get()).isLessThan(50_000_000);
            assertThat(ask(session, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void anAnswerCanBeWrittenAsAFileThatIsNotThereYet() {
        Path file = folder.resolve("answer.parquet");
        try (Session session = engine.open(List.of(sales("(1, 1, NULL, 7, 1)")), List.of(), LIMITS)) {
            assertThat(session.write("SELECT id, sum(quantity) AS n FROM bronze.sales GROUP BY id; -- all", file))
                    .isOne();
            assertThat(file).isNotEmptyFile();
            assertThatThrownBy(() -> session.write("SELECT 1", file))
                    .isInstanceOfSatisfying(
                            FozException.class, e -> assertThat(e.code().id()).isEqualTo("data-file-exists"));
        }
    }

    @Test
    void wrongQuestionsNameTheirPlaceAndWhatMayBeMeant() {
        try (Session session = engine.open(List.of(sales("(1, 1, NULL, 7, 1)")), List.of(), LIMITS)) {
            assertThatThrownBy(() -> ask(session, "SELECT é,\n quantty FROM bronze.sales, (SELECT 1 AS é)"))
                    .hasMessageContainingAll("line 2, column 2", "quantity");
            assertThatThrownBy(() -> ask(session, "SELECT *\nFROM bronze.sale"))
                    .hasMessageContainingAll("line 2, column 6", "did you mean bronze.sales?");
            assertThatThrownBy(() -> ask(session, "SELECT * FROM sales"))
                    .hasMessageContaining("did you mean bronze.sales?");
            assertThatThrownBy(() -> ask(session, "SELECT id,\n CAST('x' || id AS INTEGER) FROM bronze.sales"))
                    .hasMessageContainingAll("line 2, column 2", "'x1'");
            assertThatThrownBy(() -> ask(session, "SELEC 1")).hasMessageContainingAll("line 1, column 1", "SELEC");
            assertThatThrownBy(() -> ask(session, "DELETE FROM bronze.sales"))
                    .hasMessageContainingAll("one SELECT", "DELETE");
        }
    }

    private Scan sales(String... rows) {
        return bench.given(
                SALES,
                COLUMNS,
                "SELECT CAST(id AS BIGINT) AS id, CAST(quantity AS INTEGER) AS quantity, CAST(sold_at AS TIMESTAMP) AS"
                        + " sold_at, CAST(_file AS BIGINT) AS _file, CAST(_record AS BIGINT) AS _record FROM (VALUES "
                        + String.join(", ", rows) + ") t(id, quantity, sold_at, _file, _record)");
    }

    private static Refresh cleaned(Scan sales, String where) {
        return new Refresh(
                        CLEAN,
                        "SELECT id, quantity, sold_at, _file, _record FROM \"bronze\".\"sales\" " + where,
                        COLUMNS)
                .from(sales);
    }

    private static Layout.Column column(String text, int id) {
        return new Layout.Column(columns(text).getFirst(), id, List.of());
    }

    private static List<String> ask(Session session, String sql) {
        List<String> rows = new ArrayList<>();
        session.ask(sql, answer -> EngineBench.rows(answer, rows));
        return rows;
    }
}
