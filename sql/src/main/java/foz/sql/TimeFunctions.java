package foz.sql;

import static foz.sql.Function.scalar;
import static foz.sql.Function.varying;

import java.util.ArrayList;
import java.util.List;

/**
 * Functions of dates and times. A timestamp is wall clock and never converted; of a timestamptz the calendar is that of the pipeline's
 * time zone.
 */
final class TimeFunctions {

    private static final String LOCAL = "timezone($zone, %s)";

    static final List<Function> ALL = all();

    private TimeFunctions() {}

    private static List<Function> all() {
        List<Function> all = new ArrayList<>(List.of(
                varying("current_timestamp", "The instant at which the refresh began.")
                        .form("() -> timestamptz", "now()", "current_timestamp()"),
                varying("current_date", "The day at which the refresh began, in the pipeline's zone.")
                        .form("() -> date", "CAST(timezone($zone, now()) AS DATE)", "current_date()"),
                varying("localtimestamp", "The wall clock in the pipeline's zone when the refresh began.")
                        .form("() -> timestamp", "timezone($zone, now())", "localtimestamp()"),
                scalar("local", "The wall clock of an instant in the pipeline's zone.")
                        .form("(instant: timestamptz) -> timestamp", "timezone($zone, $0)", "CAST($0 AS TIMESTAMP_NTZ)")
                        .example("local(from_epoch(0))", "1970-01-01 01:00:00.0"),
                scalar("date", "The day of a timestamp.")
                        .form("(date: date) -> date", "$0")
                        .form("(at: timestamp) -> date", "CAST($0 AS DATE)")
                        .form("(at: timestamptz) -> date", "CAST(timezone($zone, $0) AS DATE)", "CAST($0 AS DATE)")
                        .example("date(TIMESTAMP '2024-02-29 12:00:00')", "2024-02-29"),
                dateTrunc(),
                extract(),
                timeBucket(),
                scalar("last_day", "The last day of the month.")
                        .form("(date: date) -> date", "last_day($0)")
                        .form("(at: timestamp) -> date", "last_day($0)")
                        .form("(at: timestamptz) -> date", "last_day(timezone($zone, $0))", "last_day($0)")
                        .example("last_day(DATE '2024-02-10')", "2024-02-29"),
                timestampDiff(),
                timestampAdd(),
                scalar("make_date", "The date of a year, a month and a day; NULL when there is none.")
                        .form(
                                "(year: integer, month: integer, day: integer) -> date",
                                "TRY(make_date($0, $1, $2))",
                                "try_to_date(concat_ws('-', $0, $1, $2), 'y-M-d')")
                        .example("make_date(2024, 2, 29)", "2024-02-29")
                        .example("make_date(2023, 2, 29)", "NULL"),
                scalar("from_epoch", "The instant so many seconds after 1970-01-01 00:00 UTC.")
                        .form("(seconds: number) -> timestamptz", "to_timestamp($0)", "timestamp_seconds($0)")
                        .example("extract(EPOCH FROM from_epoch(1.5))", "1"),
                scalar("from_epoch_millis", "The instant so many milliseconds after 1970-01-01 00:00 UTC.")
                        .form(
                                "(milliseconds: integer) -> timestamptz",
                                "to_timestamp(CAST($0 AS DOUBLE) / 1000)",
                                "timestamp_millis($0)")
                        .example("extract(EPOCH FROM from_epoch_millis(5000))", "5")));
        for (String part : List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second")) {
            all.add(part(part));
        }
        return List.copyOf(all);
    }

    private static Function dateTrunc() {
        String duckdb = "date_trunc($0, $1)";
        return scalar(
                        "date_trunc",
                        "The beginning of the year, quarter, month, week (Monday), day, hour, minute or second; of a"
                                + " date a date.")
                .form("(unit: unit, date: date) -> date", "CAST(" + duckdb + " AS DATE)")
                .form("(unit: unit, at: timestamp) -> timestamp", duckdb, "CAST(" + duckdb + " AS TIMESTAMP_NTZ)")
                .form("(unit: clock, at: timestamptz) -> timestamptz", duckdb, duckdb)
                .form(
                        "(unit: unit, at: timestamptz) -> timestamptz",
                        "timezone($zone, date_trunc($0, timezone($zone, $1)))",
                        duckdb)
                .example("date_trunc('month', DATE '2024-02-29')", "2024-02-01")
                .example("date_trunc('week', TIMESTAMP '2024-02-29 12:30:00')", "2024-02-26 00:00:00.0");
    }

