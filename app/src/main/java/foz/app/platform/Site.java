package foz.app.platform;

import foz.api.disk.Disk;
import foz.api.time.Progress;
import foz.api.time.Steps;
import foz.engines.database.EngineOptions;
import foz.lake.MaintenanceOptions;
import foz.landing.LandingOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Where and how a pipeline is worked on.
 *
 * @param project the folder of its {@code foz.yaml}, absolute
 * @param data where its state is kept, absolute; may not exist yet
 * @param environment the name of a file in {@code env/}
 * @param variables what {@code ${VAR}} may name
 * @param memoryBytes the engine's limit
 * @param disk what is asked to make writes durable
 * @param batchBytes what one batch takes in unless a single file is larger
 * @param upkeep how the lake is kept small and fast
 */
public record Site(
        Path project,
        Path data,
        Optional<String> environment,
        Map<String, String> variables,
        long memoryBytes,
        long batchBytes,
        MaintenanceOptions upkeep,
        InstantSource clock,
        Disk disk,
        Steps steps,
        Progress progress) {

    /** A site with the usual bounds that nobody watches. */
    public static Site of(Path project, Path data, Map<String, String> variables, InstantSource clock) {
        return new Site(
                project,
                data,
                Optional.empty(),
                variables,
                EngineOptions.STANDARD_MEMORY,
                LandingOptions.STANDARD_BATCH_BYTES,
                MaintenanceOptions.standard(),
                clock,
                Disk.REAL,
                Steps.UNWATCHED,
                Progress.UNWATCHED);
    }

    /** The same site in another environment. */
    public Site in(Optional<String> name) {
        return new Site(project, data, name, variables, memoryBytes, batchBytes, upkeep, clock, disk, steps, progress);
    }

    /** The same site with other bounds. */
    public Site within(long memory, long batch) {
        return new Site(project, data, environment, variables, memory, batch, upkeep, clock, disk, steps, progress);
    }

    /** The same site, its lake kept otherwise. */
    public Site keeping(MaintenanceOptions options) {
        return new Site(
                project, data, environment, variables, memoryBytes, batchBytes, options, clock, disk, steps, progress);
    }

    /** The same site on another disk. */
    public Site on(Disk other) {
        return new Site(
                project, data, environment, variables, memoryBytes, batchBytes, upkeep, clock, other, steps, progress);
    }

    /** The same site, watched. */
    public Site watchedBy(Steps stepWatcher, Progress progressWatcher) {
        return new Site(
                project,
                data,
                environment,
                variables,
                memoryBytes,
                batchBytes,
                upkeep,
                clock,
                disk,
                stepWatcher,
                progressWatcher);
    }

    /** Where spilled data goes. */
    Path scratch() {
        return data.resolve("scratch");
    }

    /** Where original bytes are kept. */
    Path raw() {
        return data.resolve("raw");
    }

    /** Where jars with plug-ins are looked for. */
    Path plugins() {
        return project.resolve("plugins");
    }
}
