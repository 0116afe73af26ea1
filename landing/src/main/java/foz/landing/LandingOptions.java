package foz.landing;

import foz.api.disk.Disk;
import foz.api.time.Progress;
import foz.api.time.Steps;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * How landing works.
 *
 * @param zone for text without a zone
 * @param rawFolder where original bytes are kept
 * @param batchBytes a batch takes no further file once it holds so many stored bytes
 * @param clock the time
 * @param disk what is asked to make raw copies durable
 */
public record LandingOptions(
        ZoneId zone, Path rawFolder, long batchBytes, InstantSource clock, Disk disk, Steps steps, Progress progress) {

    /** The bytes that one batch takes in unless a single file is larger. */
    public static final long STANDARD_BATCH_BYTES = 256L << 20;
}
