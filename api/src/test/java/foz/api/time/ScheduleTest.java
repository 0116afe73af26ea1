package foz.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a schedule's times come. */
class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 3 * * *        | 2026-03-01T12:00:00Z | 2026-03-02T03:00:00Z",
                "0 3 * * *        | 2026-03-01T03:00:00Z | 2026-03-02T03:00:00Z",
                "*/15 * * * *     | 2026-03-01T12:01:00Z | 2026-03-01T12:15:00Z",
                "5,50 9-17 * * *  | 2026-03-01T17:50:00Z | 2026-03-02T09:05:00Z",
                "0 0 1 */3 *      | 2026-03-01T12:00:00Z | 2026-04-01T00:00:00Z",
                "30 6 * * mon-fri | 2026-02-27T12:00:00Z | 2026-03-02T06:30:00Z",
                "30 6 * * 7       | 2026-02-27T12:00:00Z | 2026-03-01T06:30:00Z",
                "0 0 13 * fri     | 2026-03-01T12:00:00Z | 2026-03-06T00:00:00Z",
                "0 0 29 FEB *     | 2026-03-01T12:00:00Z | 2028-02-29T00:00:00Z",
                "0 8/6 * * *      | 2026-03-01T12:00:00Z | 2026-03-01T14:00:00Z"
            })
    void theNextTimeIsTheFirstThatFits(String schedule, Instant now, Instant next) {
        assertThat(Schedule.of(schedule).nextAfter(now, UTC)).isEqualTo(next);
        assertThat(Schedule.of(schedule).lastUntil(next, UTC)).contains(next);
    }

    @Test
    void aTimeInTheGapComesAtItsEnd() {
        Schedule schedule = Schedule.of("30 2 * * *");
        assertThat(schedule.nextAfter(Instant.parse("2026-03-28T12:00:00Z"), BERLIN))
                .isEqualTo("2026-03-29T01:00:00Z");
        assertThat(schedule.lastUntil(Instant.parse("2026-03-29T00:59:59Z"), BERLIN))
                .contains(Instant.parse("2026-03-28T01:30:00Z"));
        assertThat(schedule.nextAfter(Instant.parse("2026-03-29T01:00:00Z"), BERLIN))
                .isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void aTimeThatIsRepeatedComesOnce() {
        Schedule schedule = Schedule.of("30 2 * * *");
        Instant first = schedule.nextAfter(Instant.parse("2026-10-24T12:00:00Z"), BERLIN);
        assertThat(first).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(schedule.nextAfter(first, BERLIN)).isEqualTo("2026-10-26T01:30:00Z");
        assertThat(schedule.lastUntil(Instant.parse("2026-10-25T02:00:00Z"), BERLIN))
                .contains(first);
    }

    @Test
    void aGapAtMidnightMovesTheTimeOfThatDay() {
        ZoneId zone = ZoneId.of("America/Sao_Paulo");
        assertThat(Schedule.of("0 0 * * *").nextAfter(Instant.parse("2018-11-04T02:00:00Z"), zone))
                .isEqualTo("2018-11-04T03:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC"})
    void goingForwardAndLookingBackAgree(String name) {
        ZoneId zone = ZoneId.of(name);
        long seed = 20260301L;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (String text : List.of("*/7 * * * *", "30 0-3 * * *", "0 0 * * 0", "45 1,2 1-10 * *")) {
            Schedule schedule = Schedule.of(text);
            Instant at = LocalDate.of(2018, 1, 1)
                    .plusDays(random.nextInt(365))
                    .atStartOfDay(zone)
                    .toInstant();
            List<Instant> times = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                at = schedule.nextAfter(at, zone);
                assertThat(schedule.lastUntil(at, zone)).contains(at);
                assertThat(schedule.lastUntil(at.plusSeconds(1), zone)).contains(at);
                times.add(at);
            }
            assertThat(times).isSorted().doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 3 * *       | five fields",
                "60 3 * * *    | the minute is from 0 to 59",
                "0 24 * * *    | the hour is from 0 to 23",
                "0 3 0 * *     | the day of month is from 1 to 31",
                "0 3 * foo *   | the month is from 1 to 12",
                "0 3 * * 5-2   | the day of week is from 0 to 7",
                "*/0 3 * * *   | the minute is from 0 to 59",
                "0 3 30 2 *    | never comes",
                "0,,1 3 * * *  | the minute is"
            })
    void whatIsNoScheduleSaysWhichFieldIsWrong(String text, String said) {
        assertThatThrownBy(() -> Schedule.of(text)).hasMessageContaining(said);
    }
}
