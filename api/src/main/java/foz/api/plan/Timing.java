package foz.api.plan;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/** When a table is brought up to date. A refresh that is due but finds nothing changed does nothing. */
public sealed interface Timing {

    /** Whenever an input changed. */
    record OnChange() implements Timing {}

    /** Once this long has passed since the last refresh. */
    record Every(Duration period) implements Timing {}

    /**
     * At the times of a schedule in the pipeline's zone, in the five fields of cron(5): minute, hour, day of month, month, day of week.
     * A time that daylight saving leaves out comes at the end of the gap; one that it repeats comes once.
     */
    record Cron(String schedule) implements Timing {}

    /**
     * When a source has brought all that belongs to a period.
     *
     * @param source the source, which says what belongs to a period: {@link SourcePlan#complete}
     * @param atLatest the time of day, in the pipeline's zone, after the end of the period, at which it is refreshed all the same
     */
    record WhenComplete(String source, Optional<LocalTime> atLatest) implements Timing {}
}
