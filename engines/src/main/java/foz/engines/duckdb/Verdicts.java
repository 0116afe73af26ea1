package foz.engines.duckdb;

import foz.api.failure.FozException;
import foz.api.plan.TablePlan;
import foz.api.plan.TablePlan.Expectation;
import foz.api.plan.TablePlan.Outcome;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the rows that a query yields fare against the table's rules, counted in one pass over the columns that the rules look at.
 *
 * @param failed rule name to number of rows that fail it, for those that any row failed
 * @param quarantined rows that fail a rule with outcome quarantine
 * @param dropped rows that fail none of those, but one with outcome drop
 */
record Verdicts(Map<String, Long> failed, long quarantined, long dropped) {

    /** No rules, no failures. */
    static final Verdicts NONE = new Verdicts(Map.of(), 0, 0);

    /**
     * Counts.
     *
     * @throws FozException when a rule with outcome fail is not true for a row
     */
    static Verdicts count(TablePlan table, String rows, DuckDb database) {
        Rules rules = new Rules(table.expectations());
        if (rules.all().isEmpty()) {
            return NONE;
        }
        List<String> counts = new ArrayList<>();
        rules.all().forEach(rule -> counts.add(countWhere(Rules.fails(rule))));
        String passes = rules.passes(Outcome.QUARANTINE);
        counts.add(countWhere("NOT (" + passes + ")"));
        counts.add(countWhere("(" + passes + ") AND NOT (" + rules.passes(Outcome.DROP) + ")"));
        List<Long> found = database.rows("SELECT " + String.join(", ", counts) + " FROM " + rows, row -> {
                    List<Long> numbers = new ArrayList<>();
                    for (int i = 1; i <= counts.size(); i++) {
                        numbers.add(row.getLong(i));
                    }
                    return numbers;
                })
                .getFirst();
        Map<String, Long> failed = new LinkedHashMap<>();
        for (int i = 0; i < rules.all().size(); i++) {
            Expectation rule = rules.all().get(i);
            long count = found.get(i);
            if (count > 0 && rule.outcome() == Outcome.FAIL) {
                throw refused(table, rule, count, rows, database);
            }
            if (count > 0) {
                failed.put(rule.name(), count);
            }
        }
        return new Verdicts(failed, found.get(found.size() - 2), found.getLast());
    }

    private static String countWhere(String condition) {
        return "count(*) FILTER (WHERE " + condition + ")";
    }

    private static FozException refused(TablePlan table, Expectation rule, long count, String rows, DuckDb database) {
        String example = database.rows(
                        "SELECT " + RowJson.text(table.query().columns().visible()) + " FROM " + rows + " WHERE "
                                + Rules.fails(rule) + " LIMIT 1",
                        row -> row.getString(1))
                .getFirst();
        return new FozException(
                EngineFailure.EXPECTATION_FAILED,
                "table",
                table.name(),
                "rule",
                rule.name(),
                "count",
                count,
                "condition",
                rule.sql(),
                "row",
                example);
    }
}
