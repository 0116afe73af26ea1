package foz.engines.duckdb;

import foz.api.balance.Origin;
import foz.api.failure.FozException;
import foz.api.plan.TablePlan;
import foz.api.plan.TablePlan.Duplicates;
import foz.api.plan.TablePlan.Keep;
import foz.api.type.Schema;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineFailure;
import foz.engines.database.SqlText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One row per key. Rows are ordered by {@code by}, then by origin, then by their cells, so that the outcome doesn't depend on the order
 * in which they are read; a row without a value in {@code by} never wins against one that has it. NULL equals NULL within a key. With
 * {@code within}, rows of a key form groups whose neighbours lie no further apart than that, and each group keeps one row.
 *
 * <p>Keys that occur once are the rule: a narrow pass finds the others, and only their rows are sorted, unless they are very many.
 */
final class UniqueKey {

    private static final String KEYS = "_job.repeated_keys";
    private static final String RIVALS = "_job.rivals";

    /** Looking keys up takes memory that can't be spilled; beyond this many all rows are sorted instead, which can. */
    private static final long MEMORY_PER_KEY = 1024;

    private final TablePlan table;
    private final Duplicates duplicates;
    private final Schema columns;

    /** The key of a table that has one. */
    UniqueKey(TablePlan table) {
        this.table = table;
        this.duplicates = table.duplicates().orElse(new Duplicates(Keep.FAIL, Optional.empty()));
        this.columns = table.query().columns();
    }

    /**
     * What became of the rows.
     *
     * @param rows a SELECT of those that stay
     * @param duplicate how many others equal theirs in every visible column
     * @param conflicting how many others don't
     */
    record Outcome(String rows, long duplicate, long conflicting) {}

    /**
     * Finds rows to leave out.
     *
     * @param rows a SELECT
     * @throws FozException when there are some and duplicates are refused
     */
    Outcome apply(String rows, DuckDb database) {
        database.execute("CREATE TABLE " + KEYS + " AS SELECT " + SqlText.names(table.key()) + " FROM (" + rows
                + ") GROUP BY ALL HAVING count(*) > 1");
        long repeated = database.number("SELECT count(*) FROM " + KEYS);
        if (repeated == 0) {
            return new Outcome(rows, 0, 0);
        }
        boolean many = repeated > database.memoryBytes() / MEMORY_PER_KEY;
        setAside(ranked(many ? rows : rivals(rows)), database);
        if (duplicates.keep() == Keep.FAIL) {
            refuse(database);
        }
        String winners = "SELECT * EXCLUDE (_foz_rank, _foz_same) FROM " + RIVALS + " WHERE _foz_rank = 1";
        String stay = many
                ? winners
                : "SELECT r.* FROM (" + rows + ") r ANTI JOIN " + KEYS + " k ON (" + sameKey() + ") UNION ALL "
                        + winners;
        return new Outcome(stay, left(database, "_foz_same"), left(database, "NOT _foz_same"));
    }

    /** In a scratch file: it takes less room than a table in memory that is spilled. */
    private static void setAside(String ranked, DuckDb database) {
        String file =
                SqlText.literal(database.folder().resolve("rivals.parquet").toString());
        database.execute("COPY (" + ranked + ") TO " + file + " (FORMAT parquet)");
        database.execute(
                "CREATE VIEW " + RIVALS + " AS SELECT * FROM read_parquet(" + file + ", hive_partitioning = false)");
    }

    private String rivals(String rows) {
        return "SELECT r.* FROM (" + rows + ") r SEMI JOIN " + KEYS + " k ON (" + sameKey() + ")";
    }

    private static long left(DuckDb database, String condition) {
        return database.number("SELECT count(*) FROM " + RIVALS + " WHERE _foz_rank > 1 AND " + condition);
    }

    private String ranked(String rivals) {
        // 64 bits stand for the cells: they only tell apart rows that go either way.
        String cells = "hash(" + SqlText.names(columns.visible().names()) + ")";
        String partition = SqlText.names(table.key()) + (grouped().isPresent() ? ", _foz_group" : "");
        return "SELECT * " + (grouped().isPresent() ? "EXCLUDE (_foz_group)" : "")
                + ", row_number() OVER place AS _foz_rank, "
                + cells + " = first_value(" + cells + ") OVER place AS _foz_same FROM ("
                + grouped().map(within -> groups(rivals, within)).orElse(rivals) + ") WINDOW place AS (PARTITION BY "
                + partition
                + " ORDER BY " + order() + ")";
    }

    private Optional<String> grouped() {
        return duplicates
                .within()
                .filter(w -> duplicates.by().isPresent())
                .map(w -> "to_microseconds(" + w.toNanos() / 1000 + ")");
    }

    private String groups(String rivals, String within) {
        String by = SqlText.name(duplicates.by().orElseThrow());
        String time = "CAST(" + by + " AS TIMESTAMP)";
        String place = "(PARTITION BY " + SqlText.names(table.key()) + " ORDER BY " + by + " NULLS LAST)";
        String begins =
                "CASE WHEN " + time + " - lag(" + time + ") OVER " + place + " <= " + within + " THEN 0 WHEN " + by
                        + " IS NULL AND row_number() OVER " + place + " > 1 AND lag(" + by + ") OVER " + place
                        + " IS NULL THEN 0 ELSE 1 END";
        return "SELECT * EXCLUDE (_foz_begins), sum(_foz_begins) OVER (PARTITION BY " + SqlText.names(table.key())
                + " ORDER BY "
                + by + " NULLS LAST RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS _foz_group FROM (SELECT *, "
                + begins + " AS _foz_begins FROM (" + rivals + "))";
    }

    private String order() {
        String direction = duplicates.keep() == Keep.LAST ? " DESC NULLS LAST" : " ASC NULLS LAST";
        Stream<String> origin = Stream.of(Origin.FILE, Origin.RECORD)
                .flatMap(c -> columns.field(c).stream().map(f -> f.name()));
        List<String> names = Stream.concat(
                        Stream.concat(duplicates.by().stream(), origin), columns.visible().names().stream())
                .distinct()
                .toList();
        return names.stream().map(n -> SqlText.name(n) + direction).collect(Collectors.joining(", "));
    }

    private String sameKey() {
        return table.key().stream()
                .map(SqlText::name)
                .map(k -> "r." + k + " IS NOT DISTINCT FROM k." + k)
                .collect(Collectors.joining(" AND "));
    }

    private void refuse(DuckDb database) {
        Schema key = new Schema(
                table.key().stream().flatMap(k -> columns.field(k).stream()).toList());
        List<String> example = database.rows(
                "SELECT " + RowJson.text(key) + " FROM " + RIVALS + " WHERE _foz_rank > 1 ORDER BY 1 LIMIT 1",
                row -> row.getString(1));
        if (!example.isEmpty()) {
            throw new FozException(EngineFailure.DUPLICATE_KEY, "table", table.name(), "key", example.getFirst());
        }
    }
}
