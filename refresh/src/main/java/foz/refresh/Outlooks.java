package foz.refresh;

import foz.api.engine.Engine;
import foz.api.engine.Scan;
import foz.api.failure.FozException;
import foz.api.lake.Lake;
import foz.api.plan.Pipeline;
import foz.api.plan.TablePlan;
import java.util.List;
import java.util.Optional;

/** Looks at what refreshes would do; writes nothing. */
public final class Outlooks {

    private final Lake lake;
    private final RefreshOptions options;
    private final Turns turns;

    /** Of a lake that may be open for reading only. */
    public Outlooks(Lake lake, Engine engine, RefreshOptions options, Pipeline pipeline) {
        this.lake = lake;
        this.options = options;
        this.turns = new Turns(lake, engine, options, new Accounts(lake), pipeline.sources());
    }

    /** One for each stage of the table, then the table's own. */
    public List<Outlook> of(TablePlan table) {
        Turn turn = turns.of(table);
        return Stages.of(table, options.zone()).stream()
                .map(part -> one(part, turn))
                .toList();
    }

    private Outlook one(TablePlan table, Turn turn) {
        try {
            Way way = table.query().inputs().stream()
                            .allMatch(input -> lake.table(input).isPresent())
                    ? new Decisions(lake).of(table).way()
                    : new Way.Whole(there(table), "it is new");
            return of(table, turn, way);
        } catch (FozException failure) {
            return new Outlook(table, turn, Outlook.Step.NOTHING, "", List.of(), Optional.of(failure));
        }
    }

    private List<Scan> there(TablePlan table) {
        return table.query().inputs().stream()
                .sorted()
                .filter(input -> lake.table(input).isPresent())
                .map(lake::scan)
                .toList();
    }

    private static Outlook of(TablePlan table, Turn turn, Way way) {
        return switch (way) {
            case Way.Nothing nothing -> new Outlook(table, turn, Outlook.Step.NOTHING, "", List.of(), Optional.empty());
            case Way.Advance advance -> new Outlook(table, turn, Outlook.Step.ADVANCE, "", List.of(), Optional.empty());
            case Way.Append append -> {
                Outlook.Amount came = Outlook.Amount.of(append.added());
                Outlook.Input input = new Outlook.Input(
                        append.added().table(), came, Optional.of(new Outlook.Change(came, Outlook.Amount.NONE)));
                yield new Outlook(table, turn, Outlook.Step.APPEND, append.because(), List.of(input), Optional.empty());
            }
            case Way.Change change ->
                new Outlook(
                        table,
                        turn,
                        Outlook.Step.CHANGE,
                        change.because(),
                        change.inputs().stream().map(Outlook.Input::of).toList(),
                        Optional.empty());
            case Way.Whole whole ->
                new Outlook(
                        table,
                        turn,
                        Outlook.Step.WHOLE,
                        whole.because(),
                        whole.inputs().stream().map(Outlook.Input::of).toList(),
                        Optional.empty());
        };
    }
}
