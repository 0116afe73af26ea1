package foz.refresh;

import foz.api.engine.Engine;
import foz.api.engine.Limits;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.lake.Lake;
import foz.api.plan.Complete;
import foz.api.plan.SourcePlan;
import foz.api.type.Field;
import foz.api.type.Type.Primitive;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The periods of a source: which have brought all that belongs to them, and which are waited for no longer. Told by their start. */
final class Periods {

    private static final Limits LIMITS = new Limits(256L << 20, Duration.ofMinutes(5), 2);

    private final Lake lake;
    private final Engine engine;
    private final ZoneId zone;

    Periods(Lake lake, Engine engine, ZoneId zone) {
        this.lake = lake;
        this.engine = engine;
        this.zone = zone;
    }

    /** The newest period after another in which each member has a row. */
    Optional<LocalDateTime> newestComplete(SourcePlan source, Complete complete, Optional<LocalDateTime> after) {
        if (lake.table(source.table()).isEmpty()
                || lake.table(complete.members()).isEmpty()) {
            return Optional.empty();
        }
        List<Scan> tables = List.of(lake.scan(source.table()), lake.scan(complete.members()));
        List<String> found = new ArrayList<>();
        try (Session session = engine.open(tables, List.of(), LIMITS)) {
            session.ask(question(source, complete, after), answer -> {
                List<@Nullable Object> row = answer.next();
                Object newest = row == null ? null : row.getFirst();
                if (newest != null) {
                    found.add(newest.toString());
                }
            });
        }
        return found.stream().findFirst().map(LocalDateTime::parse);
    }

    private String question(SourcePlan source, Complete complete, Optional<LocalDateTime> after) {
        String by = complete.by().stream().map(Periods::quoted).collect(Collectors.joining(", "));
        String at = local(source, complete.at());
        String newer = after.map(start -> " WHERE " + at + " >= TIMESTAMP '" + next(complete.each(), start) + "'")
                .orElse("");
        return """
            WITH members AS (SELECT DISTINCT %1$s FROM %2$s),
                 arrived AS (SELECT DISTINCT %1$s, date_trunc('%3$s', %4$s) AS period FROM %5$s%6$s),
                 counted AS (SELECT period, count(*) AS there FROM arrived SEMI JOIN members USING (%1$s) GROUP BY period)
            SELECT strftime(max(period), '%%Y-%%m-%%dT%%H:%%M') FROM counted
            WHERE there = (SELECT count(*) FROM members)\
            """.formatted(by, complete.members(), unit(complete.each()), at, source.table(), newer);
    }

    /** Calendar periods are those of the pipeline's zone; a wall clock is taken as it is. */
    private String local(SourcePlan source, String column) {
        boolean instant = source.columns().stream()
                .filter(c -> c.name().equals(column))
                .map(c -> c.field())
                .map(Field::type)
                .anyMatch(Primitive.TIMESTAMPTZ::equals);
        return instant
                ? "(" + quoted(column) + " AT TIME ZONE '" + zone + "')"
                : "CAST(" + quoted(column) + " AS TIMESTAMP)";
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String unit(Complete.Period each) {
        return switch (each) {
            case DAY -> "day";
            case HOUR -> "hour";
        };
    }

    private static LocalDateTime next(Complete.Period each, LocalDateTime start) {
        return switch (each) {
            case DAY -> start.plusDays(1);
            case HOUR -> start.plusHours(1);
        };
    }

    /** The newest period that is waited for no longer. */
    LocalDateTime newestOverdue(Complete complete, LocalTime atLatest, Instant now) {
        LocalDateTime start = current(complete.each(), now);
        while (deadline(complete.each(), start, atLatest).isAfter(now)) {
            start = previous(complete.each(), start);
        }
        return start;
    }

    /** When the period after one is waited for no longer. */
    Instant nextDeadline(Complete complete, LocalTime atLatest, LocalDateTime start) {
        return deadline(complete.each(), next(complete.each(), start), atLatest);
    }

    private LocalDateTime current(Complete.Period each, Instant now) {
        LocalDateTime local = now.atZone(zone).toLocalDateTime();
        return switch (each) {
            case DAY -> local.truncatedTo(ChronoUnit.DAYS);
            case HOUR -> local.truncatedTo(ChronoUnit.HOURS);
        };
    }

    private static LocalDateTime previous(Complete.Period each, LocalDateTime start) {
        return switch (each) {
            case DAY -> start.minusDays(1);
            case HOUR -> start.minusHours(1);
        };
    }

    /** The first such time of day at or after the end of the period. */
    private Instant deadline(Complete.Period each, LocalDateTime start, LocalTime atLatest) {
        LocalDateTime end = next(each, start);
        LocalDateTime sameDay = end.toLocalDate().atTime(atLatest);
        return (sameDay.isBefore(end) ? sameDay.plusDays(1) : sameDay)
                .atZone(zone)
                .toInstant();
    }
}
