package foz.app.init;

import foz.app.init.ColumnProfile.Misses;
import foz.app.init.Draft.DraftColumn;
import foz.app.terminal.Amount;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a delimiter-separated file to its end and drafts a source that reads it. */
final class CsvDraft {

    private final TextEncoding encoding;
    private final Dialect dialect;
    private final boolean named;
    private final List<String> heads = new ArrayList<>();
    private final List<ColumnProfile> profiles = new ArrayList<>();
    private final Misses tooFew = new Misses();
    private final Misses tooMany = new Misses();
    private long records;
    private long blank;
    private long repeatedHeaders;
    private Records.@Nullable Row sample;

    private CsvDraft(TextEncoding encoding, Dialect dialect) {
        this.encoding = encoding;
        this.dialect = dialect;
        this.named = dialect.names().isPresent();
        for (int i = 0; i < dialect.width(); i++) {
            int position = i;
            heads.add(dialect.names()
                    .map(n -> n.get(position))
                    .filter(n -> !n.isBlank())
                    .orElse("c" + (i + 1)));
            profiles.add(new ColumnProfile());
        }
    }

    static Draft of(Path file, String name, String from) throws IOException {
        TextEncoding encoding = TextEncoding.of(file);
        CsvDraft draft = new CsvDraft(encoding, Dialect.of(file, encoding));
        draft.read(file);
        return draft.draft(name, from);
    }

    private void read(Path file) throws IOException {
        try (Records in = new Records(
                new InputStreamReader(TextEncoding.open(file), encoding.charset()),
                dialect.delimiter(),
                dialect.quote())) {
            in.skipLines(dialect.preambleLines());
            if (named) {
                in.next();
            }
            for (Records.Row row = in.next(); row != null; row = in.next()) {
                take(row);
            }
        }
    }

    private void take(Records.Row row) {
        records++;
        if (row.isBlank()) {
            blank++;
        } else if (named && isHeader(row)) {
            repeatedHeaders++;
        } else if (row.fields().size() < dialect.width()) {
            tooFew.add(Integer.toString(row.fields().size()), row.line());
        } else if (row.fields().size() > dialect.width()) {
            tooMany.add(Integer.toString(row.fields().size()), row.line());
        } else {
            for (int i = 0; i < profiles.size(); i++) {
                profiles.get(i).take(row.fields().get(i), row.line());
            }
            boolean fuller = sample == null || empties(row) < empties(sample) && records < 1000;
            sample = fuller ? row : sample;
        }
    }

    private boolean isHeader(Records.Row row) {
        return row.fields().stream()
                .map(String::strip)
                .toList()
                .equals(dialect.names().orElseThrow());
    }

    private static long empties(Records.Row row) {
        return row.fields().stream().filter(String::isEmpty).count();
    }

    private Draft draft(String name, String from) {
        NumberStyle style = style();
        boolean dayFirst = dayFirst(style);
        Names names = new Names();
        List<DraftColumn> columns = new ArrayList<>();
        Map<String, String> row = new LinkedHashMap<>();
        Set<String> nullWords = new LinkedHashSet<>();
        long bad = tooFew.count() + tooMany.count();
        boolean grouped = false;
        boolean sampleFits = sample != null;
        for (int i = 0; i < profiles.size(); i++) {
            ColumnProfile profile = profiles.get(i);
            TypeChoice choice = TypeChoice.of(profile, style, dayFirst);
            List<String> remarks = new ArrayList<>(choice.remarks());
            if (!choice.isText()) {
                nullWords.addAll(profile.nullish().keySet());
                profile.nullish()
                        .forEach((word, at) -> remarks.add("line " + at.line() + ": " + TypeChoice.quoted(word)
                                + nullWord(word, style, choice.type())));
                grouped |= choice.date().isEmpty()
                        && profile.numbers(style).grouped
                        && !choice.type().equals("boolean");
            }
            bad += choice.bad();
            String column = names.unique(heads.get(i));
            String place = dialect.names(i) ? heads.get(i) : "#" + (i + 1);
            if (named && !dialect.names(i)) {
                remarks.addFirst("the header names this column "
                        + (dialect.names().orElseThrow().get(i).isBlank() ? "not at all" : "twice")
                        + ", so it goes by its position");
            }
            boolean few = choice.isText()
                    && profile.distinct().size() > 1
                    && profile.values() > profile.distinct().size() * 2L;
            columns.add(
                    new DraftColumn(column, choice.type(), place, DatePattern.letters(choice.date()), remarks, few));
            if (sample != null) {
                sampleFits &= sample(row, column, sample.fields().get(i), choice, profile, style);
            }
        }
        return new Draft(
                name,
                from,
                "csv",
                List.of(options(style, grouped, nullWords)),
                columns,
                after(bad),
                remarks(),
                sampleFits ? row : Map.of());
    }

