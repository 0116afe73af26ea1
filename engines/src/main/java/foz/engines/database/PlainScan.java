package foz.engines.database;

import foz.api.engine.Scan;
import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A table's data files as plain scans by name, one for all files that were written with the same columns. A scan by field id tells DuckDB
 * nothing of what it yields: it takes it for a single row, and orders joins badly. Of these it knows how many rows there are and between
 * which bounds. The price is that the files' footers are read once, to see which column stands where.
 */
final class PlainScan {

    /** More files are read by field id, without a look at their footers. */
    private static final int MOST_FILES = 1000;

    /** Bounds over several files are told where all footers are read again for each question. */
    private static final int MOST_BOUNDED_FILES = 64;

    private final Layout layout;
    private final List<Field> fields;

    private PlainScan(Layout layout, List<Field> fields) {
        this.layout = layout;
        this.fields = fields;
    }

    /** A SELECT of some of the table's columns; empty where only a scan by field id surely yields them. */
    static Optional<String> select(DuckDb database, Scan scan, List<Field> fields) {
        if (scan.files().isEmpty() || scan.files().size() > MOST_FILES) {
            return Optional.empty();
        }
        PlainScan plain = new PlainScan(scan.layout(), fields);
        List<String> selects = new ArrayList<>();
        for (Map.Entry<List<Stored>, List<String>> shape :
                shapes(database, scan).entrySet()) {
            Optional<String> select = plain.select(shape.getKey(), shape.getValue());
            if (select.isEmpty()) {
                return Optional.empty();
            }
            selects.add(select.get());
        }
        return Optional.of(String.join(" UNION ALL ", selects));
    }

    /** What stands in the files, and in which. */
    private static Map<List<Stored>, List<String>> shapes(DuckDb database, Scan scan) {
        List<String> paths = scan.files().stream().map(f -> f.path().toString()).toList();
        Map<String, List<Stored>> files = new LinkedHashMap<>();
        database.rows(
                "SELECT file_name, name, field_id, duckdb_type, num_children FROM parquet_schema("
                        + SqlText.literals(paths) + ") ORDER BY file_name, column_id",
                row -> files.computeIfAbsent(row.getString(1), f -> new ArrayList<>())
                        .add(new Stored(
                                row.getString(2),
                                row.getObject(3) == null ? OptionalInt.empty() : OptionalInt.of(row.getInt(3)),
                                Optional.ofNullable(row.getString(4)),
                                row.getInt(5))));
        Map<List<Stored>, List<String>> shapes = new LinkedHashMap<>();
        files.forEach((file, shape) ->
                shapes.computeIfAbsent(shape, s -> new ArrayList<>()).add(file));
        return shapes;
    }

    private Optional<String> select(List<Stored> shape, List<String> paths) {
        Map<Integer, Stored> columns = new LinkedHashMap<>();
        for (int i = 1; i < shape.size(); i++) {
            Stored column = shape.get(i);
            if (column.children() > 0 || column.id().isEmpty()) {
                return Optional.empty();
            }
            columns.put(column.id().getAsInt(), column);
        }
        List<String> selected = new ArrayList<>();
        for (Field field : fields) {
            Optional<String> expression = expression(field, Optional.ofNullable(columns.get(id(field))));
            if (expression.isEmpty()) {
                return Optional.empty();
            }
            selected.add(expression.get());
        }
        boolean bounded = paths.size() > 1 && paths.size() <= MOST_BOUNDED_FILES;
        return Optional.of("SELECT " + String.join(", ", selected) + " FROM read_parquet(" + SqlText.literals(paths)
                + ", hive_partitioning = false" + (bounded ? ", union_by_name = true" : "") + ")");
    }

    private int id(Field field) {
        return layout.columns().stream()
                .filter(c -> c.field().equals(field))
                .mapToInt(Layout.Column::id)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> expression(Field field, Optional<Stored> column) {
        if (column.isEmpty()) {
            return Optional.of(DuckDbTypes.empty(field));
        }
        String type = column.get().type().orElse("");
        String name = SqlText.name(column.get().name());
        String as = " AS " + SqlText.name(field.name());
        if (type.equals(stored(field.type()))) {
            return Optional.of(name + as);
        }
        return isWidened(type, field.type())
                ? Optional.of("CAST(" + name + " AS " + DuckDbTypes.text(field.type()) + ")" + as)
                : Optional.empty();
    }

    /** The type as DuckDB says it. */
    private static String stored(Type type) {
        return type == Primitive.TIMESTAMPTZ ? "TIMESTAMP WITH TIME ZONE" : DuckDbTypes.text(type);
    }

    /** Whether Iceberg lets a column of the one type become the other. */
    private static boolean isWidened(String from, Type to) {
        return switch (to) {
            case Primitive primitive ->
                primitive == Primitive.LONG && from.equals("INTEGER")
                        || primitive == Primitive.DOUBLE && from.equals("FLOAT");
            case Type.Decimal decimal -> from.startsWith("DECIMAL(") && from.endsWith("," + decimal.scale() + ")");
            case Type.ListOf list -> false;
            case Type.MapOf map -> false;
            case Type.Struct struct -> false;
        };
    }

    /** A line of a file's schema; the first stands for the whole row. */
    private record Stored(String name, OptionalInt id, Optional<String> type, int children) {}
}
