package foz.app.quarantine;

import foz.api.plan.Column;
import foz.api.plan.Format;
import foz.api.plan.SourcePlan;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a record's text that is to blame.
 *
 * @param from index of its first character
 * @param to index behind its last; the same as {@code from} where something is missing
 */
record Mark(int from, int to) {

    /** The text of a record. */
    static String text(BadRow row, Optional<SourcePlan> source) {
        return new String(row.raw(), source.map(Mark::charset).orElse(StandardCharsets.UTF_8));
    }

    /** Where the column of a bad row stands in its text, when that can be told. */
    static Optional<Mark> of(BadRow row, Optional<SourcePlan> source, Optional<byte[]> header) {
        if (row.column().isEmpty()) {
            return Optional.empty();
        }
        String text = text(row, source);
        String name = row.column().get();
        if (row.isOfTable()) {
            return json(text, name);
        }
        if (source.isEmpty()) {
            return Optional.empty();
        }
        String from = source.get().columns().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .map(Column::from)
                .orElse(name);
        return switch (source.get().format()) {
            case Format.Csv csv -> csv(text, from, csv.dialect(), header);
            case Format.Json json -> json(text, from.substring(from.lastIndexOf('/') + 1));
            case Format.Parquet parquet -> json(text, from);
            case Format.AccessLog log -> Optional.empty();
        };
    }

    private static Charset charset(SourcePlan source) {
        if (source.format() instanceof Format.Csv csv) {
            return switch (csv.dialect().encoding()) {
                case "latin1" -> StandardCharsets.ISO_8859_1;
                case "utf-16" -> StandardCharsets.UTF_16;
                default ->
                    Charset.isSupported(csv.dialect().encoding())
                            ? Charset.forName(csv.dialect().encoding())
                            : StandardCharsets.UTF_8;
            };
        }
        return StandardCharsets.UTF_8;
    }

    private static Optional<Mark> csv(String text, String from, Format.Dialect dialect, Optional<byte[]> header) {
        List<Mark> fields = fields(text, dialect);
        int index = from.matches("#[0-9]+")
                ? Integer.parseInt(from.substring(1)) - 1
                : names(header, dialect).indexOf(from);
        if (index < 0) {
            return Optional.empty();
        }
        return Optional.of(index < fields.size() ? fields.get(index) : new Mark(text.length(), text.length()));
    }

    private static List<String> names(Optional<byte[]> header, Format.Dialect dialect) {
        Charset charset =
                dialect.encoding().equals("latin1") ? StandardCharsets.ISO_8859_1 : charsetOf(dialect.encoding());
        String text = header.map(h -> new String(h, charset)).orElse("");
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        List<String> names = new ArrayList<>();
        for (Mark field : fields(plain, dialect)) {
            String cell = plain.substring(field.from(), field.to());
            String quote = dialect.quote().map(String::valueOf).orElse("");
            boolean quoted = !quote.isEmpty() && cell.length() > 1 && cell.startsWith(quote) && cell.endsWith(quote);
            names.add(quoted ? cell.substring(1, cell.length() - 1).replace(quote + quote, quote) : cell);
        }
        return names;
    }

    private static Charset charsetOf(String encoding) {
        return Charset.isSupported(encoding) ? Charset.forName(encoding) : StandardCharsets.UTF_8;
    }

    /** Every field of a record, quotes included. */
    static List<Mark> fields(String text, Format.Dialect dialect) {
        List<Mark> fields = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = end(text, start, dialect);
            fields.add(new Mark(start, end));
            start = end + dialect.delimiter().length();
        }
        return fields;
    }

    private static int end(String text, int start, Format.Dialect dialect) {
        int from = start;
        if (dialect.quote().isPresent()
                && start < text.length()
                && text.charAt(start) == dialect.quote().get()) {
            int close = text.indexOf(dialect.quote().get(), start + 1);
            while (close >= 0
                    && close + 1 < text.length()
                    && text.charAt(close + 1) == dialect.quote().get()) {
                close = text.indexOf(dialect.quote().get(), close + 2);
            }
            from = close < 0 ? text.length() : close;
        }
        int end = text.indexOf(dialect.delimiter(), from);
        return end < 0 ? text.length() : end;
    }

    private static Optional<Mark> json(String text, String name) {
        Matcher member = Pattern.compile(
                        Pattern.quote("\"" + name + "\"") + "\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^,}\\]\\s]+)")
                .matcher(text);
        return member.find() ? Optional.of(new Mark(member.start(1), member.end(1))) : Optional.empty();
    }
}
