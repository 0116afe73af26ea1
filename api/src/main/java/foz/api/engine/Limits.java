package foz.api.engine;

import java.time.Duration;

/**
 * Bounds of a session.
 *
 * @param memoryBytes at most; what doesn't fit is spilled to scratch
 * @param timeout of one question
 * @param threads at most
 */
public record Limits(long memoryBytes, Duration timeout, int threads) {}
