package foz.app.platform;

import foz.api.engine.Past;
import foz.api.engine.Scan;
import foz.api.engine.SystemRows;
import foz.api.failure.FozException;
import foz.api.lake.Lake;
import foz.api.lake.Snapshot;
import foz.api.type.TableName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The tables of a lake as they were, for questions. Times are read in the pipeline's zone unless they carry one. */
final class LakePast implements Past {

    /** A date, perhaps a time of day, perhaps a zone: {@code 2026-03-01}, {@code 2026-03-01 10:00}, {@code 2026-03-01T10:00:00Z}. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' '][XXX][X]")
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .toFormatter(Locale.ROOT);

    private final Lake lake;
    private final Supplier<Optional<ZoneId>> zone;

    /** The zone is asked for when a time carries none. */
    LakePast(Lake lake, Supplier<Optional<ZoneId>> zone) {
        this.lake = lake;
        this.zone = zone;
    }

    @Override
    public Optional<Scan> at(TableName table, long snapshot) {
        return isKept(table) ? Optional.of(lake.history().at(table, snapshot)) : Optional.empty();
    }

    @Override
    public Optional<Scan> at(TableName table, String time) {
        if (!isKept(table)) {
            return Optional.empty();
        }
        Instant moment = moment(time);
        List<Snapshot> kept = lake.history().snapshots(table);
        Snapshot found = newest(kept, moment)
                .orElseThrow(() -> new FozException(
                        PastFailure.NO_SNAPSHOT_SO_OLD,
                        "table",
                        table,
                        "time",
                        moment,
                        "oldest",
                        kept.isEmpty() ? "none" : kept.getFirst().at()));
        return at(table, found.id());
    }

    @Override
    public Optional<SystemRows> about(TableName part) {
        return HistoryTables.of(lake, part);
    }

    /**
     * Every table as it was when a snapshot was made, or at a time; those that weren't there yet are missing.
     *
     * @param when the id of any table's snapshot, or a time
     */
    List<Scan> all(String when) {
        boolean isId = when.matches("-?\\d{5,19}");
        Instant moment = isId ? madeAt(Long.parseLong(when)) : moment(when);
        List<Scan> scans = new ArrayList<>();
        for (TableName table : lake.tables()) {
            newest(lake.history().snapshots(table), moment)
                    .flatMap(snapshot -> at(table, snapshot.id()))
                    .ifPresent(scans::add);
        }
        if (scans.isEmpty()) {
            Instant oldest = lake.tables().stream()
                    .flatMap(t -> lake.history().snapshots(t).stream())
                    .map(Snapshot::at)
                    .min(Instant::compareTo)
                    .orElse(moment);
            throw new FozException(
                    PastFailure.NO_SNAPSHOT_SO_OLD, "table", "the lake", "time", moment, "oldest", oldest);
        }
        return scans;
    }

    private Instant madeAt(long snapshot) {
        return lake.tables().stream()
                .flatMap(t -> lake.history().snapshots(t).stream())
                .filter(s -> s.id() == snapshot)
                .map(Snapshot::at)
                .findFirst()
                .orElseThrow(() -> new FozException(PastFailure.SNAPSHOT_OF_NO_TABLE, "snapshot", snapshot));
    }

    /** The last one made until then. */
    private static Optional<Snapshot> newest(List<Snapshot> snapshots, Instant moment) {
        return snapshots.stream().filter(s -> !s.at().isAfter(moment)).reduce((first, second) -> second);
    }

    private boolean isKept(TableName table) {
        return lake.table(table).isPresent();
    }

    private Instant moment(String text) {
        try {
            TemporalAccessor time = TIME.parseBest(text.strip(), Instant::from, LocalDateTime::from);
            return time instanceof Instant instant
                    ? instant
                    : LocalDateTime.from(time).atZone(zone(text)).toInstant();
        } catch (DateTimeException e) {
            throw new FozException(e, PastFailure.NOT_A_MOMENT, "found", text);
        }
    }

    private ZoneId zone(String text) {
        return zone.get().orElseThrow(() -> new FozException(PastFailure.ZONE_NOT_KNOWN, "time", text));
    }
}
