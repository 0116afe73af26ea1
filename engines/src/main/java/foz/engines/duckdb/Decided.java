package foz.engines.duckdb;

import java.util.Optional;

/**
 * What a refresh that doesn't compute everything decided to write. The rows that go have been taken out of their {@link Patch} by then.
 *
 * @param how as in {@link foz.api.engine.Computed}
 * @param coming a SELECT of the rows that come to the table; empty for none
 * @param refused what comes to the quarantine
 * @param received as in {@link foz.api.balance.Balance}
 * @param verdicts how the rules judged
 * @param duplicate rows that lost their key to a row that equals them in every visible column
 * @param conflicting rows that lost it to another
 */
record Decided(
        String how,
        Optional<String> coming,
        Rejects.Coming refused,
        long received,
        Verdicts verdicts,
        long duplicate,
        long conflicting) {

    /** There was nothing to do. */
    static Decided nothing(String how) {
        return new Decided(how, Optional.empty(), Rejects.Coming.NOTHING, 0, Verdicts.NONE, 0, 0);
    }
}
