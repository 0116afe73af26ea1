package foz.app.property;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on when a history does. */
final class Clock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void tick() {
        goOn(Duration.ofHours(7));
    }

    void goOn(Duration time) {
        now = now.plus(time);
    }
}
