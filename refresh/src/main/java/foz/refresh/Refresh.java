package foz.refresh;

import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.engine.Engine;
import foz.api.failure.FozException;
import foz.api.failure.Sentence;
import foz.api.lake.Lake;
import foz.api.lake.TableState;
import foz.api.plan.Pipeline;
import foz.api.plan.TablePlan;
import foz.api.plan.Timing;
import foz.api.type.TableName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings derived tables up to date, each after its stages and the tables it reads, each in one batch. A table that fails stays as it
 * was, and so do the tables that read it; the others go on. One thread.
 */
public final class Refresh {

    private final Lake lake;
    private final Engine engine;
    private final RefreshOptions options;

    /** Over a lake opened for writing. */
    public Refresh(Lake lake, Engine engine, RefreshOptions options) {
        this.lake = lake;
        this.engine = engine;
        this.options = options;
    }

    /**
     * Refreshes the pipeline's tables in order; what reads a source that failed is refreshed from what is there, and so is what reads
     * a table whose turn it isn't.
     *
     * @return one outcome for each table and each stage
     */
    public List<Outcome> refresh(Pipeline pipeline, Demand demand) {
        List<Outcome> outcomes = new ArrayList<>();
        Set<TableName> failed = new HashSet<>();
        Accounts accounts = new Accounts(lake);
        Turns turns = new Turns(lake, engine, options, accounts, pipeline.sources());
        for (TablePlan table : pipeline.tables()) {
            outcomes.addAll(outcomes(table, demand, turns, accounts, failed));
        }
        return outcomes;
    }

    private List<Outcome> outcomes(
            TablePlan table, Demand demand, Turns turns, Accounts accounts, Set<TableName> failed) {
        String origin = table.name().toString();
        Turn turn;
        try {
            turn = turns.of(table);
            boolean mayWait = demand.when() == Demand.When.DUE && !demand.rebuilds(table.name());
            if (turn instanceof Turn.Waits waiting && mayWait) {
                return List.of(new Outcome(origin, List.of(), note(table, waiting), Optional.empty()));
            }
        } catch (FozException failure) {
            failed.add(table.name());
            return List.of(new Outcome(origin, List.of(), List.of(), Optional.of(failure)));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (TablePlan part : Stages.of(table, options.zone())) {
            Outcome outcome = outcome(part, demand, turn, accounts, failed);
            outcome.failure().ifPresent(failure -> failed.add(part.name()));
            outcomes.add(outcome);
        }
        return outcomes;
    }

    /** Waiting is worth a word only while there is something to be brought in. */
    private List<Sentence> note(TablePlan table, Turn.Waits turn) {
        boolean idle = Stages.of(table, options.zone()).stream().noneMatch(new Decisions(lake)::isBehind);
        return idle
                ? List.of()
                : List.of(Sentence.of(
                        turn.until().isPresent() ? RefreshNote.WAITS_UNTIL : RefreshNote.WAITS,
                        "table",
                        table.name(),
                        "reason",
                        turn.reason(),
                        "until",
                        turn.until().map(this::local).orElse("")));
    }

    private String local(Instant time) {
        return time.atZone(options.zone())
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ');
    }

    private Outcome outcome(TablePlan table, Demand demand, Turn turn, Accounts accounts, Set<TableName> failed) {
        String origin = table.name().toString();
        try {
            for (TableName input : table.query().inputs()) {
                if (failed.contains(input)) {
                    throw new FozException(RefreshFailure.INPUT_NOT_FRESH, "table", origin, "input", input);
                }
            }
            List<BatchRow> rows =
                    refresh(table, demand, turn, accounts).stream().toList();
            return new Outcome(origin, rows, List.of(), Optional.empty());
        } catch (FozException failure) {
            return new Outcome(origin, List.of(), List.of(), Optional.of(failure));
        }
    }

    private Optional<BatchRow> refresh(TablePlan table, Demand demand, Turn turn, Accounts accounts) {
        Decisions decisions = new Decisions(lake);
        Decision decision =
                demand.rebuilds(table.name()) ? decisions.whole(table, "a rebuild was asked for") : decisions.of(table);
        return run(table, decision.with(marks(table, turn, decision.way())), accounts);
    }

    /** One table or stage without its neighbours, whatever its timing. */
    Optional<BatchRow> bringUpToDate(TablePlan table, Pipeline pipeline) {
        Accounts accounts = new Accounts(lake);
        Turn turn = new Turns(lake, engine, options, accounts, pipeline.sources()).of(table);
        Decision decision = new Decisions(lake).of(table);
        return run(table, decision.with(marks(table, turn, decision.way())), accounts);
    }

    private Optional<BatchRow> run(TablePlan table, Decision decision, Accounts accounts) {
        Recompute recompute = new Recompute(lake, engine, options, accounts, table, decision);
        return switch (decision.way()) {
            case Way.Nothing nothing -> {
                if (isScheduled(table)) {
                    recompute.pass();
                }
                yield Optional.empty();
            }
            case Way.Advance advance -> {
                if (isScheduled(table)) {
                    recompute.pass();
                } else {
                    recompute.advance();
                }
                yield Optional.empty();
            }
            case Way.Append append -> Optional.of(recompute.append(append));
            case Way.Change change -> Optional.of(recompute.change(change));
            case Way.Whole whole -> Optional.of(recompute.whole(whole));
        };
    }

    /** A scheduled time at which nothing had changed has come all the same: what changes later waits for the next. */
    private static boolean isScheduled(TablePlan table) {
        return table.timing() instanceof Timing.Cron;
    }

    /** For which period a table was refreshed, and how far a backfill has come that goes beside refreshes. */
    private Map<String, String> marks(TablePlan table, Turn turn, Way way) {
        Map<String, String> before =
                lake.table(table.name()).map(TableState::summary).orElse(Map.of());
        Map<String, String> marks = new HashMap<>();
        if (!(way instanceof Way.Whole)) {
            BackfillState.read(before).map(BackfillState::summary).ifPresent(marks::putAll);
        }
        if (turn instanceof Turn.Due due) {
            due.period().ifPresent(period -> marks.put(Turns.PERIOD, period.toString()));
        } else if (before.containsKey(Turns.PERIOD)) {
            marks.put(Turns.PERIOD, before.getOrDefault(Turns.PERIOD, ""));
        }
        Turns.next(table, options).ifPresent(next -> marks.put(Turns.NEXT, next.toString()));
        return marks;
    }
}
