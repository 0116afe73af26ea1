package foz.engines.database;

import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.type.Field;
import foz.api.type.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a SELECT as Parquet data files of a table, in one pass: columns in the order of the layout, with field ids, ZSTD,
 * spread over partitions. Row counts and sizes are those that the writer itself reports. What it wrote when it fails is the caller's
 * to delete; all names begin with the target's prefix.
 */
public final class ParquetCopy {

    /** Files are closed beyond this size, so that readers can share the work. */
    private static final String FILE_SIZE = "512MB";

    /** Partition keys are the names of folders while they are written; longer values are hashed and read back. */
    private static final int LONGEST_KEY = 24;

    private final Target target;

    /** A copy into this target. */
    public ParquetCopy(Target target) {
        this.target = target;
    }

    /**
     * Writes.
     *
     * @param select a SELECT that yields each column of the layout, under its name, in a type that can be cast to the column's;
     *     further columns are left out
     * @return the files, none of them empty
     */
    public List<WrittenFile> write(DuckDb database, String select) {
        prepare(database);
        return target.partitionBy().isEmpty() ? whole(database, select, List.of()) : spread(database, select);
    }

    /**
     * Writes rows that stand in files, and can cheaply be read more than once.
     *
     * @param select as for {@link #write}
     * @param order columns by which the rows of a partition are sorted: what readers can skip of one of its files lies together.
     *     Without any, rows come in no order that can be relied on.
     * @return the files, none of them empty
     */
    public List<WrittenFile> rewrite(DuckDb database, String select, List<String> order) {
        prepare(database);
        String sort = order.isEmpty() ? "" : " ORDER BY " + SqlText.names(order);
        Optional<List<Optional<String>>> single = singlePartition(database, select);
        if (single.isPresent()) {
            return whole(database, "FROM (" + select + "\n)" + sort, single.get());
        }
        List<WrittenFile> spread = spread(database, select);
        return order.isEmpty() ? spread : sorted(database, spread, sort);
    }

    private void prepare(DuckDb database) {
        if (target.partitionBy().stream().anyMatch(p -> p.transform() == Transform.BUCKET)) {
            BucketFunction.register(database);
        }
    }

    /** The partition of all rows, when they have but one: then nothing needs to be spread, which takes several times as long. */
    private Optional<List<Optional<String>>> singlePartition(DuckDb database, String select) {
        int fields = target.partitionBy().size();
        if (fields == 0) {
            return Optional.of(List.of());
        }
        String bounds = IntStream.range(0, fields)
                .mapToObj(i -> "min(" + value(i) + "), max(" + value(i) + "), count(*) - count(" + value(i) + ")")
                .collect(Collectors.joining(", "));
        return database.rows(
                        "SELECT count(*), " + bounds + " FROM (" + columns() + " FROM (" + select + "\n))",
                        row -> singlePartition(row, fields))
                .getFirst();
    }

