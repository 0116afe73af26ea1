package foz.engines.database;

import foz.api.engine.Scan;
import foz.api.type.Field;
import foz.api.type.Layout;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table's data files as a SELECT. Columns are found by field id, so that files written before a column was renamed, added, dropped,
 * moved or widened read as the table is now. Within structs, fields are found by name: a renamed one reads as NULL.
 */
public final class ParquetScan {

    /** The column that tells which of the scan's files a row stands in, from 0. */
    public static final String FILE = "_foz_file";
    /** The column that tells where in its file a row stands, from 0. */
    public static final String ROW = "_foz_row";

    private ParquetScan() {}

    /** A SELECT of the table's columns in their order. */
    public static String select(Scan scan) {
        return select(scan, scan.layout().schema().fields());
    }

    /**
     * A SELECT of the table's columns in their order, for queries that join or filter: DuckDB knows how much it yields and between which
     * bounds, wherever the columns are not nested and the files not too many. Reads the files' footers.
     */
    public static String planned(DuckDb database, Scan scan) {
        return planned(database, scan, scan.layout().schema().fields());
    }

    /** A SELECT of the table's columns with the place of each row: {@link #FILE} and {@link #ROW}. */
    public static String withPlaces(Scan scan) {
        if (scan.files().isEmpty()) {
            return "SELECT *, CAST(NULL AS BIGINT) AS " + FILE + ", CAST(NULL AS BIGINT) AS " + ROW + " FROM ("
                    + select(scan) + ")";
        }
        // Columns are read under other names: one called file_index would hide DuckDB's own.
        String columns = scan.layout().columns().stream()
                .map(c -> numbered(c) + " AS " + SqlText.name(c.field().name()))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + ", CAST(file_index AS BIGINT) AS " + FILE + ", file_row_number AS " + ROW
                + " FROM " + read(scan, ParquetScan::numbered);
    }

    /** As {@link #planned(DuckDb, Scan)}, for some of the columns. */
    public static String planned(DuckDb database, Scan scan, List<Field> fields) {
        return PlainScan.select(database, scan, fields).orElseGet(() -> select(scan, fields));
    }

    /** A SELECT of some of the table's columns, without a look at the files. */
    public static String select(Scan scan, List<Field> fields) {
        if (scan.files().isEmpty()) {
            return fields.stream().map(DuckDbTypes::empty).collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
        }
        return "SELECT " + SqlText.names(fields.stream().map(Field::name).toList()) + " FROM "
                + read(scan, column -> column.field().name());
    }

    private static String read(Scan scan, Function<Layout.Column, String> name) {
        List<String> paths = scan.files().stream().map(f -> f.path().toString()).toList();
        String columns = scan.layout().columns().stream()
                .map(c -> c.id() + ": {name: " + SqlText.literal(name.apply(c)) + ", type: "
                        + SqlText.literal(DuckDbTypes.text(c.field().type())) + ", default_value: NULL}")
                .collect(Collectors.joining(", ", "MAP {", "}"));
        return "read_parquet(" + SqlText.literals(paths) + ", hive_partitioning = false, schema = " + columns + ")";
    }

    private static String numbered(Layout.Column column) {
        return "_c" + column.id();
    }
}
