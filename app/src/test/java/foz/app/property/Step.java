package foz.app.property;

import java.util.List;

/** Something that happens in a history. */
sealed interface Step {

    /** A file is put into a source's folder, over whatever is there under its name. */
    record Arrive(String feed, String file, List<Row> rows) implements Step {
        public Arrive {
            rows = List.copyOf(rows);
        }
    }

    /** A file is taken away. */
    record Withdraw(String feed, String file) implements Step {}

    /** A file gets another time, its bytes stay. */
    record Touch(String feed, String file) implements Step {}

    /** Every open row of a source's quarantine is mended and put through again. */
    record Replay(String feed) implements Step {}

    /** A table gets another query. */
    record Change(String table, String sql) implements Step {}

    /** Everything is kept small and tidy that can be. */
    record Compact() implements Step {}

    /** The same some days later, when nobody needs the old any more. */
    record Expire() implements Step {}

    /** The process ends and another begins. */
    record Reopen() implements Step {}

    /** A run, after which every table is compared. */
    record Run() implements Step {}

    /** A run whose process is killed when work reaches a step for the n-th time, then another run. */
    record Crash(int at) implements Step {}
}
