package foz.engines.database;

import foz.api.engine.Scan;
import foz.api.type.Field;
import foz.api.type.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table's data files as a SELECT. Columns are found by field id, so that files written before a column was renamed, added, dropped,
 * moved or widened read as the table is now. Within structs, fields are found by name: a renamed one reads as NULL.
 */
public final class ParquetScan {

    private ParquetScan() {}

    /** A SELECT of the table's columns in their order. */
    public static String select(Scan scan) {
        return select(scan, scan.layout().schema().fields());
    }

    /** A SELECT of the table's columns with the hidden ones last, for people who write {@code SELECT *}. */
    public static String visibleFirst(Scan scan) {
        List<Field> fields = new ArrayList<>(scan.layout().schema().fields());
        fields.sort(Comparator.comparing(f -> f.name().startsWith("_")));
        return select(scan, fields);
    }

    private static String select(Scan scan, List<Field> fields) {
        if (scan.files().isEmpty()) {
            return fields.stream().map(DuckDbTypes::empty).collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
        }
        List<String> paths = scan.files().stream().map(f -> f.path().toString()).toList();
        return "SELECT " + SqlText.names(fields.stream().map(Field::name).toList()) + " FROM read_parquet("
                + SqlText.literals(paths) + ", hive_partitioning = false, schema = " + columnsById(scan.layout()) + ")";
    }

    private static String columnsById(Layout layout) {
        return layout.columns().stream()
                .map(c -> c.id() + ": {name: " + SqlText.literal(c.field().name()) + ", type: "
                        + SqlText.literal(DuckDbTypes.text(c.field().type())) + ", default_value: NULL}")
                .collect(Collectors.joining(", ", "MAP {", "}"));
    }
}
