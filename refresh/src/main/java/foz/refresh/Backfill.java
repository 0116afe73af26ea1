package foz.refresh;

import foz.api.balance.BatchRow;
import foz.api.engine.Engine;
import foz.api.engine.Scan;
import foz.api.engine.Work;
import foz.api.failure.FozException;
import foz.api.lake.Lake;
import foz.api.lake.Position;
import foz.api.lake.TableState;
import foz.api.plan.Pipeline;
import foz.api.plan.TablePlan;
import foz.api.type.Field;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Computes a table's rows again slice by slice, each slice in a commit of its own that says how far it has come; ended in the middle it
 * goes on where it was.
 *
 * <p>A table that stands where its definition is, is brought up to date first: then each slice agrees with the position, and what happens
 * to the inputs later is followed as always. A table whose definition changed is computed from the inputs as they were when the backfill
 * began, until all of it is; then it stands at the new definition and at those inputs. Until then refreshes leave it alone.
 */
public final class Backfill {

    private final Lake lake;
    private final Engine engine;
    private final RefreshOptions options;
    private final Pipeline pipeline;
    private final TablePlan table;
    private final Accounts accounts;

    /** Of one table, over a lake opened for writing. */
    public Backfill(Lake lake, Engine engine, RefreshOptions options, Pipeline pipeline, TablePlan table) {
        this.lake = lake;
        this.engine = engine;
        this.options = options;
        this.pipeline = pipeline;
        this.table = table;
        this.accounts = new Accounts(lake);
    }

    /**
     * What was done, or is left.
     *
     * @param slices how many were computed now
     * @param skipped how many were done before
     * @param done whether the table stands at its definition now
     */
    public record Result(String column, int slices, int skipped, boolean done) {}

    /** Does what is asked and is not done yet; tells each slice's account. */
    public Result run(BackfillOrder order, Consumer<BatchRow> told) {
        TableState there = lake.table(table.name())
                .filter(state -> Position.read(state.summary()).isPresent())
                .orElseThrow(() -> new FozException(RefreshFailure.NOT_BUILT_YET, "table", table.name()));
        boolean changed = !position(there).definition().equals(table.definition());
        Optional<BackfillState> begun = BackfillState.read(there.summary()).filter(this::isOurs);
        String column = new SliceColumn(table, there).of(order.column().or(() -> begun.map(BackfillState::column)));
        bringUpToDate(changed);
        BackfillState state = state(order, begun, column, changed);
        if (changed) {
            new SliceCommit(lake, engine, options, accounts, table, current(), state).begin();
        }
        return slices(state, changed, told);
    }

    private TableState current() {
        return lake.table(table.name()).orElseThrow();
    }

    private static Position position(TableState state) {
        return Position.read(state.summary()).orElseThrow();
    }

    private boolean isOurs(BackfillState state) {
        return state.definition().equals(table.definition())
                && state.inputs().entrySet().stream().allMatch(e -> isKept(e.getKey(), e.getValue()));
    }

    private boolean isKept(TableName input, long snapshot) {
        return lake.table(input).isPresent()
                && lake.history().snapshots(input).stream().anyMatch(kept -> kept.id() == snapshot);
    }

    /** Its stages in any case; the table itself where it only has to follow its inputs. */
    private void bringUpToDate(boolean changed) {
        List<TablePlan> parts = Stages.of(table, options.zone());
        for (TablePlan part : changed ? parts.subList(0, parts.size() - 1) : parts) {
            new Refresh(lake, engine, options).bringUpToDate(part, pipeline).ifPresent(accounts::add);
        }
    }

    private BackfillState state(BackfillOrder order, Optional<BackfillState> begun, String column, boolean changed) {
        boolean sameColumn = begun.filter(b -> b.column().equals(column)).isPresent();
        TimeRange range =
                order.range().or(() -> begun.map(BackfillState::range)).orElse(TimeRange.ALL);
        SliceUnit unit = order.unit().or(() -> begun.map(BackfillState::unit)).orElse(SliceUnit.MONTH);
        boolean goesOn = sameColumn && (changed || begun.get().range().equals(range));
        return goesOn
                ? begun.get().asked(range, unit)
                : new BackfillState(
                        table.definition(), column, range, unit, changed ? snapshots() : Map.of(), List.of());
    }

    private Map<TableName, Long> snapshots() {
        Map<TableName, Long> snapshots = new HashMap<>();
        for (TableName input : table.query().inputs()) {
            snapshots.put(input, lake.table(input).map(TableState::snapshot).orElse(0L));
        }
        return snapshots;
    }

    private Result slices(BackfillState begun, boolean changed, Consumer<BatchRow> told) {
        BackfillState state = begun;
        List<Scan> inputs = inputs(begun, changed);
        Extent extent = Extent.of(table, field(begun.column()), inputs, engine, options.zone());
        int computed = 0;
        List<TimeRange> slices = begun.range().cut(begun.unit(), extent.least(), extent.greatest());
        for (TimeRange slice : slices) {
            if (!state.isDone(slice)) {
                state = state.with(slice);
                SliceCommit commit = new SliceCommit(lake, engine, options, accounts, table, current(), state);
                told.accept(commit.compute(slice, (self, rejected) -> work(begun, slice, inputs, self, rejected)));
                options.steps().reached("slice-committed");
                computed++;
            }
        }
        boolean whole = !changed || state.isDone(TimeRange.ALL);
        if (whole) {
            new SliceCommit(lake, engine, options, accounts, table, current(), state).end(changed);
        }
        return new Result(begun.column(), computed, slices.size() - computed, whole);
    }

    private Work work(BackfillState state, TimeRange slice, List<Scan> inputs, Scan self, Scan rejected) {
        Field field = field(state.column());
        return new Work.Slice(
                inputs,
                self,
                rejected,
                field.name(),
                slice.from().map(time -> SliceColumn.bound(time, field.type(), options.zone())),
                slice.to().map(time -> SliceColumn.bound(time, field.type(), options.zone())));
    }

    private Field field(String column) {
        return table.query().columns().field(column).orElseThrow();
    }

    private List<Scan> inputs(BackfillState state, boolean changed) {
        List<Scan> scans = new ArrayList<>();
        for (TableName input : table.query().inputs().stream().sorted().toList()) {
            scans.add(changed ? lake.history().at(input, state.inputs().getOrDefault(input, 0L)) : lake.scan(input));
        }
        return scans;
    }
}
