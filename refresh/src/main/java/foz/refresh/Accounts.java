package foz.refresh;

import foz.api.balance.BatchRow;
import foz.api.lake.Lake;
import foz.api.lake.Ledger;
import foz.api.type.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What earlier refreshes did, by table, kept up with the refreshes of this run. */
final class Accounts {

    private final Ledger ledger;
    private final Map<String, Optional<BatchRow>> last = new HashMap<>();

    Accounts(Lake lake) {
        this.ledger = lake.ledger();
    }

    void add(BatchRow row) {
        if (row.edge().equals("table")) {
            last.put(row.origin(), Optional.of(row));
        }
    }

    Optional<BatchRow> last(TableName table) {
        return last.computeIfAbsent(table.toString(), this::newest);
    }

    private Optional<BatchRow> newest(String table) {
        List<BatchRow> rows = ledger.accounts(new Ledger.Choice.Newest(table, 1));
        return rows.stream().findFirst();
    }

    /** Whether a refresh of the table ever put a row into the quarantine. */
    boolean everQuarantined(TableName table) {
        return ledger.tally(table.toString()).quarantined() > 0;
    }
}
