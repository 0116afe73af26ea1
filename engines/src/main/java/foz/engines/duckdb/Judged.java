package foz.engines.duckdb;

import foz.api.plan.TablePlan;
import foz.engines.database.DuckDb;
import java.util.Optional;

/**
 * Rows that were held against a table's rules and key.
 *
 * @param relation all of them
 * @param verdicts how the rules judged
 * @param unique how the key did, among those that the rules left
 */
record Judged(String relation, Verdicts verdicts, UniqueKey.Outcome unique) {

    /**
     * Holds the rows of a relation against rules and key.
     *
     * @throws foz.api.failure.FozException when a rule with outcome fail is not true, or duplicates are refused
     */
    static Judged of(TablePlan table, String relation, DuckDb database) {
        Verdicts verdicts = Verdicts.count(table, relation, database);
        boolean removed = verdicts.quarantined() + verdicts.dropped() > 0;
        String good =
                "SELECT * FROM " + relation + (removed ? " WHERE " + new Rules(table.expectations()).stays() : "");
        UniqueKey.Outcome unique =
                table.key().isEmpty() ? new UniqueKey.Outcome(good, 0, 0) : new UniqueKey(table).apply(good, database);
        return new Judged(relation, verdicts, unique);
    }

    /** What is to be written, of so many rows. */
    Decided decided(String how, long received, Rejects.Coming refused) {
        return new Decided(
                how, Optional.of(unique.rows()), refused, received, verdicts, unique.duplicate(), unique.conflicting());
    }
}
