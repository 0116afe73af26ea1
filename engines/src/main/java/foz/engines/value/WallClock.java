package foz.engines.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A zone's wall clock: which instant a local time means. In an overlap the earlier offset counts; in a gap there is none. Remembers
 * the stretch between two changes of the clock around the last answer, since rows of a file mostly lie near to each other.
 */
final class WallClock {

    private static final long MICROS = 1_000_000L;
    /** Changes of offset are smaller than this; near one, the rules are asked. */
    private static final long MARGIN_SECONDS = 86_400;

    private final ZoneRules rules;
    private long knownFrom = 1;
    private long knownTo = 0;
    private long knownOffset;

    WallClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** The offset in seconds at a local time given in microseconds, or null in a gap. */
    @Nullable
    Long offsetAt(long localMicros) {
        long second = Math.floorDiv(localMicros, MICROS);
        if (second >= knownFrom && second <= knownTo) {
            return knownOffset;
        }
        List<ZoneOffset> valid = rules.getValidOffsets(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
        if (valid.isEmpty()) {
            return null;
        }
        ZoneOffset offset = valid.getFirst();
        if (valid.size() == 1) {
            remember(second, offset);
        }
        return (long) offset.getTotalSeconds();
    }

    private void remember(long second, ZoneOffset offset) {
        Instant instant = Instant.ofEpochSecond(second - offset.getTotalSeconds());
        ZoneOffsetTransition before = rules.previousTransition(instant);
        ZoneOffsetTransition after = rules.nextTransition(instant);
        knownFrom = before == null ? Long.MIN_VALUE : before.toEpochSecond() + MARGIN_SECONDS;
        knownTo = after == null ? Long.MAX_VALUE : after.toEpochSecond() - MARGIN_SECONDS;
        knownOffset = offset.getTotalSeconds();
    }
}
