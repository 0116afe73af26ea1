package foz.app.explain;

import foz.api.plan.Timing;
import java.time.Duration;

/** When a table is refreshed, in words. */
final class TimingText {

    private TimingText() {}

    static String of(Timing timing) {
        return switch (timing) {
            case Timing.OnChange onChange -> "whenever an input changed";
            case Timing.Every every -> "once " + words(every.period()) + " have passed since the last refresh";
            case Timing.Cron cron -> "by the schedule " + cron.schedule();
            case Timing.WhenComplete wait ->
                "when " + wait.source() + " has brought all of a period"
                        + wait.atLatest()
                                .map(time -> ", at the latest at " + time)
                                .orElse("");
        };
    }

    private static String words(Duration period) {
        long seconds = period.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + " d";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + " h" : seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
