package foz.app.test;

import foz.api.plan.TestCase;
import java.time.Duration;
import java.util.List;

/**
 * What became of one test.
 *
 * @param differences what is not as expected; empty when it passed
 */
public record TestOutcome(TestCase test, List<String> differences, Duration took) {

    public TestOutcome {
        differences = List.copyOf(differences);
    }

    /** Whether everything is as expected. */
    public boolean passed() {
        return differences.isEmpty();
    }
}
