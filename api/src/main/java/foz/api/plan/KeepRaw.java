package foz.api.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * How long original bytes are kept, apart from bronze, for a second reading.
 *
 * @param kept whether they are kept at all
 * @param age for how long; empty with {@code kept} means forever
 */
public record KeepRaw(boolean kept, Optional<Duration> age) {

    /** Not kept. */
    public static final KeepRaw NONE = new KeepRaw(false, Optional.empty());

    /** Kept forever. */
    public static final KeepRaw FOREVER = new KeepRaw(true, Optional.empty());
}
