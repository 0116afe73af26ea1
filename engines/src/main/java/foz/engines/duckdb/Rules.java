package foz.engines.duckdb;

import foz.api.plan.TablePlan.Expectation;
import foz.api.plan.TablePlan.Outcome;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table's expectations as SQL. A row that fails several is quarantined before it is dropped, by the first rule written. */
record Rules(List<Expectation> all) {

    /** The rules of one outcome, in the order written. */
    List<Expectation> of(Outcome outcome) {
        return all.stream().filter(e -> e.outcome() == outcome).toList();
    }

    /** Whether any row may fail to reach the table. */
    boolean mayRemove() {
        return all.stream().anyMatch(e -> e.outcome() == Outcome.QUARANTINE || e.outcome() == Outcome.DROP);
    }

    /** A condition: the row fails the rule. NULL is not true. */
    static String fails(Expectation rule) {
        return "((" + rule.condition() + "\n) IS NOT TRUE)";
    }

    /** A condition: the row fails no rule of the outcome. */
    String passes(Outcome outcome) {
        return conjunction(of(outcome).stream());
    }

    /** A condition: the row belongs into the table. */
    String stays() {
        return conjunction(Stream.concat(of(Outcome.QUARANTINE).stream(), of(Outcome.DROP).stream()));
    }

    /** A number from 1: which rule of the outcome the row fails first; NULL for none. */
    String firstFailed(Outcome outcome) {
        List<Expectation> rules = of(outcome);
        StringBuilder text = new StringBuilder("CASE");
        for (int i = 0; i < rules.size(); i++) {
            text.append(" WHEN ").append(fails(rules.get(i))).append(" THEN ").append(i + 1);
        }
        return text.append(" END").toString();
    }

    private static String conjunction(Stream<Expectation> rules) {
        String text =
                rules.map(rule -> "((" + rule.condition() + "\n) IS TRUE)").collect(Collectors.joining(" AND "));
        return text.isEmpty() ? "true" : text;
    }
}
