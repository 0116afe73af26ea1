package foz.api.plan;

import foz.api.failure.Place;
import foz.api.type.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A test of a pipeline: what is there, what happens, what must come out. Cell values are the scalars of the YAML text as
 * strings; an absent or null cell is NULL.
 *
 * @param name a sentence
 * @param clock the time at which it plays
 * @param given rows put into tables before anything is refreshed
 * @param steps what happens, in order; empty means one refresh
 * @param expect what each table holds afterwards, in any order; only the columns written are compared
 * @param quarantine what the quarantine holds, when the test says so: column to text
 * @param balanceClosed whether the test demands that every balance closes (they are checked anyway)
 * @param place where it stands
 */
public record TestCase(
        String name,
        Optional<Instant> clock,
        Map<TableName, List<Map<String, Optional<String>>>> given,
        List<Step> steps,
        Map<TableName, List<Map<String, Optional<String>>>> expect,
        Optional<List<Map<String, String>>> quarantine,
        boolean balanceClosed,
        Place place) {

    public TestCase {
        steps = List.copyOf(steps);
    }

    /** Something that happens in a test. */
    public sealed interface Step {

        /** Files arrive at a source, and a run takes them in. */
        record Arrive(String source, List<String> files) implements Step {}

        /** The process is killed in the middle of the next run, which then starts again. */
        record KillProcess() implements Step {}
    }
}
