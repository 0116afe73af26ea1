package foz.testkit.engine;

import static foz.testkit.engine.Layouts.columns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.balance.Balance;
import foz.api.balance.Effort;
import foz.api.engine.Computed;
import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.engine.Work;
import foz.api.failure.FozException;
import foz.api.sql.Incremental;
import foz.api.sql.Incremental.Groups;
import foz.api.sql.Incremental.Merge;
import foz.api.sql.Incremental.Recompute;
import foz.api.sql.Incremental.Rows;
import foz.api.sql.Incremental.Step;
import foz.api.sql.Incremental.Term;
import foz.api.type.Field;
import foz.api.type.TableName;
import foz.testkit.engine.EngineBench.Refresh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every engine does with refreshes by what happened to the inputs. */
public abstract class EngineChangeSuite extends OpenedEngine {

    private static final TableName SALES = new TableName("bronze", "sales");
    private static final TableName CLEAN = new TableName("silver", "sales");
    private static final TableName BY_REGION = new TableName("gold", "by_region");
    private static final List<Field> COLUMNS = columns("id long", "region string", "amount int");
    private static final List<Field> SUMS = columns("region string", "amount long", "_state_rows long");
    private static final String GROUPED =
            "SELECT region, sum(amount)::BIGINT AS amount, count(*) AS _state_rows FROM \"bronze\".\"sales\" GROUP BY"
                    + " region";

    @Test
    void rowsThatOnlyComeAreAddedAndNoFileIsTouched() {
        Scan before = sales("(1, 'n', 5)");
        Scan self = bench.given(CLEAN, COLUMNS, values("(1, 'n', 5)"));
        Delta delta = EngineBench.delta(before, none(), sales("(2, 's', 7)", "(2, 's', 7)", "(3, NULL, 0)"));

        Computed computed = bench.change(copied(), self, EngineBench.noRejects(), delta);

        assertThat(computed.how()).isEqualTo("rows");
        assertThat(computed.replaced()).isEmpty();
        assertThat(computed.balance()).isEqualTo(new Balance(3, 0, 3, 0, 0, 0, 0, 0));
        assertThat(rows(self, computed)).containsExactly("1|n|5", "2|s|7", "2|s|7", "3|null|0");
    }

    @Test
    void ofEqualRowsAsManyGoAsWereTakenBack() {
        Scan removed = sales("(1, 'n', 5)", "(2, 's', NULL)");
        Scan untouched = bench.given(CLEAN, COLUMNS, values("(9, 'n', 5)"));
        Scan touched = bench.given(CLEAN, COLUMNS, values("(1, 'n', 5), (1, 'n', 5), (2, 's', NULL), (1, 'n', 5)"));
        Scan self = both(untouched, touched);
        Delta delta = EngineBench.delta(removed, removed, none());

        Computed computed = bench.change(copied(), self, EngineBench.noRejects(), delta);

        assertThat(computed.replaced())
                .containsExactly(touched.files().getFirst().path());
        assertThat(computed.balance()).isEqualTo(Balance.EMPTY);
        assertThat(rows(self, computed)).containsExactly("1|n|5", "1|n|5", "9|n|5");
    }

    @Test
    void aFileWrittenAgainWithoutANeighbourChangesOnlyThat() {
        Scan removed = sales("(1, 'n', 5)", "(2, 's', 7)", "(2, 's', 7)", "(3, NULL, NULL)");
        Scan self = bench.given(CLEAN, COLUMNS, values("(1, 'n', 5), (2, 's', 7), (2, 's', 7), (3, NULL, NULL)"));
        Delta delta = EngineBench.delta(removed, removed, sales("(2, 's', 7)", "(3, NULL, NULL)", "(4, 'n', 1)"));

        Computed computed = bench.change(copied(), self, EngineBench.noRejects(), delta);

        assertThat(computed.balance()).isEqualTo(new Balance(1, 0, 1, 0, 0, 0, 0, 0));
        assertThat(rows(self, computed)).containsExactly("2|s|7", "3|null|null", "4|n|1");
    }

