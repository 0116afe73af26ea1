package foz.engines.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Any pattern that the JDK's formatter knows, with English names in any case; two digits of a year mean 1970–2069. */
final class FormatterReader implements MomentReader {

    private final DateTimeFormatter formatter;

    /** @throws IllegalArgumentException when the pattern is none */
    FormatterReader(String pattern) {
        this.formatter = builder(pattern)
                .toFormatter(Locale.ENGLISH)
                .withChronology(IsoChronology.INSTANCE)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Splits the pattern at its short years, whose base the formatter must be told apart. */
    private static DateTimeFormatterBuilder builder(String pattern) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            }
            if (quoted || c != 'y' && c != 'u') {
                piece.append(c);
                i++;
                continue;
            }
            int start = i;
            while (i < pattern.length() && pattern.charAt(i) == c) {
                i++;
            }
            if (i - start == 2) {
                append(builder, piece);
                builder.appendValueReduced(ChronoField.YEAR, 2, 2, PatternReader.FIRST_SHORT_YEAR);
            } else {
                // The year of an era needs the era in a strict reading; the plain year doesn't.
                piece.append("u".repeat(i - start));
            }
        }
        append(builder, piece);
        return builder;
    }

    private static void append(DateTimeFormatterBuilder builder, StringBuilder piece) {
        if (!piece.isEmpty()) {
            builder.appendPattern(piece.toString());
            piece.setLength(0);
        }
    }

    @Override
    public boolean read(byte[] text, int from, int to, Moment moment) {
        TemporalAccessor parsed;
        try {
            parsed = formatter.parse(Cast.string(text, from, to));
        } catch (DateTimeException doesNotFit) {
            return false;
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId zone = parsed.query(TemporalQueries.zone());
        if (date != null) {
            moment.set(date);
        }
        if (time != null) {
            moment.set(time);
        }
        if (zone instanceof ZoneOffset offset) {
            moment.offset = offset;
        } else if (zone != null && date != null && time != null) {
            moment.offset = zone.getRules().getOffset(date.atTime(time));
        }
        return true;
    }
}
