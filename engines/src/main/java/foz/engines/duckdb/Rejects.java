package foz.engines.duckdb;

import foz.api.engine.Compute;
import foz.api.failure.FozException;
import foz.api.plan.TablePlan.Outcome;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineFailure;
import foz.engines.database.ParquetScan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a table has in the quarantine, brought up to date: rows leave it that the table's query no longer yields, others come. A row that
 * is there and would only be put there again stays where it is.
 */
final class Rejects {

    private static final String CHANGED = "_job.\"$rejects_changed\"";
    private static final String FRESH = "_job.\"$rejects_fresh\"";
    private static final String OLD = "_job.\"$rejects_old\"";

    private final Compute job;
    private final DuckDb database;
    private final Patch patch;
    private final RefusedRows refused;
    private final Rules rules;

    /** Those in these files. */
    Rejects(Compute job, Patch patch, DuckDb database) {
        this.job = job;
        this.database = database;
        this.patch = patch;
        this.refused = new RefusedRows(job);
        this.rules = new Rules(job.table().expectations());
    }

    /**
     * What comes to the quarantine.
     *
     * @param coming a SELECT of its rows, if any
     * @param stays how many of the rows refused now are there already
     */
    record Coming(Optional<String> coming, long stays) {

        static final Coming NOTHING = new Coming(Optional.empty(), 0);
    }

    /** The files, from which rows have been taken. */
    Patch patch() {
        return patch;
    }

    /** Follows the rows that come and go, as {@link NetChange} tells them. */
    Coming follow(NetChange net) {
        if (rules.of(Outcome.QUARANTINE).isEmpty()) {
            return Coming.NOTHING;
        }
        String going = refused.content(NetChange.GOING, ", -" + NetChange.TIMES + " AS n");
        String changed = refused.content(NetChange.COMING, ", 1 AS n") + (net.goes() > 0 ? " UNION ALL " + going : "");
        database.execute("CREATE TABLE " + CHANGED + " AS SELECT " + RefusedRows.CONTENT
                + ", CAST(sum(n) AS BIGINT) AS n, CAST(least(coalesce(sum(n) FILTER (WHERE n > 0), 0), coalesce(-sum(n)"
                + " FILTER (WHERE n < 0), 0)) AS BIGINT) AS stays, 0::BIGINT AS there FROM (" + changed + ") GROUP BY "
                + RefusedRows.CONTENT);
        if (database.number("SELECT count(*) FROM " + CHANGED) == 0) {
            return Coming.NOTHING;
        }
        database.asWritten(this::countThere);
        takeOut();
        String coming = "SELECT *, unnest(range(there + 1, there + n + 1)) AS ordinal FROM " + CHANGED + " WHERE n > 0";
        return new Coming(
                Optional.of(refused.numbered(coming)),
                database.number("SELECT CAST(coalesce(sum(stays), 0) AS BIGINT) FROM " + CHANGED));
    }

    private void countThere() {
        List<String> content = List.of(RefusedRows.CONTENT.split(", "));
        String there = "SELECT " + content.stream().map(c -> "s." + c).collect(Collectors.joining(", "))
                + ", count(*) AS there FROM " + patch.rows() + " s SEMI JOIN " + CHANGED + " t ON ("
                + Match.on(content, CHANGED, database) + ") GROUP BY ALL";
        database.execute("UPDATE " + CHANGED + " AS s SET there = t.there FROM (" + there + ") t WHERE "
                + Match.on(content, CHANGED, database));
    }

    /** Of equal rows, those with the highest ordinals: the others keep their ids. */
    private void takeOut() {
        String ids = "SELECT " + refused.id()
                + " AS id FROM (SELECT *, unnest(range(there + n + 1, there + 1)) AS ordinal FROM " + CHANGED
                + " WHERE n < 0)";
        long expected = database.number("SELECT CAST(coalesce(-sum(n), 0) AS BIGINT) FROM " + CHANGED + " WHERE n < 0");
        long taken = expected == 0
                ? 0
                : patch.take("SELECT s.* FROM " + patch.rows() + " s SEMI JOIN (" + ids + ") t ON (s.id = t.id)");
        if (taken != expected) {
            String example = "SELECT decode(raw) FROM " + CHANGED + " WHERE n < 0 ORDER BY there + n, 1 LIMIT 1";
            throw new FozException(
                    EngineFailure.ROW_NOT_THERE,
                    "table",
                    job.table().name(),
                    "count",
                    expected - taken,
                    "row",
                    database.rows(example, row -> row.getString(1)).getFirst());
        }
    }

    /**
     * Puts the refused ones among newly judged rows in the place of others.
     *
     * @param old a condition over rows of the quarantine: those that make way
     * @param judged a relation of rows that were held against the rules
     */
    Coming replace(String old, String judged) {
        if (rules.of(Outcome.QUARANTINE).isEmpty()) {
            return Coming.NOTHING;
        }
        database.execute("CREATE TABLE " + FRESH + " AS " + refused.select(judged));
        database.execute("CREATE TABLE " + OLD + " AS SELECT s.id, " + ParquetScan.FILE + ", " + ParquetScan.ROW
                + " FROM " + patch.rows() + " s WHERE " + old);
        patch.take("SELECT s.* FROM " + OLD + " s ANTI JOIN " + FRESH + " t ON (s.id = t.id)");
        return new Coming(
                Optional.of("SELECT s.* FROM " + FRESH + " s ANTI JOIN " + OLD + " t ON (s.id = t.id)"),
                database.number("SELECT count(*) FROM " + FRESH + " s SEMI JOIN " + OLD + " t ON (s.id = t.id)"));
    }
}
