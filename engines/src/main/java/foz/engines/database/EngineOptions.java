package foz.engines.database;

import java.nio.file.Path;

/**
 * Bounds of an engine.
 *
 * @param memoryBytes at most, roughly: DuckDB was seen to take up to 130 MB more; what doesn't fit is spilled to scratch
 * @param threads at most
 * @param scratch the folder under which private folders for spilled data are made; created when it is missing
 */
public record EngineOptions(long memoryBytes, int threads, Path scratch) {

    /** Half a gigabyte. */
    public static final long STANDARD_MEMORY = 512L << 20;

    public EngineOptions {
        if (memoryBytes < 16L << 20) {
            throw new IllegalArgumentException("memory: expected at least 16 MB, found " + memoryBytes + " bytes");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected at least 1, found " + threads);
        }
        scratch = scratch.toAbsolutePath();
    }

    /** Half a gigabyte and every processor. */
    public static EngineOptions standard(Path scratch) {
        return new EngineOptions(STANDARD_MEMORY, Runtime.getRuntime().availableProcessors(), scratch);
    }
}