    private static Function extract() {
        String duckdb = "CAST(floor(date_part($0, %s)) AS BIGINT)";
        String spark = "CAST(date_part($0, $1) AS BIGINT)";
        return scalar(
                        "extract",
                        "A part of a date or time, written extract(YEAR FROM at): YEAR, QUARTER, MONTH, WEEK (ISO),"
                                + " DAY, HOUR, MINUTE, SECOND (whole), DOW (0 is Sunday), ISODOW (1 is Monday), DOY,"
                                + " ISOYEAR, EPOCH (whole seconds).")
                .form("(part: field, date: date) -> long", duckdb.formatted("$1"), spark)
                .form("(part: field, at: timestamp) -> long", duckdb.formatted("$1"), spark)
                .form("(part: epoch, at: timestamptz) -> long", duckdb.formatted("$1"), spark)
                .form("(part: field, at: timestamptz) -> long", duckdb.formatted(LOCAL.formatted("$1")), spark)
                .form("(part: field, time: time) -> long", duckdb.formatted("$1"), spark)
                .example("extract(DOW FROM DATE '2024-03-03')", "0")
                .example("extract(SECOND FROM TIMESTAMP '2024-03-03 10:20:30.9')", "30");
    }

    private static Function part(String name) {
        String duckdb = "CAST(date_part('" + name + "', %s) AS BIGINT)";
        String spark = "CAST(date_part('" + name + "', $0) AS BIGINT)";
        return scalar(name, "The same as extract(" + name.toUpperCase(java.util.Locale.ROOT) + " FROM …).")
                .form("(date: date) -> long", duckdb.formatted("$0"), spark)
                .form("(at: timestamp) -> long", duckdb.formatted("$0"), spark)
                .form("(at: timestamptz) -> long", duckdb.formatted(LOCAL.formatted("$0")), spark)
                .example(
                        name + "(TIMESTAMP '2011-01-01 01:01:01')",
                        switch (name) {
                            case "year" -> "2011";
                            case "week" -> "52";
                            default -> "1";
                        });
    }

    private static Function timeBucket() {
        return scalar(
                        "time_bucket",
                        "The beginning of the stretch of time that an instant lies in; stretches of days are counted"
                                + " from Monday, 1970-01-05.")
                .form(
                        "(width: span, at: timestamp) -> timestamp",
                        "time_bucket($0, $1, TIMESTAMP '1970-01-05 00:00:00')",
                        "window($1, $0).start")
                .form(
                        "(width: months, at: timestamp) -> timestamp",
                        "time_bucket($0, $1, TIMESTAMP '1970-01-01 00:00:00')",
                        "")
                .form("(width: span, at: date) -> date", "CAST(time_bucket($0, $1, DATE '1970-01-05') AS DATE)", "")
                .form(
                        "(width: fixed, at: timestamptz) -> timestamptz",
                        "time_bucket($0, $1, TIMESTAMPTZ '1970-01-05 00:00:00+00')",
                        "")
                .form(
                        "(width: span, at: timestamptz) -> timestamptz",
                        "timezone($zone, time_bucket($0, timezone($zone, $1), TIMESTAMP '1970-01-05 00:00:00'))",
                        "")
                .example("time_bucket(INTERVAL '15' MINUTE, TIMESTAMP '2024-02-29 12:34:56')", "2024-02-29 12:30:00.0")
                .example("time_bucket(INTERVAL '7' DAY, TIMESTAMP '2024-02-29 12:34:56')", "2024-02-26 00:00:00.0");
    }

    private static Function timestampDiff() {
        return scalar(
                        "timestampdiff",
                        "How many whole units lie between two points in time; the last days of two months are whole"
                                + " months apart.")
                .form("(unit: unit, from: W, to: W) -> long", "date_sub($0, $1, $2)", "timestampdiff($0, $1, $2)")
                .form(
                        "(unit: clock, from: timestamptz, to: timestamptz) -> long",
                        "date_sub($0, $1, $2)",
                        "timestampdiff($0, $1, $2)")
                .form(
                        "(unit: unit, from: timestamptz, to: timestamptz) -> long",
                        "date_sub($0, timezone($zone, $1), timezone($zone, $2))",
                        "timestampdiff($0, $1, $2)")
                .example("timestampdiff(DAY, DATE '2024-02-28', DATE '2024-03-01')", "2")
                .example("timestampdiff(MONTH, DATE '2024-01-31', DATE '2024-02-29')", "1");
    }

    private static Function timestampAdd() {
        String step = "CAST($1 AS INTEGER) * CAST('1 ' || $0 AS INTERVAL)";
        return scalar("timestampadd", "A point in time so many units later; a month never skips into the next.")
                .form(
                        "(unit: clock, number: integer, date: date) -> timestamp",
                        "($2 + " + step + ")",
                        "timestampadd($0, $1, $2)")
                .form(
                        "(unit: unit, number: integer, date: date) -> date",
                        "CAST($2 + " + step + " AS DATE)",
                        "timestampadd($0, $1, $2)")
                .form(
                        "(unit: unit, number: integer, at: timestamp) -> timestamp",
                        "($2 + " + step + ")",
                        "timestampadd($0, $1, $2)")
                .form(
                        "(unit: clock, number: integer, at: timestamptz) -> timestamptz",
                        "($2 + " + step + ")",
                        "timestampadd($0, $1, $2)")
                .form(
                        "(unit: unit, number: integer, at: timestamptz) -> timestamptz",
                        "timezone($zone, timezone($zone, $2) + " + step + ")",
                        "timestampadd($0, $1, $2)")
                .example("timestampadd(MONTH, 1, DATE '2024-01-31')", "2024-02-29");
    }
}
