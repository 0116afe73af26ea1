package foz.api.plan;

import java.util.List;
import java.util.Optional;

/** How the bytes of a source become records. Compression (gzip, zstd) is told by the bytes themselves, not by the format. */
public sealed interface Format {

    /** Delimiter-separated text (RFC 4180 and what people make of it). */
    record Csv(Dialect dialect) implements Format {}

    /** JSON: one array of objects, or objects one after another; told apart by the first character. */
    record Json(Numbers numbers) implements Format {}

    /** Apache Parquet files. */
    record Parquet() implements Format {}

    /** Combined and common log format of web servers; fields {@code host ident user time request method target protocol status bytes referer agent}. */
    record AccessLog() implements Format {}

    /** How text becomes numbers and NULL, for formats whose values are text. */
    record Numbers(
            @Doc(value = "the sign between a number's whole and its fraction", standard = "\".\"")
            char decimalPoint,

            @Doc(
                    value = "the sign between groups of thousands; without it, grouped numbers are refused",
                    example = "\".\"")
            Optional<Character> thousands,

            @Doc(value = "unquoted text that means NULL", standard = "[\"\"]", example = "[\"\", NA, \"-9999\"]")
            List<String> nullWords) {
        /** Decimal point, no grouping, empty text is NULL. */
        public static final Numbers STANDARD = new Numbers('.', Optional.empty(), List.of(""));

        public Numbers {
            nullWords = List.copyOf(nullWords);
            if (thousands.isPresent() && thousands.get() == decimalPoint) {
                throw new IllegalArgumentException("the decimal point and the thousands sign are the same character");
            }
        }
    }

    /**
     * A CSV dialect.
     *
     * @param encoding a name that {@link java.nio.charset.Charset} knows: utf-8, latin1, windows-1252, utf-16 (with byte order mark)
     */
    record Dialect(
            @Doc(value = "the text between two fields", standard = "\",\"")
            String delimiter,

            @Doc(
                    value = "the sign around a field that may hold delimiters and line ends; `none` for none",
                    standard = "'\"'")
            Optional<Character> quote,

            @Doc(
                    value = "the sign that makes a quote within a quoted field plain; by default the quote itself,"
                            + " doubled")
            Optional<Character> escape,

            @Doc(value = "the character encoding: utf-8, latin1, windows-1252, utf-16", standard = "utf-8")
            String encoding,

            @Doc(value = "whether the first record names the columns", standard = "true")
            boolean header,

            @Doc(value = "how many lines before the header (or the first record) are not data", standard = "0")
            int preambleLines,

            @Doc(value = "a sign at the start of a line that makes it a comment", example = "\"#\"")
            Optional<Character> comment,

            @Doc(value = "what a record with too few or too many fields means", standard = "quarantine")
            Ragged ragged,

            @Doc(value = "how text becomes numbers and NULL", inline = true)
            Numbers numbers) {
        /** RFC 4180: comma, double quotes, UTF-8, a header. */
        public static final Dialect STANDARD = new Dialect(
                ",",
                Optional.of('"'),
                Optional.empty(),
                "utf-8",
                true,
                0,
                Optional.empty(),
                Ragged.QUARANTINE,
                Numbers.STANDARD);

        public Dialect {
            if (delimiter.isEmpty() || delimiter.equals("\\t")) {
                throw new IllegalArgumentException(
                        "delimiter is at least one character; a tab is written \"\\t\", in double quotes");
            }
            if (quote.isPresent() && delimiter.indexOf(quote.get()) >= 0) {
                throw new IllegalArgumentException("quote can't be part of the delimiter");
            }
            if (preambleLines < 0) {
                throw new IllegalArgumentException("preamble-lines is at least 0, found " + preambleLines);
            }
        }
    }

    /** What a record with too few or too many fields means. */
    enum Ragged {
        @Doc("it goes to the quarantine")
        QUARANTINE,
        @Doc("missing fields at the end are NULL; surplus fields go to the quarantine")
        PAD,
        @Doc("missing fields at the end are NULL; surplus fields are dropped")
        FIT
    }
}
