package foz.app.sales;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Random;

/** When people buy: more towards the weekend and after pay-day, most around noon and in the evening, little at night. */
final class Rhythm {

    private static final int[] BY_WEEKDAY = {92, 95, 97, 100, 118, 131, 109};
    private static final int[] BY_HOUR = {
        10, 6, 4, 3, 3, 5, 10, 17, 27, 37, 47, 54, 57, 54, 47, 43, 45, 51, 59, 64, 58, 46, 31, 19
    };

    private final YearMonth month;
    private final int[] byDay;

    Rhythm(YearMonth month) {
        this.month = month;
        this.byDay = new int[month.lengthOfMonth()];
        Arrays.setAll(byDay, i -> weight(month.atDay(i + 1)));
    }

    LocalDateTime draw(Random random) {
        LocalDate day = month.atDay(1 + index(random, byDay));
        return day.atTime(index(random, BY_HOUR), random.nextInt(60));
    }

    /** An index, each as likely as its weight. */
    static int index(Random random, int[] weights) {
        int left = random.nextInt(Arrays.stream(weights).sum());
        int i = 0;
        while (left >= weights[i]) {
            left -= weights[i];
            i++;
        }
        return i;
    }

    private static int weight(LocalDate day) {
        boolean afterPayDay = day.getDayOfMonth() >= 5 && day.getDayOfMonth() <= 9;
        return BY_WEEKDAY[day.getDayOfWeek().getValue() - 1] * (afterPayDay ? 13 : 10);
    }
}
