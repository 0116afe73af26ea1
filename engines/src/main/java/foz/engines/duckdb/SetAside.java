package foz.engines.duckdb;

import foz.engines.database.DuckDb;
import foz.engines.database.SqlText;

/**
 * Rows computed once and kept for several passes, in a scratch file: it takes less room than a table in memory that is spilled.
 *
 * @param relation their name in SQL
 * @param rows how many they are, as the operator that yielded them counted
 */
record SetAside(String relation, long rows) {

    /** Computes them; the word tells one from others of the job. */
    static SetAside of(String select, String word, DuckDb database) {
        String file =
                SqlText.literal(database.folder().resolve(word + ".parquet").toString());
        database.execute("COPY (" + select + "\n) TO " + file + " (FORMAT parquet)");
        long rows = database.rowsIntoCopy();
        String relation = "_job." + SqlText.name("$" + word);
        database.execute(
                "CREATE VIEW " + relation + " AS SELECT * FROM read_parquet(" + file + ", hive_partitioning = false)");
        return new SetAside(relation, rows);
    }
}
