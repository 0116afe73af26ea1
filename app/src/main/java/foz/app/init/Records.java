package foz.app.init;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads delimiter-separated records, forgivingly: a quote that is never closed ends with its line. Only for looking at a file. */
final class Records implements AutoCloseable {

    private static final int LONGEST_QUOTED = 1 << 16;

    private final BufferedReader in;
    private final char delimiter;
    private final int quote;
    private long line = 1;

    /**
     * A record.
     *
     * @param line where it begins, from 1
     * @param fields without quotes
     */
    record Row(long line, List<String> fields) {
        boolean isBlank() {
            return fields.stream().allMatch(String::isEmpty);
        }
    }

    Records(Reader in, char delimiter, Optional<Character> quote) {
        this.in = in instanceof BufferedReader buffered ? buffered : new BufferedReader(in, 1 << 16);
        this.delimiter = delimiter;
        this.quote = quote.map(c -> (int) c).orElse(-1);
    }

    void skipLines(int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            in.readLine();
            line++;
        }
    }

    /** The next record; null after the last. */
    @Nullable
    Row next() throws IOException {
        String text = in.readLine();
        if (text == null) {
            return null;
        }
        if (line == 1 && text.startsWith("\ufeff")) {
            text = text.substring(1);
        }
        long began = line++;
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            if (at < text.length() && text.charAt(at) == quote) {
                StringBuilder field = new StringBuilder();
                at = quoted(text, at + 1, field);
                if (at < 0) {
                    text = continued(text, fields.size());
                    at = fieldStart(text, fields.size());
                    if (at < 0) {
                        break;
                    }
                    continue;
                }
                int next = text.indexOf(delimiter, at);
                int end = next < 0 ? text.length() : next;
                fields.add(field.append(text, at, end).toString());
                at = end + 1;
            } else {
                int next = text.indexOf(delimiter, at);
                int end = next < 0 ? text.length() : next;
                fields.add(text.substring(at, end));
                at = end + 1;
            }
        }
        return new Row(began, fields);
    }

    // Reads up to the closing quote and returns what follows it; -1 when the text ends before.
    private int quoted(String text, int from, StringBuilder field) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == quote) {
                if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return at + 1;
                }
            }
            field.append(c);
            at++;
        }
        return -1;
    }

    // A quoted field goes on in the next line. One that seems to have no end is closed where its line ends.
    private String continued(String text, int field) throws IOException {
        in.mark(LONGEST_QUOTED);
        StringBuilder whole = new StringBuilder(text);
        int lines = 0;
        while (whole.length() < LONGEST_QUOTED / 2) {
            String more = in.readLine();
            if (more == null || more.length() > LONGEST_QUOTED / 4) {
                break;
            }
            lines++;
            whole.append('\n').append(more);
            if (more.indexOf(quote) >= 0) {
                line += lines;
                return whole.toString();
            }
        }
        in.reset();
        return text + (char) quote;
    }

    private int fieldStart(String text, int field) {
        int at = 0;
        for (int i = 0; i < field; i++) {
            if (at < text.length() && text.charAt(at) == quote) {
                int after = quoted(text, at + 1, new StringBuilder());
                at = after < 0 ? text.length() : after;
            }
            at = text.indexOf(delimiter, at);
            if (at < 0) {
                return -1;
            }
            at++;
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
