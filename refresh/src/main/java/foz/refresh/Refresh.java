package foz.refresh;

import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.engine.Engine;
import foz.api.failure.FozException;
import foz.api.lake.Lake;
import foz.api.plan.Pipeline;
import foz.api.plan.TablePlan;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
     * Refreshes the pipeline's tables in order; what reads a source that failed is refreshed from what is there.
     *
     * @return one outcome for each table and each stage
     */
    public List<Outcome> refresh(Pipeline pipeline, Demand demand) {
        List<Outcome> outcomes = new ArrayList<>();
        Set<TableName> failed = new HashSet<>();
        Accounts accounts = new Accounts(lake);
        for (TablePlan whole : pipeline.tables()) {
            for (TablePlan table : Stages.of(whole, options.zone())) {
                Outcome outcome = outcome(table, demand, accounts, failed);
                outcome.failure().ifPresent(failure -> failed.add(table.name()));
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private Outcome outcome(TablePlan table, Demand demand, Accounts accounts, Set<TableName> failed) {
        String origin = table.name().toString();
        try {
            for (TableName input : table.query().inputs()) {
                if (failed.contains(input)) {
                    throw new FozException(RefreshFailure.INPUT_NOT_FRESH, "table", origin, "input", input);
                }
            }
            return new Outcome(origin, refresh(table, demand, accounts).stream().toList(), List.of(), Optional.empty());
        } catch (FozException failure) {
            return new Outcome(origin, List.of(), List.of(), Optional.of(failure));
        }
    }

    private Optional<BatchRow> refresh(TablePlan table, Demand demand, Accounts accounts) {
        Decisions decisions = new Decisions(lake);
        Decision decision =
                demand.rebuilds(table.name()) ? decisions.whole(table, "a rebuild was asked for") : decisions.of(table);
        Recompute recompute = new Recompute(lake, engine, options, accounts, table, decision);
        return switch (decision.way()) {
            case Way.Nothing nothing -> Optional.empty();
            case Way.Advance advance -> {
                recompute.advance();
                yield Optional.empty();
            }
            case Way.Append append -> Optional.of(recompute.append(append));
            case Way.Change change -> Optional.of(recompute.change(change));
            case Way.Whole whole -> Optional.of(recompute.whole(whole));
        };
    }
}
