package foz.app.explain;

import foz.api.balance.BatchRow;
import foz.api.lake.FileInfo;
import foz.api.lake.Lake;
import foz.api.lake.TableState;
import foz.api.plan.TablePlan;
import foz.api.sql.Incremental;
import foz.api.sql.Query.ColumnLineage;
import foz.api.sql.Query.Origin;
import foz.api.type.Field;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What would make a table's refreshes cheaper, told from its query, its settings, its last refreshes and the bounds of data files. */
final class Advice {

    private static final Set<Type> TIMES = Set.of(Primitive.DATE, Primitive.TIMESTAMP, Primitive.TIMESTAMPTZ);
    /** Below this many files or rows nothing is worth a change of the folder. */
    private static final int FILES = 4;

    private static final long ROWS = 10_000;

    private final Lake lake;
    private final TablePlan table;
    private final List<BatchRow> refreshes;

    /**
     * For one table.
     *
     * @param refreshes its last ones, oldest first
     */
    Advice(Lake lake, TablePlan table, List<BatchRow> refreshes) {
        this.lake = lake;
        this.table = table;
        this.refreshes = refreshes;
    }

    /** Sentences; none when nothing is known that would help. */
    List<String> sentences() {
        List<String> said = new ArrayList<>();
        switch (table.incremental()) {
            case Incremental.Whole whole -> whole().ifPresent(said::add);
            case Incremental.Rows rows -> key().ifPresent(said::add);
            case Incremental.Groups groups -> {
                oneGroup(groups).ifPresent(said::add);
                writtenAgain(groups).ifPresent(said::add);
                groups.columns().stream().flatMap(this::scattered).forEach(said::add);
            }
        }
        return said;
    }

    /** Where a rule or the key stands in the way, the query itself would follow. */
    private Optional<String> whole() {
        if (!(table.query().incremental() instanceof Incremental.Whole)) {
            return Optional.of(
                    "The query alone would follow changes; what stands in the way is a setting of the table: "
                            + "leave it out, or put it on a table between this one and its inputs.");
        }
        boolean ownSql =
                table.query().lineage().isEmpty() || table.query().reason().contains("DuckDB");
        return ownSql
                ? Optional.of("It is written in DuckDB's own SQL, which Foz does not look into. In portable SQL (leave"
                        + " out `sql: duckdb`) it could follow changes; to see whether it compiles: foz validate.")
                : Optional.empty();
    }

    private Optional<String> oneGroup(Incremental.Groups groups) {
        return groups.columns().isEmpty() && groups.merge().isEmpty()
                ? Optional.of(
                        "All its rows hang together, so each change computes all of them again. A PARTITION BY in its"
                                + " windows, or a GROUP BY, would keep apart what has nothing to do with each other.")
                : Optional.empty();
    }

    private Optional<String> key() {
        return table.duplicates()
                .filter(d ->
                        !table.key().isEmpty() && d.within().isEmpty() && d.by().isPresent() && isLarge(table.name()))
                .map(d -> "Each key that comes is looked for in all " + files(table.name())
                        + " files of the table. If rows of one key come close to each other, `duplicates: {within:"
                        + " 30d}` lets it look at near ones only.");
    }

    /** A refresh that wrote many times what changed rewrote neighbours of the rows that did. */
    private Optional<String> writtenAgain(Incremental.Groups groups) {
        long changed = refreshes.stream()
                .filter(Advice::followed)
                .mapToLong(row -> row.balance().written())
                .sum();
        long written = refreshes.stream()
                .filter(Advice::followed)
                .mapToLong(row -> row.effort().rowsWritten())
                .sum();
        if (written < ROWS
                || written < 4 * Math.max(1, changed)
                || !table.partitionBy().isEmpty()) {
            return Optional.empty();
        }
        return partitioning(groups.columns())
                .map(by -> String.format(
                        java.util.Locale.ROOT,
                        "Its last refreshes wrote %,d rows to change %,d: their neighbours stand in the same files."
                                + " partition-by: [\"%s\"] would keep them apart.",
                        written,
                        changed,
                        by));
    }

