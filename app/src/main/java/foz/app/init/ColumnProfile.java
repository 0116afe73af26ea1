package foz.app.init;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What all values of one column have in common, taken in one at a time. */
final class ColumnProfile {

    static final int MOST_DISTINCT = 50;

    private static final Set<String> NULLISH = Set.of(
            "n/a", "na", "#n/a", "null", "none", "nil", "nan", "-", "--", "?", ".", "nd", "n/d", "(null)", "\\n",
            "-9999", "missing");
    private static final Set<String> BOOLEANS = Set.of("true", "false");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int PATIENCE = 20;

    /** How many values were not of a kind, and the first of them. */
    static final class Misses {
        private long count;
        private String value = "";
        private long line;

        void add(String missed, long at) {
            if (count++ == 0) {
                value = missed;
                line = at;
            }
        }

        void addAll(Misses others) {
            if (count == 0) {
                value = others.value;
                line = others.line;
            }
            count += others.count;
        }

        long count() {
            return count;
        }

        String value() {
            return value;
        }

        long line() {
            return line;
        }
    }

    /** What the numbers of one style look like. */
    static final class Numbers {
        final Misses misses = new Misses();
        int whole;
        int fraction;
        boolean grouped;
        boolean exponent;
        boolean telling;
        boolean isInt = true;
        final Misses leadingZeros = new Misses();
    }

    private final Map<NumberStyle, Numbers> numbers = new EnumMap<>(NumberStyle.class);
    private final Map<Long, Misses> dates = new LinkedHashMap<>();
    private final Map<String, Misses> nullish = new LinkedHashMap<>();
    private final Misses booleans = new Misses();
    private final Misses uuids = new Misses();
    private final Set<String> distinct = new LinkedHashSet<>();
    private long values;
    private long empty;

    ColumnProfile() {
        for (NumberStyle style : NumberStyle.values()) {
            numbers.put(style, new Numbers());
        }
    }

    void take(String value, long line) {
        if (value.isEmpty()) {
            empty++;
            return;
        }
        if (value.length() <= 7 && NULLISH.contains(value.toLowerCase(Locale.ROOT))) {
            nullish.computeIfAbsent(value, v -> new Misses()).add(value, line);
            return;
        }
        values++;
        if (distinct.size() <= MOST_DISTINCT) {
            distinct.add(value);
        }
        numbers.forEach((style, found) -> number(style, found, value, line));
        if (!BOOLEANS.contains(value.toLowerCase(Locale.ROOT))) {
            booleans.add(value, line);
        }
        if (value.length() != 36 || !UUID.matcher(value).matches()) {
            uuids.add(value, line);
        }
        dates(value, line);
    }

    private void number(NumberStyle style, Numbers found, String value, long line) {
        if (found.misses.count > PATIENCE && found.misses.count > values / 2) {
            found.misses.add(value, line);
            return;
        }
        var shape = style.shape(value);
        if (shape.isEmpty()) {
            found.misses.add(value, line);
            return;
        }
        NumberStyle.Shape s = shape.get();
        found.whole = Math.max(found.whole, s.whole());
        found.fraction = Math.max(found.fraction, s.fraction());
        found.grouped |= s.grouped();
        found.exponent |= s.exponent();
        found.telling |= s.fraction() > 0 && s.fraction() != 3 || s.fraction() > 0 && s.grouped();
        if (s.leadingZero()) {
            found.leadingZeros.add(value, line);
        }
        if (found.isInt && s.fraction() == 0 && !s.exponent() && s.whole() >= 10) {
            found.isInt = s.whole() == 10
                    && Math.abs(Long.parseLong(style.plain(value).replace("+", ""))) <= Integer.MAX_VALUE;
        }
    }

    private void dates(String value, long line) {
        long readers = 0;
        if (looksLikeDate(value)) {
            for (int i = 0; i < DatePattern.ALL.size(); i++) {
                readers |= DatePattern.ALL.get(i).matches(value) ? 1L << i : 0;
            }
        }
        dates.computeIfAbsent(readers, r -> new Misses()).add(value, line);
    }

    private static boolean looksLikeDate(String value) {
        if (value.length() < 5 || value.length() > 35 || value.charAt(0) < '0' || value.charAt(0) > '9') {
            return false;
        }
        for (int i = 1; i < 5; i++) {
            char c = value.charAt(i);
            if (c == '/' || c == '-' || c == '.' || c == ':') {
                return true;
            }
        }
        return false;
    }

    Numbers numbers(NumberStyle style) {
        return java.util.Objects.requireNonNull(numbers.get(style));
    }

    /** By the set of patterns that read it ({@link DatePattern#bit}): how many values there are, and the first. */
    Map<Long, Misses> dates() {
        return dates;
    }

    /** Words that commonly mean that nothing is known, and where they first stand. */
    Map<String, Misses> nullish() {
        return nullish;
    }

    Misses booleans() {
        return booleans;
    }

    Misses uuids() {
        return uuids;
    }

    /** How many values there are that are neither empty nor such words. */
    long values() {
        return values;
    }

    long empty() {
        return empty;
    }

    /** The different values, when they are few. */
    Set<String> distinct() {
        return distinct.size() > MOST_DISTINCT ? Set.of() : distinct;
    }
}
