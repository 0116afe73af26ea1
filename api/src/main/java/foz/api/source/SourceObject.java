package foz.api.source;

import java.time.Instant;

/**
 * An object as it was when listed.
 *
 * @param name unique within the source and stable, such as its path relative to the pipeline folder, with {@code /}
 * @param bytes its size as stored (compressed)
 * @param modifiedAt when it last changed
 */
public record SourceObject(String name, long bytes, Instant modifiedAt) {}
