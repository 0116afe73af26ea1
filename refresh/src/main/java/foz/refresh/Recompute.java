package foz.refresh;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.balance.Effort;
import foz.api.balance.Quarantine;
import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Engine;
import foz.api.engine.Scan;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** One refresh of one table in one batch: computed as decided, its balance closed, committed with its position. */
final class Recompute {

    private final Lake lake;
    private final Engine engine;
    private final RefreshOptions options;
    private final Accounts accounts;
    private final TablePlan table;
    private final Decision decision;
    private final Holdings holdings;
    private final Rejects rejects;

    Recompute(Lake lake, Engine engine, RefreshOptions options, Accounts accounts, TablePlan table, Decision decision) {
        this.lake = lake;
        this.engine = engine;
        this.options = options;
        this.accounts = accounts;
        this.table = table;
        this.decision = decision;
        this.holdings = new Holdings(lake);
        this.rejects = new Rejects(lake, accounts);
    }

    /** Writes the position and nothing else. */
    void advance() {
        move(List.of());
    }

    /** Writes down that the table had its turn, with the position. */
    void pass() {
        Instant now = options.clock().instant();
        move(List.of(new BatchRow(
                id("pass"), "table", table.name().toString(), OptionalLong.empty(), "none", now, Balance.EMPTY, 0)));
    }

    private void move(List<BatchRow> account) {
        String what = "position of " + table.name();
        String id = account.isEmpty() ? id("advance") : account.getFirst().batch();
        try (Batch batch = lake.begin(new Intent(id, what))) {
            TableChange change = new TableChange.Append(table.name(), List.of(), summary(holdings.of(table.name())));
            batch.commit(new Commit(List.of(change), List.of(), account, Map.of()));
            account.forEach(accounts::add);
        }
    }

    /** Writes position and marks, and makes the columns those of the definition, keeping all rows. */
    void settle(boolean columns, List<String> surplus) {
        try (Batch batch = lake.begin(new Intent(id("settle"), "columns of " + table.name()))) {
            surplus.forEach(column -> batch.drop(table.name(), column));
            if (columns) {
                batch.target(table.name(), table.columns(), table.partitionBy());
            }
            TableChange change = new TableChange.Append(table.name(), List.of(), summary(holdings.of(table.name())));
            batch.commit(new Commit(List.of(change), List.of(), List.of(), Map.of()));
        }
    }

    BatchRow slice(String because, BiFunction<Scan, Scan, Work> work) {
        return run("slice", because, work::apply);
    }

    BatchRow append(Way.Append way) {
        return run("append", way.because(), (self, rejected) -> new Work.Append(way.added()));
    }

    BatchRow change(Way.Change way) {
        return run("change", way.because(), (self, rejected) -> new Work.Change(way.inputs(), self, rejected));
    }

    BatchRow whole(Way.Whole way) {
        return run("whole", way.because(), (self, rejected) -> new Work.Whole(way.inputs()));
    }

    /** Makes the work once it is known which files of the table and of the quarantine it may touch. */
    @FunctionalInterface
    private interface Order {
        Work with(Scan self, Scan rejected);
    }

    private BatchRow run(String way, String because, Order order) {
        Instant now = options.clock().instant();
        options.progress().begin("refreshing " + table.name(), 0);
        try (Batch batch = lake.begin(new Intent(id(way), "refresh " + table.name()))) {
            Target rows = way.equals("whole")
                    ? batch.rebuild(table.name(), table.columns(), table.partitionBy())
                    : batch.target(table.name(), table.columns(), table.partitionBy());
            Target bad = batch.target(Quarantine.TABLE, Quarantine.SCHEMA, Quarantine.PARTITION_BY);
            Work work = way.equals("change") || way.equals("slice")
                    ? order.with(lake.scan(table.name()), rejects.of(table, bad))
                    : order.with(nothing(rows), nothing(bad));
            Computed computed = engine.compute(new Compute(batch.id(), now, table, options.zone(), work, rows, bad));
            options.steps().reached("table-computed");
            BatchRow account = account(batch.id(), because, now, work, computed);
            batch.commit(new Commit(changes(way, computed), List.of(), List.of(account), Map.of()));
            accounts.add(account);
            return account;
        } finally {
            options.progress().end();
        }
    }

    private static Scan nothing(Target target) {
        return new Scan(target.table(), target.layout(), 0, List.of());
    }

    /** The same whenever the same work is tried again; another one once anything was committed for the table. */
    private String id(String way) {
        long stands = lake.table(table.name()).map(TableState::snapshot).orElse(0L);
        Digest work = new Digest()
                .with(way)
                .with(stands)
                .with(lastBatch())
                .with(decision.reaches().summary());
        return table.name() + "-" + work.text();
    }

    /** A table that was rolled back has the snapshot of an earlier refresh; what was done for it since tells them apart. */
    private String lastBatch() {
        return accounts.last(table.name()).map(BatchRow::batch).orElse("");
    }

    private BatchRow account(String batch, String because, Instant now, Work work, Computed computed) {
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
        return new BatchRow(
                batch,
                "table",
                table.name().toString(),
                OptionalLong.empty(),
                computed.how(),
                because,
                now,
                balance,
                warned,
                Reading.measured(work, computed, timed(computed.effort(), now)));
    }

    private Effort timed(Effort effort, Instant began) {
        long millis = Duration.between(began, options.clock().instant()).toMillis();
        return new Effort(
                effort.rowsRead(),
                effort.filesRead(),
                effort.bytesRead(),
                effort.rowsWritten(),
                effort.bytesWritten(),
                Math.max(effort.millis(), millis));
    }

    private List<TableChange> changes(String way, Computed computed) {
        List<TableChange> changes = new ArrayList<>();
        if (way.equals("whole")) {
            Map<String, String> summary = summary(Holdings.rows(computed.rows()));
            changes.add(new TableChange.ReplaceAll(table.name(), computed.rows(), summary));
            changes.addAll(rejects.rebuilt(table, computed));
            return changes;
        }
        Map<String, String> summary = summary(holdings.after(table.name(), computed));
        changes.add(
                computed.replaced().isEmpty()
                        ? new TableChange.Append(table.name(), computed.rows(), summary)
                        : new TableChange.Rewrite(table.name(), computed.replaced(), computed.rows(), summary));
        changes.addAll(rejects.changed(computed));
        return changes;
    }

    private Map<String, String> summary(long rows) {
        Map<String, String> summary = new TreeMap<>(decision.summary());
        summary.put(Holdings.ROWS, Long.toString(rows));
        return summary;
    }
}
