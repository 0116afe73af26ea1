package foz.testkit.engine;

import static foz.testkit.engine.Layouts.columns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.balance.Balance;
import foz.api.engine.Computed;
import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.engine.Work;
import foz.api.failure.FozException;
import foz.api.plan.TablePlan.Duplicates;
import foz.api.plan.TablePlan.Keep;
import foz.api.plan.TablePlan.Outcome;
import foz.api.sql.Incremental.Rows;
import foz.api.type.Field;
import foz.api.type.TableName;
import foz.testkit.engine.EngineBench.Refresh;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every engine does with changes of tables that have a key or rules. */
public abstract class EngineKeyChangeSuite extends OpenedEngine {

    private static final TableName SALES = new TableName("bronze", "sales");
    private static final TableName CLEAN = new TableName("silver", "sales");
    private static final List<Field> COLUMNS = columns("id long", "quantity int", "day date");

    @Test
    void aRowBetweenTwoGroupsOfAKeyJoinsThem() {
        Refresh refresh = keyed(Keep.FIRST, Optional.of(Duration.ofDays(10)));
        Scan before = sales("(1, 5, '2026-01-01'), (1, 6, '2026-01-09'), (1, 7, '2026-01-25'), (2, 1, '2026-01-01')");
        Scan self = whole(refresh, before);
        assertThat(bench.rows(self)).containsExactly("1|5|2026-01-01", "1|7|2026-01-25", "2|1|2026-01-01");

        Computed computed = follow(refresh, self, EngineBench.delta(before, none(), sales("(1, 8, '2026-01-17')")));

        assertThat(computed.how()).isEqualTo("keys");
        assertThat(bench.rows(EngineBench.after(self, computed))).containsExactly("1|5|2026-01-01", "2|1|2026-01-01");
        assertThat(computed.balance()).isEqualTo(new Balance(3, 0, 1, 0, 0, 0, 0, 2));
    }

    @Test
    void aRowThatLosesLeavesTheTableAlone() {
        Refresh refresh = keyed(Keep.FIRST, Optional.empty());
        Scan before = sales("(1, 5, '2026-01-02')");
        Scan self = whole(refresh, before);

        Computed computed = follow(
                refresh, self, EngineBench.delta(before, none(), sales("(1, 5, '2026-01-02'), (1, 6, '2026-01-03')")));

        assertThat(computed.replaced()).isEmpty();
        assertThat(computed.rows()).isEmpty();
        assertThat(computed.balance()).isEqualTo(new Balance(2, 0, 0, 0, 0, 0, 1, 1));
    }

    @Test
    void whenAWinnerGoesTheNextOneTakesItsPlace() {
        Refresh refresh = keyed(Keep.LAST, Optional.empty());
        Scan kept = sales("(1, 5, '2026-01-02'), (2, 1, '2026-01-01')");
        Scan gone = sales("(1, 6, '2026-01-03')");
        Delta delta = EngineBench.delta(EngineBench.delta(kept, none(), gone).now(), gone, none());
        Scan self = whole(refresh, delta.before());

        Computed computed = follow(refresh, self, delta);

        assertThat(bench.rows(EngineBench.after(self, computed))).containsExactly("1|5|2026-01-02", "2|1|2026-01-01");
        assertThat(computed.balance()).isEqualTo(new Balance(1, 0, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void aSecondRowOfAKeyMayBeRefused() {
        Refresh refresh = keyed(Keep.FAIL, Optional.empty());
        Scan before = sales("(1, 5, '2026-01-02')");
        Scan self = whole(refresh, before);

        assertThatThrownBy(
                        () -> follow(refresh, self, EngineBench.delta(before, none(), sales("(1, 6, '2026-01-03')"))))
                .isInstanceOfSatisfying(
                        FozException.class, e -> assertThat(e.code().id()).isEqualTo("duplicate-key"));
    }

    @Test
    void aRejectLeavesTheQuarantineWithItsRowAndItsEqualKeepsItsId() {
        Refresh refresh = new Refresh(CLEAN, "SELECT * FROM \"bronze\".\"sales\"", COLUMNS)
                .follows(copies())
                .expect(Outcome.QUARANTINE, "positive", "quantity > 0");
        Scan removed = sales("(1, 0, NULL), (2, 0, NULL)");
        Scan before = EngineBench.delta(sales("(1, 0, NULL), (3, 1, NULL)"), none(), removed)
                .now();
        Computed whole = bench.compute(refresh.from(before), new Work.Whole(List.of(before)));
        Scan rejected = EngineBench.rejectedAfter(EngineBench.noRejects(), whole);
        List<String> ids = bench.ask("SELECT id FROM system.quarantine", rejected);

        Computed computed = bench.change(
                refresh,
                EngineBench.after(refresh.empty(), whole),
                rejected,
                EngineBench.delta(before, removed, sales("(4, 0, NULL)")));

        Scan now = EngineBench.rejectedAfter(rejected, computed);
        assertThat(computed.withdrawn())
                .containsExactly(rejected.files().getFirst().path());
        assertThat(bench.ask("SELECT raw FROM system.quarantine ORDER BY raw", now))
                .containsExactly("{\"id\":1,\"quantity\":0,\"day\":null}", "{\"id\":4,\"quantity\":0,\"day\":null}");
        assertThat(ids)
                .hasSize(3)
                .containsAll(bench.ask("SELECT id FROM system.quarantine WHERE raw::VARCHAR LIKE '%:1,%'", now));
        assertThat(computed.balance()).isEqualTo(new Balance(1, 0, 0, 1, 0, 0, 0, 0));
    }

    private Scan whole(Refresh refresh, Scan input) {
        Computed computed = bench.compute(refresh.from(input), new Work.Whole(List.of(input)));
        return EngineBench.after(refresh.empty(), computed);
    }

    private Computed follow(Refresh refresh, Scan self, Delta delta) {
        Computed computed = bench.change(refresh.from(delta.now()), self, EngineBench.noRejects(), delta);
        assertThat(computed.balance().closes()).isTrue();
        return computed;
    }

    private static Refresh keyed(Keep keep, Optional<Duration> within) {
        return new Refresh(CLEAN, "SELECT * FROM \"bronze\".\"sales\"", COLUMNS)
                .follows(copies())
                .key("id")
                .duplicates(new Duplicates(keep, Optional.of("day"), within));
    }

    private static Rows copies() {
        return new Rows("each row is copied", List.of(), "SELECT * FROM \"bronze\".\"sales$change\"");
    }

    private Scan sales(String rows) {
        return bench.given(
                SALES,
                COLUMNS,
                "SELECT id::BIGINT AS id, quantity::INT AS quantity, day::DATE AS day FROM (VALUES " + rows
                        + ") t(id, quantity, day)");
    }

    private static Scan none() {
        return EngineBench.scan(SALES, Layouts.of(COLUMNS), List.of());
    }
}