    @Test
    void aFileThatHoldsTheSameRowsAgainIsNoChange() {
        Scan removed = sales("(1, 'n', 5)", "(2, NULL, 7)");
        Scan self = bench.given(CLEAN, COLUMNS, values("(1, 'n', 5), (2, NULL, 7)"));
        Delta delta = EngineBench.delta(removed, removed, sales("(2, NULL, 7)", "(1, 'n', 5)"));

        for (Refresh refresh : List.of(copied(), grouped(merge(true)))) {
            Computed computed = bench.change(refresh, self, EngineBench.noRejects(), delta);

            assertThat(computed.rows()).isEmpty();
            assertThat(computed.replaced()).isEmpty();
            assertThat(computed.balance()).isEqualTo(Balance.EMPTY);
        }
    }

    @Test
    void valuesOfEveryTypeGoAndComeAsTheyAre() {
        List<Field> fields = columns(
                "d double",
                "l list<int>",
                "s struct<a: int, b: list<string>>",
                "m map<string, decimal(30,2)>",
                "b binary",
                "u uuid",
                "t time",
                "z timestamptz");
        String row =
                "SELECT %s::DOUBLE AS d, [1, NULL]::INT[] AS l, {a: %s, b: ['x', NULL]} AS s, MAP {'k': CAST(1.5 AS"
                    + " DECIMAL(30,2))} AS m, '\\x00\\xFF'::BLOB AS b, CAST('6f9619ff-8b86-d011-b42d-00c04fc964ff' AS"
                    + " UUID) AS u, TIME '10:11:12.5' AS t, TIMESTAMPTZ '2026-01-01 00:00:00.000001+00' AS z";
        String none = "SELECT NULL::DOUBLE, NULL, NULL, NULL, NULL, NULL, NULL, NULL";
        Scan removed = bench.given(
                SALES,
                fields,
                row.formatted("'nan'", "1") + " UNION ALL " + row.formatted("2", "NULL") + " UNION ALL " + none);
        Scan added =
                bench.given(SALES, fields, row.formatted("2", "NULL") + " UNION ALL " + row.formatted("'-inf'", "3"));
        Refresh refresh = new Refresh(CLEAN, "SELECT * FROM \"bronze\".\"sales\"", fields)
                .follows(new Rows("each row is copied", List.of(), "SELECT * FROM \"bronze\".\"sales$change\""));
        Scan self = new Scan(CLEAN, removed.layout(), 1, removed.files());

        Computed computed =
                bench.change(refresh, self, EngineBench.noRejects(), EngineBench.delta(removed, removed, added));

        assertThat(bench.ask("SELECT d, s.a FROM silver.sales ORDER BY ALL", EngineBench.after(self, computed)))
                .containsExactly("-Infinity|3", "2.0|null");
        assertThat(computed.balance()).isEqualTo(new Balance(1, 0, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void aRowThatShouldGoAndIsNotThereIsADefect() {
        Scan removed = sales("(1, 'n', 5)", "(1, 'n', 5)");
        Scan self = bench.given(CLEAN, COLUMNS, values("(1, 'n', 5), (2, 's', 7)"));
        Delta delta = EngineBench.delta(removed, removed, none());

        assertThatThrownBy(() -> bench.change(copied(), self, EngineBench.noRejects(), delta))
                .isInstanceOfSatisfying(
                        FozException.class, e -> assertThat(e.code().id()).isEqualTo("row-not-there"))
                .hasMessageContainingAll("silver.sales", "1 more", "\"id\":1");
    }

    @Test
    void stepsSeeTheirInputsBeforeAndNowAndOnlyConcernedTermsRun() {
        TableName regions = new TableName("system", "regions");
        List<Field> names = columns("region string", "name string");
        Scan north = bench.given(regions, names, "SELECT 'n' AS region, 'north' AS name");
        Scan before = sales("(1, 'n', 5)");
        Delta sold = EngineBench.delta(before, none(), sales("(2, 'n', 7)"));
        String change = "SELECT id, name, amount, _change FROM _job.changed";
        Refresh refresh = new Refresh(CLEAN, "", columns("id long", "name string", "amount int"))
                .follows(new Rows(
                        "a join",
                        List.of(
                                new Step(
                                        "changed",
                                        List.of(
                                                new Term(
                                                        Set.of(SALES),
                                                        "SELECT s.id, r.name, s.amount, s._change FROM"
                                                                + " \"bronze\".\"sales$change\" s JOIN"
                                                                + " \"system\".\"regions\" r USING (region)"),
                                                new Term(
                                                        Set.of(regions),
                                                        "SELECT s.id, r.name, error('not concerned'), r._change FROM"
                                                                + " \"bronze\".\"sales$before\" s JOIN"
                                                                + " \"system\".\"regions$change\" r USING (region)")),
                                        List.of("id")),
                                new Step("none", List.of(new Term(Set.of(regions), "SELECT 1 AS x")), List.of("x"))),
                        change + " WHERE id = getvariable('changed.id.min') AND getvariable('none.x.max') IS NULL"));
        Scan self = bench.given(
                CLEAN, columns("id long", "name string", "amount int"), "SELECT 1 AS id, 'north' AS name, 5 AS amount");

        Computed computed = bench.change(refresh, self, EngineBench.noRejects(), sold, Delta.none(north));

        assertThat(rows(self, computed)).containsExactly("1|north|5", "2|north|7");
    }

    @Test
    void rowsOfBeforeAndOfNowAreEver() {
        Scan removed = sales("(1, 'n', 5)", "(2, 's', 7)");
        Delta delta = EngineBench.delta(removed, removed, sales("(2, 's', 7)", "(3, 's', 8)"));
        String count =
                "SELECT (SELECT string_agg(id, ',' ORDER BY id) FROM \"bronze\".\"sales%s\") AS region, 1::BIGINT AS"
                        + " amount, 1::BIGINT AS _state_rows, 1 AS _change";
        Refresh refresh = new Refresh(BY_REGION, "", SUMS)
                .follows(new Rows(
                        "the test says so",
                        List.of(),
                        String.join(
                                " UNION ALL ",
                                count.formatted(""),
                                count.formatted("$before"),
                                count.formatted("$change"),
                                count.formatted("$ever"))));

        Computed computed = bench.change(refresh, refresh.empty(), EngineBench.noRejects(), delta);

        assertThat(rows(refresh.empty(), computed))
                .containsExactlyInAnyOrder("2,3|1|1", "1,2|1|1", "1,3|1|1", "1,2,3|1|1");
    }

    @Test
    void touchedGroupsAreMergedAndOnlyTheirFilesAreWrittenAgain() {
        Refresh refresh = grouped(merge(false));
        Scan before = sales("(1, 'n', 5)", "(2, 's', 7)", "(3, NULL, 1)");
        Scan self = both(
                sums("VALUES ('n', 5, 1), ('w', 1, 1)"), both(sums("VALUES ('s', 7, 1)"), sums("VALUES (NULL, 1, 1)")));
        Delta delta =
                EngineBench.delta(before, none(), sales("(4, 'n', 1)", "(5, 'n', 2)", "(6, 'e', 3)", "(7, NULL, 1)"));

        Computed computed = bench.change(refresh, self, EngineBench.noRejects(), delta);

        assertThat(computed.how()).isEqualTo("merge");
        assertThat(computed.replaced())
                .containsExactly(
                        self.files().getFirst().path(), self.files().getLast().path());
        assertThat(rows(self, computed)).containsExactly("e|3|1", "n|8|3", "s|7|1", "w|1|1", "null|2|2");
        assertThat(computed.balance()).isEqualTo(new Balance(3, 0, 3, 0, 0, 0, 0, 0));
    }

    @Test
    void groupsThatCannotTakeRowsBackAreComputedAgainWhenSomeGo() {
        Scan kept = sales("(1, 'n', 5)", "(3, 's', 1)");
        Scan removed = sales("(2, 'n', 7)", "(4, 'e', 1)");
        Scan self = sums("VALUES ('n', 12, 2), ('s', 1, 1), ('e', 1, 1)");
        Delta delta = EngineBench.delta(both(kept, removed), removed, none());

        Computed again = bench.change(grouped(merge(false)), self, EngineBench.noRejects(), delta);
        Computed merged = bench.change(grouped(merge(true)), self, EngineBench.noRejects(), delta);

        assertThat(again.how()).isEqualTo("groups");
        assertThat(rows(self, again)).containsExactly("n|5|1", "s|1|1");
        assertThat(merged.how()).isEqualTo("merge");
        assertThat(rows(self, merged)).containsExactly("n|5|1", "s|1|1");
    }

    @Test
    void allRowsAreOneGroupWhereThereAreNoColumns() {
        List<Field> fields = columns("n long");
        String count = "SELECT count(*) AS n FROM \"bronze\".\"sales\"";
        String touched = "SELECT 1 AS x FROM \"bronze\".\"sales$change\" LIMIT 1";
        Refresh refresh = new Refresh(BY_REGION, count, fields)
                .follows(new Groups("one", List.of(), new Recompute(List.of(), touched, count), Optional.empty()));
        Scan self =
                both(bench.given(BY_REGION, fields, "SELECT 1 AS n"), bench.given(BY_REGION, fields, "SELECT 2 AS n"));
        Scan before = sales("(1, 'n', 5)");

        Computed computed = bench.change(
                refresh, self, EngineBench.noRejects(), EngineBench.delta(before, none(), sales("(2, 'n', 5)")));

        assertThat(computed.replaced()).hasSize(2);
        assertThat(rows(self, computed)).containsExactly("2");
    }

    @Test
    void aSliceTakesThePlaceOfTheTablesRowsInItsRange() {
        List<Field> fields = columns("id long", "day date");
        Scan days =
                bench.given(SALES, fields, days("(1, '2026-01-01'), (2, '2026-02-01'), (3, '2026-03-01'), (4, NULL)"));
        Scan kept = bench.given(CLEAN, fields, days("(7, '2026-04-01')"));
        Scan self = both(
                bench.given(CLEAN, fields, days("(5, '2026-01-31'), (6, '2026-02-28'), (8, NULL), (9, '2026-03-01')")),
                kept);
        Refresh refresh = new Refresh(CLEAN, "SELECT * FROM \"bronze\".\"sales\"", fields);

        assertThat(sliced(refresh, days, self, Optional.of("2026-02-01"), Optional.of("2026-03-01")))
                .containsExactly("2|2026-02-01", "5|2026-01-31", "7|2026-04-01", "8|null", "9|2026-03-01");
        assertThat(sliced(refresh, days, self, Optional.empty(), Optional.of("2026-03-01")))
                .containsExactly("1|2026-01-01", "2|2026-02-01", "4|null", "7|2026-04-01", "9|2026-03-01");
        assertThat(sliced(refresh, days, self, Optional.of("2026-03-01"), Optional.empty()))
                .containsExactly("3|2026-03-01", "5|2026-01-31", "6|2026-02-28", "8|null");
    }

    @Test
    void aSliceThatDoesNotPartTheTableIsRefused() {
        List<Field> fields = columns("id long", "day date");
        Scan days = bench.given(SALES, fields, days("(1, '2026-01-01')"));
        String select = "SELECT * FROM \"bronze\".\"sales\"";
        Refresh keyed = new Refresh(CLEAN, select, fields).key("id");
        Refresh keyedByDay = new Refresh(CLEAN, select, fields).key("id", "day");

        assertThatThrownBy(() -> slice(keyed, days, "day"))
                .isInstanceOfSatisfying(
                        FozException.class, e -> assertThat(e.code().id()).isEqualTo("slice-across-key"))
                .hasMessageContainingAll("silver.sales", "add day to the key");
        assertThat(slice(keyedByDay, days, "day").how()).isEqualTo("slice");
        for (String column : List.of("id", "week")) {
            assertThatThrownBy(() -> slice(keyedByDay, days, column))
                    .isInstanceOfSatisfying(
                            FozException.class, e -> assertThat(e.code().id()).isEqualTo("slice-column"));
        }
    }

    private Computed slice(Refresh refresh, Scan input, String column) {
        return bench.compute(
                refresh,
                new Work.Slice(
                        List.of(input),
                        refresh.empty(),
                        EngineBench.noRejects(),
                        column,
                        Optional.of("2026-01-01"),
                        Optional.empty()));
    }

    private List<String> sliced(Refresh refresh, Scan input, Scan self, Optional<String> from, Optional<String> to) {
        Computed computed =
                bench.compute(refresh, new Work.Slice(List.of(input), self, EngineBench.noRejects(), "day", from, to));
        assertThat(computed.balance().closes()).isTrue();
        return rows(self, computed);
    }

    private static String days(String rows) {
        return "SELECT id::BIGINT AS id, day::DATE AS day FROM (VALUES " + rows + ") t(id, day)";
    }

    @Test
    void effortTellsWhatWasReadAndWritten() {
        Scan before = sales("(1, 'n', 5)", "(2, 's', 7)", "(3, NULL, 1)");
        Scan added = sales("(4, 'n', 1)");
        Scan self = both(sums("VALUES ('n', 5, 1), ('w', 1, 1)"), sums("VALUES ('s', 7, 1), (NULL, 1, 1)"));

        Computed whole = bench.compute(grouped(merge(true)), new Work.Whole(List.of(before)));
        Computed merged = bench.change(
                grouped(merge(true)), self, EngineBench.noRejects(), EngineBench.delta(before, none(), added));

        assertThat(whole.effort())
                .usingRecursiveComparison()
                .ignoringFields("millis")
                .isEqualTo(new Effort(
                        3, 1, bytes(before.files()), 3, whole.rows().getFirst().bytes(), 0));
        assertThat(merged.effort().rowsRead()).isBetween(4L, 16L);
        assertThat(merged.effort().filesRead()).isEqualTo(3);
        assertThat(merged.effort().bytesRead()).isEqualTo(bytes(added.files()) + bytes(self.files()));
        assertThat(merged.effort().rowsWritten()).isEqualTo(2);
    }

    private static long bytes(List<Scan.DataFile> files) {
        return files.stream().mapToLong(Scan.DataFile::bytes).sum();
    }

    private static Refresh copied() {
        return new Refresh(CLEAN, "SELECT * FROM \"bronze\".\"sales\"", COLUMNS)
                .follows(new Rows("each row is copied", List.of(), "SELECT * FROM \"bronze\".\"sales$change\""));
    }

    private static Refresh grouped(Incremental way) {
        return new Refresh(BY_REGION, GROUPED, SUMS).follows(way);
    }

    private static Groups merge(boolean takesBack) {
        String touched = "SELECT DISTINCT region FROM \"bronze\".\"sales$change\"";
        String partial =
                "SELECT region, sum(amount * _change) AS amount, sum(_change) AS n FROM \"bronze\".\"sales$change\""
                        + " GROUP BY region";
        String fresh =
                "SELECT p.region, coalesce(t.amount, 0) + p.amount AS amount, coalesce(t._state_rows, 0) + p.n AS"
                        + " _state_rows FROM _job.partial p LEFT JOIN _job.self t ON (p.region IS NOT DISTINCT FROM"
                        + " t.region) WHERE coalesce(t._state_rows, 0) + p.n > 0";
        return new Groups(
                "a sum by region",
                List.of("region"),
                new Recompute(
                        List.of(new Step("touched", List.of(new Term(Set.of(SALES), touched)), List.of())),
                        "SELECT region FROM _job.touched",
                        "SELECT region, sum(amount) AS amount, count(*) AS _state_rows FROM \"bronze\".\"sales\" s"
                            + " SEMI JOIN _job.touched t ON (s.region IS NOT DISTINCT FROM t.region) GROUP BY region"),
                Optional.of(new Merge(
                        List.of(new Step("partial", List.of(new Term(Set.of(SALES), partial)), List.of())),
                        "SELECT region FROM _job.partial",
                        fresh,
                        "SELECT count(*) > 0 FROM \"bronze\".\"sales$change\" WHERE _change < 0",
                        takesBack)));
    }

    private Scan sales(String... rows) {
        return bench.given(SALES, COLUMNS, values(String.join(", ", rows)));
    }

    private Scan sums(String values) {
        return bench.given(
                BY_REGION,
                SUMS,
                "SELECT region, amount::BIGINT AS amount, n::BIGINT AS _state_rows FROM (" + values
                        + ") t(region, amount, n)");
    }

    private static Scan none() {
        return EngineBench.scan(SALES, Layouts.of(COLUMNS), List.of());
    }

    private static String values(String rows) {
        return "SELECT id::BIGINT AS id, region, amount::INT AS amount FROM (VALUES " + rows
                + ") t(id, region, amount)";
    }

    private static Scan both(Scan one, Scan other) {
        List<Scan.DataFile> files = new ArrayList<>(one.files());
        files.addAll(other.files());
        return EngineBench.with(one, files);
    }

    private List<String> rows(Scan self, Computed computed) {
        return bench.rows(EngineBench.after(self, computed));
    }
}