    private static boolean sample(
            Map<String, String> row,
            String column,
            String value,
            TypeChoice choice,
            ColumnProfile profile,
            NumberStyle style) {
        if (value.isEmpty() || !choice.isText() && profile.nullish().containsKey(value)) {
            return true;
        }
        if (choice.date().isPresent()) {
            Optional<DatePattern> pattern = choice.date().get().reading(value);
            row.put(column, pattern.map(p -> p.iso(value)).orElse(""));
            return pattern.isPresent();
        }
        boolean number = !choice.isText()
                && !choice.type().equals("boolean")
                && !choice.type().equals("uuid");
        row.put(column, number ? style.plain(value) : value);
        return !number || style.shape(value).isPresent();
    }

    private static String nullWord(String word, NumberStyle style, String type) {
        return style.shape(word).isPresent()
                ? " commonly means that nothing is known; it is listed as a null word"
                : " keeps it from being " + TypeChoice.article(type) + "; it is listed as a null word";
    }

    // The style in which more columns are numbers; a decimal sign that can only be one decides between equals.
    private NumberStyle style() {
        return score(NumberStyle.COMMA) > score(NumberStyle.POINT) ? NumberStyle.COMMA : NumberStyle.POINT;
    }

    private long score(NumberStyle style) {
        return profiles.stream()
                .map(p -> p.numbers(style))
                .mapToLong(n -> n.misses.count() * 20 <= records ? (n.telling ? 3 : 1) : 0)
                .sum();
    }

    // Other columns of the file tell it where they can only be read one way; else the customs of the decimal comma do.
    private boolean dayFirst(NumberStyle style) {
        long dayFirst = 0;
        long monthFirst = 0;
        for (DatePattern pattern : DatePattern.ALL) {
            Optional<DatePattern> swapped = pattern.swapped();
            if (swapped.isPresent() && pattern.dayFirst()) {
                dayFirst += only(pattern, swapped.get());
                monthFirst += only(swapped.get(), pattern);
            }
        }
        return dayFirst == monthFirst
                ? style == NumberStyle.COMMA || dialect.delimiter() == ';'
                : dayFirst > monthFirst;
    }

    private long only(DatePattern pattern, DatePattern not) {
        return profiles.stream()
                .flatMap(p -> p.dates().entrySet().stream())
                .filter(d -> (d.getKey() & pattern.bit()) != 0 && (d.getKey() & not.bit()) == 0)
                .mapToLong(d -> d.getValue().count())
                .sum();
    }

    private String options(NumberStyle style, boolean grouped, Set<String> nullWords) {
        List<String> options = new ArrayList<>();
        options.add("delimiter: " + (dialect.delimiter() == '\t' ? "\"\\t\"" : "\"" + dialect.delimiter() + "\""));
        if (dialect.quote().filter(q -> q != '"').isPresent()) {
            options.add("quote: \"'\"");
        }
        options.add("encoding: " + encoding.name());
        options.add("header: " + named);
        if (dialect.preambleLines() > 0) {
            options.add("preamble-lines: " + dialect.preambleLines());
        }
        options.add("decimal-point: \"" + style.point() + "\"");
        if (grouped) {
            options.add("thousands: \"" + style.group() + "\"");
        }
        if (!nullWords.isEmpty()) {
            List<String> words = new ArrayList<>(List.of("\"\""));
            nullWords.forEach(w -> words.add(Yaml.quoted(w)));
            options.add("null-words: [" + String.join(", ", words) + "]");
        }
        if (tooFew.count() > records / 100) {
            options.add("ragged: pad");
        }
        return "csv: {" + String.join(", ", options) + "}";
    }

    private List<String> after(long bad) {
        List<String> after = new ArrayList<>();
        after.add("ignore: [blank-row" + (named ? ", repeated-header]" : "]"));
        Draft.maxBad(bad, records).ifPresent(after::add);
        return after;
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add(Amount.count(records, "record", "records") + ", " + encoding.name() + ": " + encoding.why());
        if (!named) {
            remarks.add("the first record looks like data, so there is no header");
        }
        if (blank > 0 || repeatedHeaders > 0) {
            remarks.add(Amount.count(blank, "blank row", "blank rows") + " and "
                    + Amount.count(repeatedHeaders, "repeated header", "repeated headers")
                    + " are counted and ignored");
        }
        ragged(tooFew, "fewer").ifPresent(remarks::add);
        ragged(tooMany, "more").ifPresent(remarks::add);
        return remarks;
    }

    private Optional<String> ragged(Misses misses, String which) {
        return misses.count() == 0
                ? Optional.empty()
                : Optional.of(Amount.count(misses.count(), "record has ", "records have ") + which + " than "
                        + dialect.width() + " fields, the first in line " + misses.line());
    }
}
