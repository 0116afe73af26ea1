package foz.engines.duckdb;

import foz.api.balance.Origin;
import foz.api.failure.FozException;
import foz.api.plan.TablePlan;
import foz.api.plan.TablePlan.Duplicates;
import foz.api.plan.TablePlan.Keep;
import foz.api.type.Schema;
import foz.api.type.Type;
import foz.engines.database.DuckDb;
import foz.engines.database.DuckDbTypes;
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
 * <p>With {@code within}, a row that stays tells the least and the greatest {@code by} of its group ({@link TablePlan#KEY_FIRST},
 * {@link TablePlan#KEY_LAST}): it stands for rows that are kept nowhere, and later ones may lie near to those.
 *
 * <p>Keys that occur once are the rule: a narrow pass finds the others, and only their rows are sorted, unless they are very many.
 */
final class UniqueKey {

    private static final String KEYS = "_job.\"$repeated_keys\"";

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
            return new Outcome(spans(rows), 0, 0);
        }
        boolean many = repeated > mostKeys(database);
        Ranked ranked = rank(spans(many ? rows : joined(rows, "SEMI", database)), "", database);
        String winners =
                "SELECT * EXCLUDE (" + Ranked.COLUMNS + ") FROM " + ranked.relation() + " WHERE " + Ranked.WINS;
        String stay = many ? winners : spans(joined(rows, "ANTI", database)) + " UNION ALL BY NAME " + winners;
        return new Outcome(stay, ranked.duplicate(), ranked.conflicting());
    }

    /** How many keys rows are looked up by. */
    static long mostKeys(DuckDb database) {
        return database.memoryBytes() / MEMORY_PER_KEY;
    }

    private String joined(String rows, String kind, DuckDb database) {
        return "SELECT s.* FROM (" + rows + ") s " + kind + " JOIN " + KEYS + " t ON ("
                + Match.on(table.key(), KEYS, database) + ")";
    }

    /** Rows as they come: each stands for itself alone. */
    String spans(String rows) {
        return within().isEmpty()
                ? rows
                : "SELECT *, " + by() + " AS " + TablePlan.KEY_FIRST + ", " + by() + " AS " + TablePlan.KEY_LAST
                        + " FROM (" + rows + ")";
    }

    /**
     * Rows that were put in order within their keys.
     *
     * @param relation them, with {@link #COLUMNS}
     * @param duplicate how many lost to a row that equals them in every visible column
     * @param conflicting how many lost to another
     */
    record Ranked(String relation, long duplicate, long conflicting) {

        static final String COLUMNS = "_foz_rank, _foz_same, _foz_grew";
        /** The row stays. */
        static final String WINS = "_foz_rank = 1";
        /** The row stands for more rows than it did. */
        static final String GREW = "_foz_grew";
    }

    /**
     * Puts rows in order, in one pass that sorts them all.
     *
     * @param spans a SELECT of rows, each with the range it stands for where there is a {@code within}
     * @param ties how rows are ordered that are equal otherwise; empty where it doesn't matter
     * @throws FozException when two rows have one key and duplicates are refused
     */
    Ranked rank(String spans, String ties, DuckDb database) {
        String rivals = SetAside.of(ranked(spans, ties), "rivals", database).relation();
        if (duplicates.keep() == Keep.FAIL) {
            refuse(rivals, database);
        }
        String lost = "SELECT count(*) FROM " + rivals + " WHERE NOT (" + Ranked.WINS + ") AND ";
        return new Ranked(rivals, database.number(lost + "_foz_same"), database.number(lost + "NOT _foz_same"));
    }

    private String ranked(String spans, String ties) {
        // 64 bits stand for the cells: they only tell apart rows that go either way.
        String cells = "hash(" + SqlText.names(columns.visible().names()) + ")";
        String place = "PARTITION BY " + SqlText.names(table.key())
                + within().map(w -> ", _foz_group").orElse("") + " ORDER BY " + order() + ties;
        return "SELECT * " + within().map(w -> extents()).orElse("") + ", row_number() OVER place AS _foz_rank, "
                + cells + " = first_value(" + cells + ") OVER place AS _foz_same, "
                + within().map(w -> grew()).orElse("false") + " AS _foz_grew FROM ("
                + within().map(within -> groups(spans, within)).orElse(spans) + ") WINDOW place AS (" + place
                + "), whole AS (" + place + " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)";
    }

    private static String extents() {
        return "EXCLUDE (_foz_group) REPLACE (min(" + TablePlan.KEY_FIRST + ") OVER whole AS " + TablePlan.KEY_FIRST
                + ", max(" + TablePlan.KEY_LAST + ") OVER whole AS " + TablePlan.KEY_LAST + ")";
    }

    private static String grew() {
        return "(min(" + TablePlan.KEY_FIRST + ") OVER whole IS DISTINCT FROM " + TablePlan.KEY_FIRST + " OR max("
                + TablePlan.KEY_LAST + ") OVER whole IS DISTINCT FROM " + TablePlan.KEY_LAST + ")";
    }

    /**
     * Expressions over rows: the least and the greatest {@code by} that a row may have to hang together with one of them, and whether
     * a row has none.
     */
    record Range(String from, String to, String isMissing) {}

    /** How far the groups of rows reach; empty where distance doesn't count. */
    Optional<Range> range() {
        return within().map(within -> {
            String type = DuckDbTypes.text(
                    columns.field(duplicates.by().orElseThrow()).orElseThrow().type());
            return new Range(
                    "CAST(min(" + by() + ") - " + within + " AS " + type + ")",
                    "CAST(max(" + by() + ") + " + within + " AS " + type + ")",
                    by() + " IS NULL");
        });
    }

    private Optional<String> within() {
        return duplicates
                .within()
                .filter(w -> duplicates.by().isPresent())
                .map(w -> "to_microseconds(" + w.toNanos() / 1000 + ")");
    }

    private String by() {
        return SqlText.name(duplicates.by().orElseThrow());
    }

    /** A group begins with a row that lies too far behind all before it, and with the first of those without a time. */
    private String groups(String spans, String within) {
        String keys = SqlText.names(table.key());
        String inOrder = "(PARTITION BY " + keys + " ORDER BY " + TablePlan.KEY_FIRST + " NULLS LAST ";
        String before = inOrder + "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)";
        String begins = "CASE WHEN " + clock(TablePlan.KEY_FIRST) + " - max(" + clock(TablePlan.KEY_LAST) + ") OVER "
                + before
                + " <= " + within + " THEN 0 WHEN " + TablePlan.KEY_FIRST + " IS NULL AND count(*) FILTER (WHERE "
                + TablePlan.KEY_FIRST + " IS NULL) OVER " + before + " > 0 THEN 0 ELSE 1 END";
        return "SELECT * EXCLUDE (_foz_begins), sum(_foz_begins) OVER " + inOrder
                + "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS _foz_group FROM (SELECT *, " + begins
                + " AS _foz_begins FROM (" + spans + "))";
    }

    /** A time on the clock of UTC, where no hour is left out. */
    private String clock(String column) {
        boolean zoned =
                duplicates.by().flatMap(columns::field).stream().anyMatch(f -> f.type() == Type.Primitive.TIMESTAMPTZ);
        return zoned ? "(" + column + " AT TIME ZONE 'UTC')" : "CAST(" + column + " AS TIMESTAMP)";
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

    private void refuse(String rivals, DuckDb database) {
        Schema key = new Schema(
                table.key().stream().flatMap(k -> columns.field(k).stream()).toList());
        List<String> example = database.rows(
                "SELECT " + RowJson.text(key) + " FROM " + rivals + " WHERE _foz_rank > 1 ORDER BY 1 LIMIT 1",
                row -> row.getString(1));
        if (!example.isEmpty()) {
            throw new FozException(EngineFailure.DUPLICATE_KEY, "table", table.name(), "key", example.getFirst());
        }
    }
}
