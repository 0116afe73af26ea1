package foz.refresh;

import foz.api.balance.BatchRow;
import foz.api.engine.Engine;
import foz.api.engine.Scan;
import foz.api.engine.Work;
import foz.api.lake.Lake;
import foz.api.lake.Position;
import foz.api.lake.TableState;
import foz.api.plan.TablePlan;
import foz.api.type.Field;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What a backfill commits: its beginning, one slice, its end. */
final class SliceCommit {

    private final Lake lake;
    private final Engine engine;
    private final RefreshOptions options;
    private final Accounts accounts;
    private final TablePlan table;
    private final TableState there;
    private final BackfillState state;

    /**
     * A commit.
     *
     * @param there the table before it
     * @param state how far the backfill has come with it
     */
    SliceCommit(
            Lake lake,
            Engine engine,
            RefreshOptions options,
            Accounts accounts,
            TablePlan table,
            TableState there,
            BackfillState state) {
        this.lake = lake;
        this.engine = engine;
        this.options = options;
        this.accounts = accounts;
        this.table = table;
        this.there = there;
        this.state = state;
    }

    /** The table gets the columns that it lacks, so that rows of both definitions can stand side by side; nothing else. */
    void begin() {
        recompute(standing(), state.summary()).settle(true, List.of());
    }

    /** One slice. */
    BatchRow compute(TimeRange slice, BiFunction<Scan, Scan, Work> work) {
        return recompute(standing(), state.summary()).slice("backfill of " + slice + " by " + state.column(), work);
    }

    /** The backfill is over; where the definition changed, the table stands at the new one from now on. */
    void end(boolean changed) {
        if (!changed) {
            recompute(standing(), Map.of()).settle(false, List.of());
            return;
        }
        List<String> surplus = there.layout().schema().fields().stream()
                .map(Field::name)
                .filter(name -> table.columns().field(name).isEmpty())
                .toList();
        recompute(new Position(table.definition(), state.inputs()), Map.of()).settle(true, surplus);
    }

    private Position standing() {
        return Position.read(there.summary()).orElseThrow();
    }

    private Recompute recompute(Position position, Map<String, String> marks) {
        return new Recompute(lake, engine, options, accounts, table, new Decision(new Way.Nothing(), position, marks));
    }
}
