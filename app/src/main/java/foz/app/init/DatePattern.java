package foz.app.init;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A way to write a date, a time or both, in the letters of {@link DateTimeFormatter}, that can say of a text whether it is written so.
 *
 * @param pattern the letters; empty for ISO 8601
 * @param sort what it makes
 * @param letters the letters to match; empty for ISO 8601
 */
record DatePattern(String pattern, Sort sort, String letters) {

    /** What comes out. */
    enum Sort {
        DATE,
        TIME,
        TIMESTAMP,
        TIMESTAMPTZ
    }

    private static final String DATE_FORM = "\\d{4}-\\d\\d-\\d\\d";
    private static final String TIME_FORM = "([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?";
    private static final Pattern ISO_DATE = Pattern.compile(DATE_FORM);
    private static final Pattern ISO_TIME = Pattern.compile(TIME_FORM);
    private static final Pattern ISO_TIMESTAMP = Pattern.compile(DATE_FORM + "[T ]" + TIME_FORM);
    private static final Pattern ISO_TIMESTAMPTZ =
            Pattern.compile(DATE_FORM + "[T ]" + TIME_FORM + "(Z|[+-]\\d\\d(:?\\d\\d)?)");
    private static final List<String> DATES = List.of(
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "yyyy/MM/dd",
            "dd-MM-yyyy",
            "MM-dd-yyyy",
            "dd.MM.yyyy",
            "d/M/yyyy",
            "M/d/yyyy",
            "dd/MM/yy",
            "MM/dd/yy",
            "d/M/yy",
            "M/d/yy",
            "d.M.yyyy",
            "dd.MM.yy");
    private static final List<String> TIMES = List.of("HH:mm", "HH:mm:ss");

    /** Every pattern that is tried, the likelier first. */
    static final List<DatePattern> ALL = all();

    private static List<DatePattern> all() {
        List<DatePattern> all = new ArrayList<>();
        for (Sort sort : List.of(Sort.DATE, Sort.TIMESTAMP, Sort.TIMESTAMPTZ)) {
            all.add(new DatePattern("", sort, ""));
        }
        for (String date : DATES) {
            all.add(new DatePattern(date, Sort.DATE, date));
            for (String time : TIMES) {
                all.add(new DatePattern(date + " " + time, Sort.TIMESTAMP, date + " " + time));
            }
            if (date.startsWith("d/") || date.startsWith("M/")) {
                all.add(new DatePattern(date + " H:mm", Sort.TIMESTAMP, date + " H:mm"));
            }
        }
        all.add(new DatePattern("", Sort.TIME, ""));
        // ISO 8601 spelled out, for columns in which it stands beside another pattern.
        all.add(new DatePattern("yyyy-MM-dd", Sort.DATE, "yyyy-MM-dd"));
        TIMES.forEach(time -> all.add(new DatePattern("yyyy-MM-dd " + time, Sort.TIMESTAMP, "yyyy-MM-dd " + time)));
        return List.copyOf(all);
    }

    /** The pattern with day and month changed over, when it has one and both are numbers. */
    Optional<DatePattern> swapped() {
        String other = letters.startsWith("d")
                ? letters.replaceFirst("(d+)(.)(M+)", "$3$2$1")
                : letters.startsWith("M") ? letters.replaceFirst("(M+)(.)(d+)", "$3$2$1") : letters;
        return letters.isEmpty() || other.equals(letters)
                ? Optional.empty()
                : ALL.stream().filter(p -> p.letters.equals(other)).findFirst();
    }

    /** The patterns of a choice as they are written; none for plain ISO 8601. */
    static List<String> letters(Optional<DateChoice> choice) {
        return choice.stream()
                .flatMap(c -> c.patterns().stream())
                .map(DatePattern::pattern)
                .filter(p -> !p.isEmpty())
                .toList();
    }

    /** A bit of its own, for sets of patterns; there are fewer of them than a long has bits. */
    long bit() {
        return 1L << ALL.indexOf(this);
    }

    /** The patterns with letters that mean the same, where that is ISO 8601. */
    List<DatePattern> spelled() {
        return ALL.stream()
                .filter(p -> p.sort == sort && p.letters.startsWith("yyyy-"))
                .toList();
    }

    boolean dayFirst() {
        return letters.startsWith("d");
    }

    /** Whether the text is a real date or time in this pattern. */
    boolean matches(String text) {
        return letters.isEmpty() ? isIso(text) : matchesLetters(text);
    }

    private boolean isIso(String text) {
        return switch (sort) {
            case DATE -> ISO_DATE.matcher(text).matches() && startsWithDate(text);
            case TIME -> ISO_TIME.matcher(text).matches();
            case TIMESTAMP -> ISO_TIMESTAMP.matcher(text).matches() && startsWithDate(text);
            case TIMESTAMPTZ -> ISO_TIMESTAMPTZ.matcher(text).matches() && startsWithDate(text);
        };
    }

    private static boolean startsWithDate(String text) {
        return isDate(
                Integer.parseInt(text, 0, 4, 10), Integer.parseInt(text, 5, 7, 10), Integer.parseInt(text, 8, 10, 10));
    }

    private boolean matchesLetters(String text) {
        int year = 2000;
        int month = 1;
        int day = 1;
        int at = 0;
        int i = 0;
        while (i < letters.length()) {
            char letter = letters.charAt(i);
            int run = i;
            while (run < letters.length() && letters.charAt(run) == letter) {
                run++;
            }
            int width = run - i;
            if ("yMdHmsS".indexOf(letter) < 0) {
                if (at >= text.length() || text.charAt(at) != letter) {
                    return false;
                }
                at++;
                i++;
                continue;
            }
            int end = digits(text, at, width);
            if (end < 0) {
                return false;
            }
            int value = Integer.parseInt(text, at, end, 10);
            switch (letter) {
                case 'y' -> year = width == 2 ? (value < 70 ? 2000 : 1900) + value : value;
                case 'M' -> month = value;
                case 'd' -> day = value;
                default -> {
                    if (letter == 'H' && value > 23 || letter == 'm' && value > 59 || letter == 's' && value > 59) {
                        return false;
                    }
                }
            }
            at = end;
            i = run;
        }
        return at == text.length() && isDate(year, month, day);
    }

    /** The text as ISO 8601, for a test. */
    String iso(String text) {
        if (pattern.isEmpty()) {
            return text.replace(' ', 'T');
        }
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        return switch (sort) {
            case DATE -> java.time.LocalDate.parse(text, formatter).toString();
            case TIME -> java.time.LocalTime.parse(text, formatter).toString();
            case TIMESTAMP, TIMESTAMPTZ ->
                DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").format(LocalDateTime.parse(text, formatter));
        };
    }

    private static int digits(String text, int from, int width) {
        int end = from;
        int most = width == 1 ? 2 : width;
        while (end < text.length() && end - from < most && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == from || width > 1 && end - from != width ? -1 : end;
    }

    private static boolean isDate(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= java.time.YearMonth.of(Math.max(1, year), month).lengthOfMonth();
    }
}
