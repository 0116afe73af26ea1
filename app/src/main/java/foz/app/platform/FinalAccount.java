package foz.app.platform;

import foz.api.failure.FozException;
import foz.api.lake.Lake;
import foz.api.lake.Ledger;
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

/** Holds what every batch ever said it wrote against what the tables hold now. */
final class FinalAccount {

    /** Ways by which a table's rows are those that were written since it was computed whole. */
    private static final Set<String> GROWING = Set.of("whole", "append", "none");

    private final Lake lake;

    FinalAccount(Lake lake) {
        this.lake = lake;
    }

    /** The tables that hold another number of rows than their accounts say. */
    List<FozException> differences(Pipeline pipeline) {
        List<FozException> differences = new ArrayList<>();
        for (SourcePlan source : pipeline.sources()) {
            compare(source.table(), lake.ledger().tally(source.name()).live(), differences);
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

    /**
     * What its last refresh reckoned; where it was computed whole and then only grew, that must agree with the accounts, which come
     * from other counters.
     */
    private long heldAfterRefreshes(TableName table) {
        Ledger.Tally tally = lake.ledger().tally(table.toString());
        boolean onlyGrew = tally.ways().contains("whole") && GROWING.containsAll(tally.ways());
        OptionalLong reckoned = lake.table(table).map(Holdings::reckoned).orElse(OptionalLong.empty());
        return onlyGrew ? tally.sinceWhole() : reckoned.orElse(tally.sinceWhole());
    }
}