    private static Optional<List<Optional<String>>> singlePartition(ResultSet row, int fields) throws SQLException {
        List<Optional<String>> values = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            String least = row.getString(3 * i + 2);
            boolean same = least == null || least.equals(row.getString(3 * i + 3));
            long nulls = row.getLong(3 * i + 4);
            if (!same || nulls != (least == null ? row.getLong(1) : 0)) {
                return Optional.empty();
            }
            values.add(Optional.ofNullable(least));
        }
        return Optional.of(values);
    }

    /** Sorted by themselves, for DuckDB mixes up the order of rows that it spreads. */
    private List<WrittenFile> sorted(DuckDb database, List<WrittenFile> spread, String sort) {
        Map<List<Optional<String>>, List<WrittenFile>> partitions = spread.stream()
                .collect(Collectors.groupingBy(WrittenFile::partition, LinkedHashMap::new, Collectors.toList()));
        List<WrittenFile> sorted = new ArrayList<>();
        partitions.forEach((partition, files) -> {
            List<String> paths = files.stream().map(f -> f.path().toString()).toList();
            String rows = "FROM read_parquet(" + SqlText.literals(paths) + ", hive_partitioning = false)" + sort;
            sorted.addAll(whole(database, rows, partition));
            files.forEach(file -> delete(file.path()));
        });
        return sorted;
    }

    private List<WrittenFile> whole(DuckDb database, String select, List<Optional<String>> partition) {
        List<Copied> copied = copy(
                database,
                columns() + " FROM (" + select + "\n)",
                target.folder(),
                "FILE_SIZE_BYTES '" + FILE_SIZE + "'");
        List<WrittenFile> files = new ArrayList<>();
        for (Copied file : copied) {
            if (file.rows() == 0) {
                delete(file.path());
            } else {
                files.add(new WrittenFile(file.path(), file.rows(), file.bytes(), partition));
            }
        }
        return files;
    }

    private List<WrittenFile> spread(DuckDb database, String select) {
        String values = IntStream.range(0, target.partitionBy().size())
                .mapToObj(i -> value(i) + " AS " + valueName(i))
                .collect(Collectors.joining(", "));
        String keys = IntStream.range(0, target.partitionBy().size())
                .mapToObj(i -> key(i) + " AS " + keyName(i))
                .collect(Collectors.joining(", "));
        String names = IntStream.range(0, target.partitionBy().size())
                .mapToObj(ParquetCopy::keyName)
                .collect(Collectors.joining(", "));
        String columns = SqlText.names(target.layout().schema().names());
        String rows = "SELECT " + columns + ", " + keys + " FROM (SELECT *, " + values + " FROM (" + columns()
                + " FROM (" + select + "\n)))";
        Path parts = target.folder().resolve(target.prefix() + "parts-" + UUID.randomUUID());
        List<Copied> copied = copy(database, rows, parts, "PARTITION_BY (" + names + ")");
        List<WrittenFile> files = new ArrayList<>();
        for (Copied file : copied) {
            List<Optional<String>> partition = partition(database, file);
            files.add(new WrittenFile(flattened(file.path()), file.rows(), file.bytes(), partition));
        }
        Folders.remove(parts);
        return files;
    }

    private List<Copied> copy(DuckDb database, String rows, Path folder, String spread) {
        String sql = "COPY (" + rows + ") TO " + SqlText.literal(folder.toString())
                + " (FORMAT parquet, COMPRESSION zstd, APPEND, FILENAME_PATTERN "
                + SqlText.literal(target.prefix() + "{uuid}") + ", FIELD_IDS " + DuckDbTypes.fieldIds(target.layout())
                + ", RETURN_STATS, " + spread + ")";
        return database.rows(sql, ParquetCopy::copied);
    }

    private String columns() {
        return target.layout().columns().stream()
                .map(Layout.Column::field)
                .map(DuckDbTypes::cast)
                .collect(Collectors.joining(", ", "SELECT ", ""));
    }

    private String value(int index) {
        PartitionField partition = target.partitionBy().get(index);
        Field column = target.layout()
                .schema()
                .field(partition.column())
                .orElseThrow(() -> new FozException(
                        EngineFailure.CANNOT_PARTITION,
                        "transform",
                        partition.transform().name().toLowerCase(Locale.ROOT),
                        "column",
                        partition.column(),
                        "type",
                        "no such column"));
        return Partition.text(partition, column);
    }

    private static String key(int index) {
        String value = valueName(index);
        return "CASE WHEN " + value + " IS NULL THEN 'n' WHEN length(" + value + ") <= " + LONGEST_KEY + " THEN 'v' || "
                + value + " ELSE 'h' || md5(" + value + ") END";
    }

    private static String valueName(int index) {
        return "__value" + index;
    }

    private static String keyName(int index) {
        return "__key" + index;
    }

    private List<Optional<String>> partition(DuckDb database, Copied file) {
        List<Optional<String>> values = new ArrayList<>();
        for (int i = 0; i < target.partitionBy().size(); i++) {
            String key = String.valueOf(file.keys().get(keyName(i)));
            values.add(
                    switch (key.charAt(0)) {
                        case 'n' -> Optional.empty();
                        case 'v' -> Optional.of(key.substring(1));
                        default -> Optional.of(firstValue(database, file.path(), value(i)));
                    });
        }
        return values;
    }

    private static String firstValue(DuckDb database, Path file, String value) {
        String sql = "SELECT " + value + " FROM read_parquet(" + SqlText.literal(file.toString())
                + ", hive_partitioning = false) LIMIT 1";
        return database.rows(sql, row -> row.getString(1)).getFirst();
    }

    private Path flattened(Path file) {
        try {
            return Files.move(file, target.folder().resolve(file.getFileName().toString()));
        } catch (IOException e) {
            throw new FozException(e, EngineFailure.DATA_FILE_UNWRITABLE, "detail", e.toString());
        }
    }

    private static Copied copied(ResultSet row) throws SQLException {
        Object keys = row.getObject("partition_keys");
        return new Copied(
                Path.of(row.getString("filename")).toAbsolutePath(),
                row.getLong("count"),
                row.getLong("file_size_bytes"),
                keys instanceof Map<?, ?> map ? map : Map.of());
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new FozException(e, EngineFailure.DATA_FILE_UNWRITABLE, "detail", e.toString());
        }
    }

    /** What the writer reports of one file. */
    private record Copied(Path path, long rows, long bytes, Map<?, ? extends @Nullable Object> keys) {}
}
