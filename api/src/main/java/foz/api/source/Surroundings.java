package foz.api.source;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a plug-in may know of where it runs.
 *
 * @param folder the pipeline's folder, absolute; relative paths in options are relative to it
 * @param clock the time
 */
public record Surroundings(Path folder, InstantSource clock) {}
