package foz.app.property;

import foz.api.balance.Quarantine;
import foz.api.engine.Scan;
import foz.api.lake.FileEntry;
import foz.api.lake.Lake;
import foz.api.type.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a lake holds, read from its data files by the oracle's plain DuckDB: neither Foz's sessions nor its engine are asked. */
final class Found {

    private final Lake lake;
    private final Oracle oracle;

    Found(Lake lake, Oracle oracle) {
        this.lake = lake;
        this.oracle = oracle;
    }

    /** The visible columns of a table. */
    Bag rows(String table) {
        Scan scan = lake.scan(TableName.parse(table).orElseThrow());
        List<String> columns = scan.layout().schema().names().stream()
                .filter(c -> !c.startsWith("_"))
                .toList();
        return scan.files().isEmpty()
                ? new Bag(columns, List.of())
                : oracle.bag("SELECT "
                        + columns.stream().map(c -> "\"" + c + "\"").collect(Collectors.joining(", ")) + from(scan));
    }

    private static String from(Scan scan) {
        return " FROM read_parquet("
                + scan.files().stream().map(f -> "'" + f.path() + "'").toList()
                + ", union_by_name = true, hive_partitioning = false)";
    }

    /** Origin to the number of its rows in the quarantine that nobody has dealt with and whose file still counts. */
    Map<String, Long> openBadRows() {
        Map<String, Long> open = new HashMap<>();
        if (lake.table(Quarantine.TABLE).isEmpty()
                || lake.scan(Quarantine.TABLE).files().isEmpty()) {
            return open;
        }
        Set<String> dealtWith = lake.ledger().statuses().keySet();
        Map<String, Set<String>> live = new HashMap<>();
        for (List<Object> row : oracle.bag("SELECT id, origin, file_id" + from(lake.scan(Quarantine.TABLE)))
                .rows()) {
            String origin = row.get(1).toString();
            boolean ofTable = origin.contains(".");
            boolean counts = ofTable
                    || live.computeIfAbsent(origin, this::liveFiles)
                            .contains(row.get(2).toString());
            if (counts && !dealtWith.contains(row.get(0).toString())) {
                open.merge(origin, 1L, Long::sum);
            }
        }
        return open;
    }

    private Set<String> liveFiles(String source) {
        return lake.ledger().files(source).stream()
                .filter(f -> f.state() == FileEntry.State.LIVE)
                .map(f -> Long.toString(f.id()))
                .collect(Collectors.toSet());
    }
}
