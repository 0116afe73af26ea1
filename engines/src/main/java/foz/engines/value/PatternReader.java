package foz.engines.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A date and time pattern of numbers alone, such as {@code MM/dd/yy HH:mm}, read straight from bytes. Understands the letters
 * {@code y u M d H m s S}; what else a pattern may hold is {@link FormatterReader}'s.
 */
final class PatternReader implements MomentReader {

    /** Two digits of a year mean 1970–2069. */
    static final int FIRST_SHORT_YEAR = 1970;

    /** @param letter of the pattern, or 0 for the literal */
    private record Part(char letter, int count, byte[] literal) {}

    private final Part[] parts;
    private int at;

    private PatternReader(List<Part> parts) {
        this.parts = parts.toArray(Part[]::new);
    }

    /** The reader, or empty when the pattern has more to it than numbers. */
    static Optional<PatternReader> of(String pattern) {
        List<Part> parts = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            int start = i;
            if (Character.isLetter(c)) {
                while (i < pattern.length() && pattern.charAt(i) == c) {
                    i++;
                }
                parts.add(new Part(c, i - start, new byte[0]));
            } else if (c == '\'' || c == '[' || c == ']' || c == '#' || c == '{' || c == '}') {
                return quotedLiteral(pattern, parts);
            } else {
                parts.add(literal(String.valueOf(c)));
                i++;
            }
        }
        return understood(parts) ? Optional.of(new PatternReader(parts)) : Optional.empty();
    }

    /** {@code 'T'} is so common that it is worth understanding; nested quotes and optional parts are not. */
    private static Optional<PatternReader> quotedLiteral(String pattern, List<Part> ignoredSoFar) {
        String bare = pattern.replace("'T'", "\u0001");
        if (bare.equals(pattern) || bare.indexOf('\'') >= 0) {
            return Optional.empty();
        }
        return of(bare).map(reader -> {
            for (int i = 0; i < reader.parts.length; i++) {
                if (reader.parts[i].letter == 0 && reader.parts[i].literal[0] == 1) {
                    reader.parts[i] = literal("T");
                }
            }
            return reader;
        });
    }

    private static Part literal(String text) {
        return new Part('\0', 0, text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean understood(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean beforeDigits = i + 1 < parts.size() && parts.get(i + 1).letter != 0;
            boolean fits = switch (part.letter) {
                case '\0' -> true;
                case 'y', 'u' -> part.count == 2 || part.count == 4;
                case 'M', 'd', 'H', 'm', 's' -> part.count == 2 || part.count == 1 && !beforeDigits;
                case 'S' -> part.count <= 9;
                default -> false;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean read(byte[] text, int from, int to, Moment moment) {
        at = from;
        for (Part part : parts) {
            if (part.letter == 0 ? !skip(part.literal, text, to) : !number(part, text, to, moment)) {
                return false;
            }
        }
        return at == to;
    }

    private boolean skip(byte[] literal, byte[] text, int to) {
        if (to - at < literal.length) {
            return false;
        }
        for (byte b : literal) {
            if (text[at++] != b) {
                return false;
            }
        }
        return true;
    }

    private boolean number(Part part, byte[] text, int to, Moment moment) {
        int least = part.count;
        int most = part.count == 1 && part.letter != 'S' ? 2 : part.count;
        int value = 0;
        int n = 0;
        while (n < most && at < to && text[at] >= '0' && text[at] <= '9') {
            value = value * 10 + text[at++] - '0';
            n++;
        }
        if (n < least) {
            return false;
        }
        put(part, value, moment);
        return true;
    }

    private static void put(Part part, int value, Moment moment) {
        switch (part.letter) {
            case 'y', 'u' ->
                moment.year = part.count == 4 ? value : value < FIRST_SHORT_YEAR % 100 ? 2000 + value : 1900 + value;
            case 'M' -> moment.month = value;
            case 'd' -> moment.day = value;
            case 'H' -> moment.hour = value;
            case 'm' -> moment.minute = value;
            case 's' -> moment.second = value;
            default -> {
                int nano = value;
                for (int i = part.count; i < 9; i++) {
                    nano *= 10;
                }
                moment.nano = nano;
            }
        }
        boolean ofDate = part.letter == 'y' || part.letter == 'u' || part.letter == 'M' || part.letter == 'd';
        moment.hasDate |= ofDate;
        moment.hasTime |= !ofDate;
    }
}
