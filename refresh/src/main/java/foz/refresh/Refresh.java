package foz.refresh;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.balance.Quarantine;
import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Engine;
import foz.api.engine.Target;
import foz.api.engine.Work;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.Digest;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.lake.TableState;
import foz.api.plan.TablePlan;
import foz.api.plan.TablePlan.Expectation;
import foz.api.type.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Brings derived tables up to date, each after the tables it reads, each in one batch. A table that fails stays as it was, and so do
 * the tables that read it; the others go on. One thread.
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
     * Refreshes the tables in the order given; what reads a source that failed is refreshed from what is there.
     */
    public List<Outcome> refresh(List<TablePlan> tables) {
        List<Outcome> outcomes = new ArrayList<>();
        Set<TableName> failed = new HashSet<>();
        for (TablePlan table : tables) {
            Outcome outcome = outcome(table, failed);
            outcome.failure().ifPresent(failure -> failed.add(table.name()));
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private Outcome outcome(TablePlan table, Set<TableName> failed) {
        String origin = table.name().toString();
        try {
            for (TableName input : table.query().inputs()) {
                if (failed.contains(input)) {
                    throw new FozException(RefreshFailure.INPUT_NOT_FRESH, "table", origin, "input", input);
                }
            }
            return new Outcome(origin, refresh(table).stream().toList(), List.of(), Optional.empty());
        } catch (FozException failure) {
            return new Outcome(origin, List.of(), List.of(), Optional.of(failure));
        }
    }

    private Optional<BatchRow> refresh(TablePlan table) {
        Decision decision = Decision.of(table, lake);
        return switch (decision.way()) {
            case Way.Nothing nothing -> Optional.empty();
            case Way.Append append -> Optional.of(run(table, decision, new Work.Append(append.added()), "append"));
            case Way.Whole whole -> Optional.of(run(table, decision, new Work.Whole(whole.inputs()), "whole"));
        };
    }

    private BatchRow run(TablePlan table, Decision decision, Work work, String how) {
        Instant now = options.clock().instant();
        options.progress().begin("refreshing " + table.name(), 0);
        try (Batch batch = lake.begin(new Intent(id(table, decision, how), "refresh " + table.name()))) {
            Target rows = how.equals("whole")
                    ? batch.rebuild(table.name(), table.query().columns(), table.partitionBy())
                    : batch.target(table.name(), table.query().columns(), table.partitionBy());
            Target bad = batch.target(Quarantine.TABLE, Quarantine.SCHEMA, Quarantine.PARTITION_BY);
            Computed computed = engine.compute(new Compute(batch.id(), now, table, options.zone(), work, rows, bad));
            options.steps().reached("table-computed");
            BatchRow account = account(table, batch.id(), how, now, computed);
            batch.commit(new Commit(changes(table, decision, how, computed), List.of(), List.of(account), Map.of()));
            return account;
        } finally {
            options.progress().end();
        }
    }

    private String id(TablePlan table, Decision decision, String how) {
        long stands = lake.table(table.name()).map(TableState::snapshot).orElse(0L);
        Digest work =
                new Digest().with(how).with(stands).with(decision.reaches().summary());
        return table.name() + "-" + work.text();
    }

    private BatchRow account(TablePlan table, String batch, String how, Instant now, Computed computed) {
        Balance balance = computed.balance();
        if (!balance.closes()) {
            throw new FozException(
                    RefreshFailure.TABLE_BALANCE_OPEN,
                    "table",
                    table.name(),
                    "balance",
                    balance,
                    "missing",
                    balance.missing());
        }
        long warned = table.expectations().stream()
                .filter(rule -> rule.outcome() == TablePlan.Outcome.WARN)
                .map(Expectation::name)
                .mapToLong(rule -> computed.failed().getOrDefault(rule, 0L))
                .sum();
        return new BatchRow(batch, "table", table.name().toString(), OptionalLong.empty(), how, now, balance, warned);
    }

    private List<TableChange> changes(TablePlan table, Decision decision, String how, Computed computed) {
        Map<String, String> summary = decision.reaches().summary();
        List<TableChange> changes = new ArrayList<>();
        if (how.equals("whole")) {
            changes.add(new TableChange.ReplaceAll(table.name(), computed.rows(), summary));
            changes.addAll(replacedRejects(table, computed));
        } else {
            changes.add(new TableChange.Append(table.name(), computed.rows(), summary));
            if (!computed.quarantine().isEmpty()) {
                changes.add(new TableChange.Append(Quarantine.TABLE, computed.quarantine(), Map.of()));
            }
        }
        return changes;
    }

    /** A rebuild replaces what the table put into the quarantine before; without any of either there is nothing to write. */
    private List<TableChange> replacedRejects(TablePlan table, Computed computed) {
        boolean before = lake.ledger().accounts().stream()
                .anyMatch(row -> row.origin().equals(table.name().toString())
                        && row.balance().quarantined() > 0);
        return before || !computed.quarantine().isEmpty()
                ? List.of(new TableChange.ReplacePartition(
                        Quarantine.TABLE, table.name().toString(), computed.quarantine(), Map.of()))
                : List.of();
    }
}
