package foz.app.platform;

import foz.api.balance.BatchRow;
import foz.api.failure.FozException;
import foz.api.lake.FileEntry;
import foz.api.lake.FileEntry.State;
import foz.api.lake.Lake;
import foz.api.lake.TableState;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.api.plan.TablePlan;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what every batch ever said it wrote against what the tables hold now. */
final class FinalAccount {

    private final Lake lake;
    private final List<BatchRow> accounts;

    FinalAccount(Lake lake) {
        this.lake = lake;
        this.accounts = lake.ledger().accounts();
    }

    /** The tables that hold another number of rows than their accounts say. */
    List<FozException> differences(Pipeline pipeline) {
        List<FozException> differences = new ArrayList<>();
        for (SourcePlan source : pipeline.sources()) {
            compare(source.table(), writtenBySource(source.name()), differences);
        }
        for (TablePlan table : pipeline.tables()) {
            compare(table.name(), writtenByRefreshes(table.name()), differences);
        }
        return differences;
    }

    private void compare(TableName table, long said, List<FozException> differences) {
        long holds = lake.table(table).map(TableState::rows).orElse(0L);
        if (holds != said) {
            differences.add(
                    new FozException(RunFailure.ACCOUNTS_DIFFER, "table", table, "expected", said, "found", holds));
        }
    }

    private long writtenBySource(String source) {
        Set<Long> live = lake.ledger().files(source).stream()
                .filter(entry -> entry.state() == State.LIVE)
                .map(FileEntry::id)
                .collect(Collectors.toSet());
        return accounts.stream()
                .filter(row ->
                        row.file().isPresent() && live.contains(row.file().getAsLong()))
                .mapToLong(row -> row.balance().written())
                .sum();
    }

    /** All since the table was last computed whole. */
    private long writtenByRefreshes(TableName table) {
        long rows = 0;
        for (BatchRow row : accounts) {
            if (row.edge().equals("table") && row.origin().equals(table.toString())) {
                rows = row.how().equals("whole")
                        ? row.balance().written()
                        : rows + row.balance().written();
            }
        }
        return rows;
    }
}
