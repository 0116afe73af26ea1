package foz.engines.value;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The parts of a date, a time or both, while text is being read. Reused; {@link #clear} first. */
final class Moment {

    private static final long MICROS_OF_DAY = 86_400_000_000L;

    int year;
    int month;
    int day;
    int hour;
    int minute;
    int second;
    int nano;
    boolean hasDate;
    boolean hasTime;

    /** Set when the text names its zone or offset. */
    @Nullable
    ZoneOffset offset;

    void clear() {
        year = 1970;
        month = 1;
        day = 1;
        hour = 0;
        minute = 0;
        second = 0;
        nano = 0;
        hasDate = false;
        hasTime = false;
        offset = null;
    }

    void set(LocalDate date) {
        year = date.getYear();
        month = date.getMonthValue();
        day = date.getDayOfMonth();
        hasDate = true;
    }

    void set(LocalTime time) {
        hour = time.getHour();
        minute = time.getMinute();
        second = time.getSecond();
        nano = time.getNano();
        hasTime = true;
    }

    /** Whether calendar and clock have such a day and time. */
    boolean exists() {
        return month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= daysOfMonth())
                && hour <= 23
                && minute <= 59
                && second <= 59;
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar; the months are counted from March, so that leap days come last. */
    int epochDay() {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    /** Microseconds since midnight. */
    long microsOfDay() {
        return ((hour * 60L + minute) * 60 + second) * 1_000_000 + nano / 1000;
    }

    /** Microseconds since 1970-01-01T00:00 on the wall clock. */
    long micros() {
        return epochDay() * MICROS_OF_DAY + microsOfDay();
    }

    /** Whether microseconds hold it. */
    boolean isMicros() {
        return nano % 1000 == 0;
    }

    private int daysOfMonth() {
        return switch (month) {
            case 4, 6, 9, 11 -> 30;
            case 2 -> (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            default -> 31;
        };
    }
}
