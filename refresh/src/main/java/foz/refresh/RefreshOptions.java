package foz.refresh;

import foz.api.time.Progress;
import foz.api.time.Steps;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * How refresh works.
 *
 * @param zone of calendar functions
 */
public record RefreshOptions(ZoneId zone, InstantSource clock, Steps steps, Progress progress) {}
