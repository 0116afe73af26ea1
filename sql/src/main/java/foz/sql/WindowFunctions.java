package foz.sql;

import static foz.sql.Function.window;

import java.util.List;

/** Functions that need OVER, with an ORDER BY in it. */
final class WindowFunctions {

    static final List<Function> ALL = List.of(
            window("row_number", "The row's number, from 1.")
                    .form("() -> long", "row_number()")
                    .example("row_number() OVER (ORDER BY n)", "1, 2, 3, 4"),
            window("rank", "The row's rank; equal rows share one, and the next is skipped.")
                    .form("() -> long", "rank()")
                    .example("rank() OVER (ORDER BY s)", "1, 1, 3, 3"),
            window("dense_rank", "The row's rank; equal rows share one, and none is skipped.")
                    .form("() -> long", "dense_rank()")
                    .example("dense_rank() OVER (ORDER BY s)", "1, 1, 2, 2"),
            window("percent_rank", "The rank as a share from 0 to 1.")
                    .form("() -> double", "percent_rank()")
                    .example("percent_rank() OVER (ORDER BY n)", "0.0, 0.3333333333333333, 0.6666666666666666, 1.0"),
            window("cume_dist", "The share of rows that come no later.")
                    .form("() -> double", "cume_dist()")
                    .example("cume_dist() OVER (ORDER BY n)", "0.25, 0.5, 0.75, 1.0"),
            window("ntile", "The number of the row's part when rows are cut into so many parts of equal size.")
                    .form("(parts: integer) -> long", "ntile($0)")
                    .example("ntile(2) OVER (ORDER BY n)", "1, 1, 2, 2"),
            shifted("lag", "The value so many rows earlier (1 when not said), or the default.", "NULL, 1, 2, 3"),
            shifted("lead", "The value so many rows later (1 when not said), or the default.", "2, 3, NULL, NULL"),
            window("first_value", "The value in the first row of the frame.")
                    .form("(value: T) -> T", "first_value($0)")
                    .example("first_value(n) OVER (ORDER BY n)", "1, 1, 1, 1"),
            window("last_value", "The value in the last row of the frame.")
                    .form("(value: T) -> T", "last_value($0)")
                    .example("last_value(n) OVER (ORDER BY n)", "1, 2, 3, NULL"),
            window("nth_value", "The value in that row of the frame.")
                    .form("(value: T, number: integer) -> T", "nth_value($*)")
                    .example("nth_value(n, 2) OVER (ORDER BY n)", "NULL, 2, 2, 2"));

    private WindowFunctions() {}

    private static Function shifted(String name, String doc, String values) {
        return window(name, doc)
                .form("(value: T) -> T", name + "($0)")
                .form("(value: T, rows: integer) -> T", name + "($*)")
                .form("(value: T, rows: integer, default: T) -> T", name + "($*)")
                .example(name + "(n) OVER (ORDER BY n)", values);
    }
}
