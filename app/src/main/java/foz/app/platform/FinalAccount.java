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
import foz.refresh.Holdings;
import foz.refresh.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
        for (TablePlan whole : pipeline.tables()) {
            for (TablePlan table : Stages.of(whole, pipeline.zone())) {
                compare(table.name(), heldAfterRefreshes(table.name()), differences);
            }
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

    /**
     * What its last refresh reckoned; where it was computed whole and then only grew, that must agree with the accounts, which come
     * from other counters.
     */
    private long heldAfterRefreshes(TableName table) {
        long written = 0;
        boolean onlyGrew = false;
        for (BatchRow row : accounts) {
            if (row.edge().equals("table")
                    && row.origin().equals(table.toString())
                    && !row.how().equals("none")) {
                boolean whole = row.how().equals("whole");
                onlyGrew = whole || onlyGrew && row.how().equals("append");
                written = (whole ? 0 : written) + row.balance().written();
            }
        }
        OptionalLong reckoned = lake.table(table).map(Holdings::reckoned).orElse(OptionalLong.empty());
        return onlyGrew ? written : reckoned.orElse(written);
    }
}
