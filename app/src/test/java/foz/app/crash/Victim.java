package foz.app.crash;

import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import foz.api.time.Progress;
import foz.app.platform.Plans;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.app.platform.Site;
import foz.lake.MaintenanceOptions;
import foz.lake.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The process to be killed: runs a pipeline, or does the upkeep of its lake at once and wholly, and prints each step it reaches. At the step with the given ordinal it waits to be killed;
 * with none it runs to its end.
 */
final class Victim {

    private Victim() {}

    /** Arguments: pipeline folder, shared data, bytes per batch, ordinal of the step to wait at (0 for none), {@code maintain} for upkeep. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int last = Integer.parseInt(arguments[3]);
        int[] reached = {0};
        Site site = Site.of(folder, folder.resolve(".foz"), Map.of("SHARED", arguments[1]), InstantSource.system())
                .within(256L << 20, Long.parseLong(arguments[2]))
                .watchedBy(
                        step -> {
                            System.out.println("at " + step);
                            System.out.flush();
                            if (++reached[0] == last) {
                                waitForTheEnd();
                            }
                        },
                        Progress.UNWATCHED);
        if (!(Plans.read(site) instanceof Checked.Good<Pipeline> plan)) {
            throw new IllegalStateException("the pipeline is not valid");
        }
        if (arguments.length > 4) {
            maintain(
                    site.keeping(MaintenanceOptions.standard().keeping(Duration.ZERO, 1, Duration.ZERO)), plan.value());
            return;
        }
        try (Platform platform = Platform.forWriting(site)) {
            RunReport report = platform.run(plan.value());
            report.failures().forEach(failure -> System.out.println("failed " + failure.getMessage()));
            System.out.println(report.isDone() ? "done" : "not done");
        }
    }

    private static void maintain(Site site, Pipeline pipeline) {
        try (Platform platform = Platform.forWriting(site)) {
            Upkeep upkeep = platform.maintain(pipeline, List.of());
            upkeep.failures().forEach(failure -> System.out.println("failed " + failure.getMessage()));
            System.out.println(upkeep.failures().isEmpty() ? "done" : "not done");
        }
    }

    private static void waitForTheEnd() {
        System.out.println("waiting");
        System.out.flush();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
