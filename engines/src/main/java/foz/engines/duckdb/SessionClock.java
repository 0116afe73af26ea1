package foz.engines.duckdb;

import foz.engines.database.DuckDb;
import foz.engines.database.SqlText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * The time and zone that a query sees. Time stands still: {@code current_timestamp} and its kin are the job's own time, so that a
 * repeated job yields the same. The zone is UTC, for which portable SQL is compiled, unless the query's first line names another:
 * queries in DuckDB's own SQL mean the pipeline's zone.
 */
final class SessionClock {

    private static final String HEADER = "-- time-zone: ";

    private SessionClock() {}

    /** The query with a first line that names its zone. */
    static String inZone(String query, ZoneId zone) {
        return HEADER + zone.getId() + "\n" + query;
    }

    /** Sets time and zone. */
    static void set(DuckDb database, Instant at, String query) {
        if (query.startsWith(HEADER)) {
            String zone = query.substring(HEADER.length(), query.indexOf('\n'));
            database.set("TimeZone", SqlText.literal(zone));
        }
        String now = "TIMESTAMPTZ " + SqlText.literal(at.toString());
        for (String function : List.of("get_current_timestamp", "now", "transaction_timestamp")) {
            macro(database, function, now);
        }
        for (String function : List.of("current_date", "today")) {
            macro(database, function, "CAST(" + now + " AS DATE)");
        }
        macro(database, "current_localtimestamp", "CAST(" + now + " AS TIMESTAMP)");
        macro(database, "current_localtime", "CAST(CAST(" + now + " AS TIMESTAMP) AS TIME)");
    }

    private static void macro(DuckDb database, String function, String value) {
        database.execute("CREATE MACRO " + function + "() AS " + value);
    }
}