    private static boolean followed(BatchRow row) {
        return !row.how().equals("whole")
                && !row.how().equals("append")
                && !row.how().equals("none");
    }

    /** A time first: what changes is mostly what is new. */
    private Optional<String> partitioning(List<String> columns) {
        List<Field> fields = columns.stream()
                .flatMap(name -> table.query().columns().visible().field(name).stream())
                .sorted(Comparator.comparing(field -> !TIMES.contains(field.type())))
                .toList();
        return fields.stream().findFirst().map(field -> transform(field.name(), field.type()));
    }

    private static String transform(String column, Type type) {
        return TIMES.contains(type) ? "month(" + column + ")" : "bucket(16, " + column + ")";
    }

    /** Groups that are computed again are read from the inputs; where each file holds a bit of each group, all files are. */
    private Stream<String> scattered(String group) {
        return table.query().lineage().stream()
                .filter(column -> column.column().equals(group))
                .map(ColumnLineage::origins)
                .filter(origins -> origins.size() == 1)
                .map(List::getFirst)
                .filter(this::isScattered)
                .map(this::laidOut);
    }

    private String laidOut(Origin origin) {
        Type type = lake.table(origin.table())
                .flatMap(state -> state.layout().schema().field(origin.column()))
                .map(Field::type)
                .orElse(Primitive.STRING);
        return "Groups are told by " + origin.column() + " of " + origin.table() + ", and nearly each of its "
                + files(origin.table())
                + " files holds rows of nearly all of them, so none can be skipped. partition-by: [\""
                + transform(origin.column(), type) + "\"] on " + origin.table() + " would let refreshes read less.";
    }

    private boolean isScattered(Origin origin) {
        if (!isLarge(origin.table())) {
            return false;
        }
        boolean partitioned = lake.table(origin.table())
                .map(TableState::partitionBy)
                .filter(by -> by.stream().anyMatch(f -> f.column().equals(origin.column())))
                .isPresent();
        List<FileInfo> files = lake.history().files(origin.table());
        return !partitioned && share(files, origin.column()) > 0.5;
    }

    /** How large a share of the files overlaps with a file, on average. */
    private static double share(List<FileInfo> files, String column) {
        List<FileInfo> known = files.stream()
                .filter(file -> file.lower().containsKey(column) && file.upper().containsKey(column))
                .limit(500)
                .toList();
        if (known.size() < FILES) {
            return 0;
        }
        long overlaps = known.stream()
                .mapToLong(one -> known.stream()
                        .filter(other -> overlap(one, other, column))
                        .count())
                .sum();
        return (double) overlaps / known.size() / known.size();
    }

    private static boolean overlap(FileInfo one, FileInfo other, String column) {
        return bound(one.lower(), column).compareTo(bound(other.upper(), column)) <= 0
                && bound(other.lower(), column).compareTo(bound(one.upper(), column)) <= 0;
    }

    private static Bound bound(java.util.Map<String, String> bounds, String column) {
        return new Bound(bounds.getOrDefault(column, ""));
    }

    /** A bound as text, compared as a number where it is one. */
    private record Bound(String text) implements Comparable<Bound> {
        @Override
        public int compareTo(Bound other) {
            boolean numbers = isNumber() && other.isNumber();
            return numbers
                    ? new java.math.BigDecimal(text).compareTo(new java.math.BigDecimal(other.text))
                    : text.compareTo(other.text);
        }

        private boolean isNumber() {
            return text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
        }
    }

    private boolean isLarge(TableName name) {
        return lake.table(name)
                .filter(state -> state.files() >= FILES && state.rows() >= ROWS)
                .isPresent();
    }

    private String files(TableName name) {
        return Long.toString(lake.table(name).map(TableState::files).orElse(0L));
    }
}
