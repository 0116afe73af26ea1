package foz.api.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The times of a schedule in the five fields of cron(5): minute, hour, day of month, month, day of week; lists, ranges, steps, names of
 * months and days. When both days are restricted, either will do, as in cron(5). Times are wall clock of a zone: one that daylight
 * saving leaves out comes at the end of the gap, one that it repeats comes once, the first time.
 */
public final class Schedule {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    /** The 29th of February may be eight years away. */
    private static final int FAR = 366 * 9;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean eitherDay;

    private Schedule(String[] fields) {
        this.minutes = field("minute", fields[0], 0, 59, List.of());
        this.hours = field("hour", fields[1], 0, 23, List.of());
        this.daysOfMonth = field("day of month", fields[2], 1, 31, List.of());
        this.months = field("month", fields[3], 1, 12, MONTHS);
        this.daysOfWeek = field("day of week", fields[4], 0, 7, DAYS);
        if (daysOfWeek.get(7)) {
            daysOfWeek.set(0);
        }
        this.eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    }

    /**
     * Reads a schedule such as {@code 0 3 * * *}.
     *
     * @throws IllegalArgumentException with what is wrong, as a clause
     */
    public static Schedule of(String text) {
        String[] fields = text.strip().split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException("a schedule has five fields (minute, hour, day of month, month, day of"
                    + " week), as in 0 3 * * *; found " + text);
        }
        Schedule schedule = new Schedule(fields);
        if (schedule.dayOnOrAfter(LocalDate.EPOCH).isEmpty()) {
            throw new IllegalArgumentException("the schedule " + text + " names a day that never comes");
        }
        return schedule;
    }

    private static BitSet field(String name, String text, int least, int most, List<String> names) {
        BitSet set = new BitSet();
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            try {
                addRange(set, part, least, most, names);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(
                        "the " + name + " is from " + least + " to " + most
                                + ", or *, a list, a range such as 1-5 or steps such as */10; found " + text,
                        wrong);
            }
        }
        return set;
    }

    private static void addRange(BitSet set, String part, int least, int most, List<String> names) {
        String[] stepped = part.split("/", -1);
        int step = stepped.length > 1 ? Integer.parseInt(stepped[1]) : 1;
        String[] ends = stepped[0].split("-", -1);
        boolean all = stepped[0].equals("*");
        int from = all ? least : value(ends[0], least, names);
        int to = all || ends.length == 1 && stepped.length > 1 ? most : value(ends[ends.length - 1], least, names);
        if (stepped.length > 2 || ends.length > 2 || step < 1 || from < least || to > most || from > to) {
            throw new IllegalArgumentException(part);
        }
        for (int value = from; value <= to; value += step) {
            set.set(value);
        }
    }

    private static int value(String word, int least, List<String> names) {
        int named = names.indexOf(word);
        return named >= 0 ? named + least : Integer.parseInt(word);
    }

    /** The last scheduled time that is not after an instant. */
    public Optional<Instant> lastUntil(Instant now, ZoneId zone) {
        LocalDate day = now.atZone(zone).toLocalDate();
        for (int back = 0; back < FAR; back++) {
            LocalDate candidate = day.minusDays(back);
            if (isOn(candidate)) {
                Optional<Instant> last = times(candidate, zone).stream()
                        .filter(time -> !time.isAfter(now))
                        .max(Instant::compareTo);
                if (last.isPresent()) {
                    return last;
                }
            }
        }
        return Optional.empty();
    }

    /** The first scheduled time after an instant. */
    public Instant nextAfter(Instant now, ZoneId zone) {
        LocalDate day = now.atZone(zone).toLocalDate().minusDays(1);
        while (true) {
            day = dayOnOrAfter(day).orElseThrow();
            Optional<Instant> next =
                    times(day, zone).stream().filter(time -> time.isAfter(now)).min(Instant::compareTo);
            if (next.isPresent()) {
                return next.get();
            }
            day = day.plusDays(1);
        }
    }

    private Optional<LocalDate> dayOnOrAfter(LocalDate day) {
        for (int ahead = 0; ahead < FAR; ahead++) {
            LocalDate candidate = day.plusDays(ahead);
            if (isOn(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean isOn(LocalDate day) {
        boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(
                day.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : day.getDayOfWeek().getValue());
        return months.get(day.getMonthValue()) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    private List<Instant> times(LocalDate day, ZoneId zone) {
        return hours.stream()
                .boxed()
                .flatMap(hour -> minutes.stream().mapToObj(minute -> LocalTime.of(hour, minute)))
                .map(time -> instant(day.atTime(time), zone))
                .distinct()
                .toList();
    }

    private static Instant instant(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        if (change != null && change.isGap()) {
            return change.getInstant();
        }
        return time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
