package foz.refresh;

import foz.api.balance.BatchRow;
import foz.api.lake.Lake;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What earlier refreshes did, by table, read once and kept up with the refreshes of this run. */
final class Accounts {

    private final Map<String, List<BatchRow>> byTable = new HashMap<>();

    Accounts(Lake lake) {
        lake.ledger().accounts().forEach(this::add);
    }

    void add(BatchRow row) {
        if (row.edge().equals("table")) {
            byTable.computeIfAbsent(row.origin(), name -> new ArrayList<>()).add(row);
        }
    }

    /** Oldest first. */
    List<BatchRow> of(TableName table) {
        return byTable.getOrDefault(table.toString(), List.of());
    }

    Optional<BatchRow> last(TableName table) {
        List<BatchRow> rows = of(table);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast());
    }
}
