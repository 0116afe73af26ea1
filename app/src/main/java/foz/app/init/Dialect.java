package foz.app.init;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a delimiter-separated file is laid out, as guessed from its beginning.
 *
 * @param delimiter between fields
 * @param quote around fields
 * @param preambleLines lines before the header, or before the first record
 * @param names the header's cells without blanks around them, as a run matches them; empty when there is no header
 * @param width how many fields a record has
 */
record Dialect(char delimiter, Optional<Character> quote, int preambleLines, Optional<List<String>> names, int width) {

    private static final String DELIMITERS = ",;\t|";
    private static final int LOOK_AHEAD = 1 << 17;
    private static final int RECORDS = 400;

    /** Whether a header names the column at an index, and only that one. */
    boolean names(int index) {
        return names.filter(n -> !n.get(index).isBlank() && Collections.frequency(n, n.get(index)) == 1)
                .isPresent();
    }

    static Dialect of(Path file, TextEncoding encoding) throws IOException {
        String start = start(file, encoding);
        Optional<Character> quote = quote(start);
        Dialect best = null;
        double bestScore = -1;
        for (char delimiter : DELIMITERS.toCharArray()) {
            List<Records.Row> rows = rows(start, delimiter, quote);
            int width = width(rows);
            double score = rows.isEmpty() ? 0 : score(rows, width);
            if (score > bestScore) {
                bestScore = score;
                best = of(rows, delimiter, quote, width);
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    private static Dialect of(List<Records.Row> rows, char delimiter, Optional<Character> quote, int width) {
        List<Records.Row> full = rows.stream()
                .filter(r -> r.fields().size() == width && !r.isBlank())
                .toList();
        if (full.isEmpty()) {
            return new Dialect(delimiter, quote, 0, Optional.empty(), width);
        }
        Records.Row first = full.getFirst();
        boolean header = isHeader(first.fields());
        boolean afterPreamble = rows.stream()
                .takeWhile(r -> r != first)
                .noneMatch(r -> r.fields().size() > width);
        return new Dialect(
                delimiter,
                quote,
                afterPreamble ? (int) first.line() - 1 : 0,
                header ? Optional.of(first.fields().stream().map(String::strip).toList()) : Optional.empty(),
                width);
    }

    private static boolean isHeader(List<String> fields) {
        return fields.stream().noneMatch(Dialect::isValue) && !fields.stream().allMatch(String::isBlank);
    }

    private static boolean isValue(String field) {
        return NumberStyle.POINT.shape(field).isPresent()
                || NumberStyle.COMMA.shape(field).isPresent()
                || !field.isEmpty() && DatePattern.ALL.stream().anyMatch(p -> p.matches(field));
    }

    private static String start(Path file, TextEncoding encoding) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(TextEncoding.open(file), encoding.charset()))) {
            char[] chars = new char[LOOK_AHEAD];
            int length = 0;
            int read;
            while (length < chars.length && (read = in.read(chars, length, chars.length - length)) > 0) {
                length += read;
            }
            String text = new String(chars, 0, length);
            String start = text.startsWith("\ufeff") ? text.substring(1) : text;
            int lastLine = length == LOOK_AHEAD ? start.lastIndexOf('\n') : -1;
            return lastLine > 0 ? start.substring(0, lastLine) : start;
        }
    }

    private static Optional<Character> quote(String start) {
        if (start.indexOf('"') >= 0) {
            return Optional.of('"');
        }
        long lines = start.lines().limit(RECORDS).filter(l -> !l.isBlank()).count();
        long single = start.lines()
                .limit(RECORDS)
                .filter(l -> l.matches("(^|.*[,;|\t])'[^']*'([,;|\t].*|$)"))
                .count();
        return Optional.of(single * 2 > lines ? '\'' : '"');
    }

    private static List<Records.Row> rows(String start, char delimiter, Optional<Character> quote) throws IOException {
        List<Records.Row> rows = new ArrayList<>();
        try (Records records = new Records(new StringReader(start), delimiter, quote)) {
            Records.Row row = records.next();
            while (row != null && rows.size() < RECORDS) {
                rows.add(row);
                row = records.next();
            }
        }
        return rows;
    }

    private static int width(List<Records.Row> rows) {
        Map<Integer, Integer> widths = new HashMap<>();
        rows.stream()
                .filter(r -> !r.isBlank())
                .forEach(r -> widths.merge(r.fields().size(), 1, Integer::sum));
        return widths.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(1);
    }

    // Many records of the same width speak for a delimiter, a width of one against it, more fields a little for it.
    private static double score(List<Records.Row> rows, int width) {
        List<Records.Row> filled = rows.stream().filter(r -> !r.isBlank()).toList();
        double same =
                filled.stream().filter(r -> r.fields().size() == width).count() / (double) Math.max(1, filled.size());
        return width == 1 ? 0.01 : same + width / 1000.0;
    }
}
