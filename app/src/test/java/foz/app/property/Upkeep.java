package foz.app.property;

import foz.app.platform.Platform;
import java.time.InstantSource;

/** The lake's upkeep between the steps of a history. */
final class Upkeep {

    private Upkeep() {}

    static void compact(Platform platform) {}

    static void expire(Platform platform, InstantSource clock) {}
}
