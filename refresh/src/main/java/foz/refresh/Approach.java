package foz.refresh;

import foz.api.plan.TablePlan;
import foz.api.plan.TablePlan.Outcome;
import foz.api.sql.Incremental;
import foz.api.sql.Query.Shape;

/**
 * How a table follows changes of its inputs, as people are told.
 *
 * @param word as in the accounts of refreshes: {@code append}, {@code rows}, {@code keys}, {@code merge}, {@code groups}, {@code whole}
 * @param sentence what is done
 * @param because why that is the cheapest right way, as a clause
 */
public record Approach(String word, String sentence, String because) {

    /** How this table does. */
    public static Approach of(TablePlan table) {
        return switch (table.incremental()) {
            case Incremental.Whole whole ->
                new Approach("whole", "It is computed whole whenever an input changes", whole.because());
            case Incremental.Rows rows -> ofRows(table, rows);
            case Incremental.Groups groups -> ofGroups(table, groups);
        };
    }

    private static Approach ofRows(TablePlan table, Incremental.Rows rows) {
        if (!table.key().isEmpty()) {
            return new Approach(
                    "keys",
                    "Each key (" + String.join(", ", table.key()) + ") that rows come or go for is decided again",
                    rows.because());
        }
        return table.query().shape() == Shape.ROW_BY_ROW
                ? new Approach(
                        "append",
                        "New rows come on top; when rows go, only the files that hold them are written again",
                        rows.because())
                : new Approach(
                        "rows",
                        "Which rows come and go is computed from what changed; only files that hold rows that go are"
                                + " written again",
                        rows.because());
    }

    private static Approach ofGroups(TablePlan table, Incremental.Groups groups) {
        String by = groups.columns().isEmpty() ? "all rows are one group" : String.join(", ", groups.columns());
        boolean merges = groups.merge().isPresent() && table.key().isEmpty() && !removesRows(table);
        if (!merges) {
            return new Approach(
                    "groups", "The groups that a change touches (" + by + ") are computed again", groups.because());
        }
        String back = groups.merge().get().takesBack()
                ? ", also when rows go"
                : "; groups that rows go from are computed again";
        return new Approach(
                "merge",
                "Partial aggregates of what changed are put on top of the groups they touch (" + by + ")" + back,
                groups.because());
    }

    private static boolean removesRows(TablePlan table) {
        return table.expectations().stream()
                .anyMatch(rule -> rule.outcome() == Outcome.QUARANTINE || rule.outcome() == Outcome.DROP);
    }
}
