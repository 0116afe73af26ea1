package foz.app.platform;

import foz.api.plan.Pipeline;
import foz.api.plan.TablePlan;
import foz.api.sql.Incremental;
import foz.api.sql.Query;
import foz.api.type.TableName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * By what the rows of tables are best sorted: by the groups that a refresh looks for among them, or else by the key or the column that
 * orders its duplicates. Bronze stays in the order it came.
 */
final class SortOrders {

    private SortOrders() {}

    /** The columns to sort each table by; a table that has none is left out. */
    static Map<TableName, List<String>> of(Pipeline pipeline) {
        Map<TableName, List<String>> orders = new TreeMap<>();
        for (TablePlan table : pipeline.tables()) {
            put(orders, table.name(), key(table).isEmpty() ? groups(table.query()) : key(table));
            table.query().stages().forEach(stage -> put(orders, stage.table(), groups(stage.query())));
        }
        return orders;
    }

    private static void put(Map<TableName, List<String>> orders, TableName table, List<String> columns) {
        if (!columns.isEmpty()) {
            orders.put(table, columns);
        }
    }

    private static List<String> key(TablePlan table) {
        return table.duplicates()
                .flatMap(TablePlan.Duplicates::by)
                .map(List::of)
                .orElse(table.key());
    }

    private static List<String> groups(Query query) {
        return switch (query.incremental()) {
            case Incremental.Groups groups -> groups.columns();
            case Incremental.Rows rows -> List.of();
            case Incremental.Whole whole -> List.of();
        };
    }
}
