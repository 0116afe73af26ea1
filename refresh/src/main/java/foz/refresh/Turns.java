package foz.refresh;

import foz.api.balance.BatchRow;
import foz.api.engine.Engine;
import foz.api.lake.Lake;
import foz.api.lake.Position;
import foz.api.lake.TableState;
import foz.api.plan.Complete;
import foz.api.plan.SourcePlan;
import foz.api.plan.TablePlan;
import foz.api.plan.Timing;
import foz.api.time.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose turn it is. A table that is new or whose SQL or settings changed is built at once, also where its timing would let it wait: what
 * reads it needs its columns. From then on its timing decides.
 */
final class Turns {

    /** The start of the period a table was last refreshed for, in its snapshot's summary. */
    static final String PERIOD = "foz.period";

    /** When a table has its next turn, in its snapshot's summary, so that it can be told without the folder. */
    static final String NEXT = "foz.next";

    private final Lake lake;
    private final RefreshOptions options;
    private final Accounts accounts;
    private final List<SourcePlan> sources;
    private final Periods periods;

    Turns(Lake lake, Engine engine, RefreshOptions options, Accounts accounts, List<SourcePlan> sources) {
        this.lake = lake;
        this.options = options;
        this.accounts = accounts;
        this.sources = sources;
        this.periods = new Periods(lake, engine, options.zone());
    }

    /** Whether it is the table's turn. */
    Turn of(TablePlan table) {
        Instant now = options.clock().instant();
        return switch (table.timing()) {
            case Timing.OnChange onChange -> new Turn.Due(Optional.empty());
            case Timing.Every every -> isNew(table) ? now() : every(every, last(table), now);
            case Timing.Cron cron -> isNew(table) ? now() : cron(cron, last(table), now);
            case Timing.WhenComplete wait -> waiting(table, wait, now);
        };
    }

    /** When a table that is refreshed now has its next turn, if that is a matter of time alone. */
    static Optional<Instant> next(TablePlan table, RefreshOptions options) {
        Instant now = options.clock().instant();
        return switch (table.timing()) {
            case Timing.OnChange onChange -> Optional.empty();
            case Timing.Every every -> Optional.of(now.plus(every.period()));
            case Timing.Cron cron -> Optional.of(Schedule.of(cron.schedule()).nextAfter(now, options.zone()));
            case Timing.WhenComplete wait -> Optional.empty();
        };
    }

    private static Turn now() {
        return new Turn.Due(Optional.empty());
    }

    private boolean isNew(TablePlan table) {
        return lake.table(table.name())
                .map(TableState::summary)
                .flatMap(Position::read)
                .filter(position -> position.definition().equals(table.definition()))
                .isEmpty();
    }

    private Instant last(TablePlan table) {
        return accounts.last(table.name())
                .map(BatchRow::at)
                .or(() -> lake.table(table.name()).flatMap(TableState::committedAt))
                .orElse(Instant.EPOCH);
    }

    private static Turn every(Timing.Every every, Instant last, Instant now) {
        Instant next = last.plus(every.period());
        return next.isAfter(now)
                ? new Turn.Waits(Optional.of(next), "it was refreshed less than " + words(every) + " ago")
                : now();
    }

    private static String words(Timing.Every every) {
        long seconds = every.period().toSeconds();
        return seconds % 86400 == 0
                ? seconds / 86400 + "d"
                : seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private Turn cron(Timing.Cron cron, Instant last, Instant now) {
        Schedule schedule = Schedule.of(cron.schedule());
        boolean came =
                schedule.lastUntil(now, options.zone()).filter(last::isBefore).isPresent();
        return came
                ? now()
                : new Turn.Waits(
                        Optional.of(schedule.nextAfter(now, options.zone())), "its schedule is " + cron.schedule());
    }

    private Turn waiting(TablePlan table, Timing.WhenComplete wait, Instant now) {
        SourcePlan source = sources.stream()
                .filter(s -> s.name().equals(wait.source()))
                .findFirst()
                .orElseThrow();
        Complete complete = source.complete().orElseThrow();
        Optional<LocalDateTime> done = period(table);
        Optional<LocalDateTime> newest = Stream.concat(
                        periods.newestComplete(source, complete, done).stream(),
                        wait.atLatest().stream().map(time -> periods.newestOverdue(complete, time, now)))
                .filter(start -> done.isEmpty() || start.isAfter(done.get()))
                .max(LocalDateTime::compareTo);
        if (newest.isPresent() || isNew(table)) {
            return new Turn.Due(newest.or(() -> done));
        }
        Optional<Instant> until = wait.atLatest()
                .map(time -> periods.nextDeadline(complete, time, periods.newestOverdue(complete, time, now)));
        return new Turn.Waits(until, wait.source() + " has not brought all of a further period");
    }

    private Optional<LocalDateTime> period(TablePlan table) {
        return lake.table(table.name())
                .flatMap(state -> Optional.ofNullable(state.summary().get(PERIOD)))
                .map(LocalDateTime::parse);
    }
}
