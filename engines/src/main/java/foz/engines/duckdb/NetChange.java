package foz.engines.duckdb;

import foz.api.type.Schema;
import foz.engines.database.DuckDb;
import foz.engines.database.SqlText;
import java.util.List;

/**
 * The rows that come to a table and go from it, netted: no row does both.
 *
 * @param comes how many come
 * @param goes how many go
 */
record NetChange(long comes, long goes) {

    /** The rows that come, each as often as it does. */
    static final String COMING = "_job.\"$coming\"";
    /** The rows that go, each once, with the number of times in {@link #TIMES}. */
    static final String GOING = "_job.\"$going\"";

    static final String TIMES = "_foz_n";

    private static final String CHANGE = "_job.\"$change\"";
    private static final String NET = "_job.\"$net\"";

    /**
     * Makes {@link #COMING} and {@link #GOING}.
     *
     * @param change a SELECT of the columns and of {@code _change}
     */
    static NetChange of(String change, Schema columns, DuckDb database) {
        String names = SqlText.names(columns.names());
        database.execute("CREATE TABLE " + CHANGE + " AS SELECT " + Relations.cast(columns.fields()) + ", CAST("
                + Relations.CHANGE + " AS BIGINT) AS " + TIMES + " FROM (" + change + "\n) WHERE " + Relations.CHANGE
                + " <> 0");
        boolean cancels =
                database.number("SELECT count(*) FROM (SELECT 1 FROM " + CHANGE + " WHERE " + TIMES + " < 0 LIMIT 1)")
                        > 0;
        String net = cancels ? NET : CHANGE;
        if (cancels) {
            database.execute("CREATE TABLE " + NET + " AS SELECT " + names + ", CAST(sum(" + TIMES + ") AS BIGINT) AS "
                    + TIMES + " FROM " + CHANGE + " GROUP BY ALL HAVING sum(" + TIMES + ") <> 0");
            database.execute("DROP TABLE " + CHANGE);
        }
        List<NetChange> counts = database.rows(
                "SELECT CAST(coalesce(sum(" + TIMES + ") FILTER (WHERE " + TIMES
                        + " > 0), 0) AS BIGINT), CAST(coalesce(-sum(" + TIMES + ") FILTER (WHERE " + TIMES
                        + " < 0), 0) AS BIGINT) FROM " + net,
                row -> new NetChange(row.getLong(1), row.getLong(2)));
        database.execute("CREATE VIEW " + COMING + " AS "
                + Relations.repeated(names, "SELECT * FROM " + net + " WHERE " + TIMES + " > 0", ""));
        database.execute("CREATE VIEW " + GOING + " AS SELECT " + names + ", -" + TIMES + " AS " + TIMES + " FROM "
                + net + " WHERE " + TIMES + " < 0");
        return counts.getFirst();
    }
}
