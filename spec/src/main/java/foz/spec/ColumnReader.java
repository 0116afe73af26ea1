package foz.spec;

import foz.api.failure.Place;
import foz.api.plan.Column;
import foz.api.plan.Format;
import foz.api.type.Type;
import foz.spec.SourceYaml.ColumnYaml;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the declared columns of a source, as its format allows them. */
final class ColumnReader {

    /** The fields of a line of the common and combined log formats. */
    static final List<String> LOG_FIELDS = List.of(
            "host",
            "ident",
            "user",
            "time",
            "request",
            "method",
            "target",
            "protocol",
            "status",
            "bytes",
            "referer",
            "agent");

    private static final Set<Type> TIMES =
            Set.of(Type.Primitive.DATE, Type.Primitive.TIME, Type.Primitive.TIMESTAMP, Type.Primitive.TIMESTAMPTZ);

    private final Format format;
    private final Problems problems;

    ColumnReader(Format format, Problems problems) {
        this.format = format;
        this.problems = problems;
    }

    /** The columns in order; what is wrong with them is reported. */
    List<Column> read(Mapping<String, ColumnYaml> columns) {
        List<Column> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Mapping.Pair<String, ColumnYaml> pair : columns.pairs()) {
            checkName(pair.key(), pair.place(), names);
            read.add(column(pair, read.size() + 1));
        }
        columns.pairs().forEach(pair -> pair.value().formerly().ifPresent(name -> checkGone(name, names)));
        return read;
    }

    /** A name that a column had before, or that was dropped: no column is called so now. */
    void checkGone(Placed<String> gone, Set<String> names) {
        String name = gone.value();
        if (name.startsWith("_")) {
            problems.report(gone.place(), SpecProblem.RESERVED_COLUMN_NAME, "name", name);
        } else if (names.contains(name.toLowerCase(Locale.ROOT))) {
            problems.report(gone.place(), SpecProblem.GONE_COLUMN_IS_THERE, "name", name);
        }
    }

    private void checkName(String name, Place place, Set<String> names) {
        if (name.startsWith("_")) {
            problems.report(place, SpecProblem.RESERVED_COLUMN_NAME, "name", name);
        } else if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            problems.report(place, SpecProblem.BAD_NAME, "name", name, "expected", "letters, digits and underscores");
        } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
            problems.report(place, SpecProblem.REPEATED_COLUMN_NAME, "name", name);
        }
    }

    private Column column(Mapping.Pair<String, ColumnYaml> pair, int position) {
        ColumnYaml yaml = pair.value();
        if (!(format instanceof Format.Json || format instanceof Format.Parquet) && isNested(yaml.type())) {
            problems.report(pair.place(), SpecProblem.TYPE_NOT_IN_FORMAT, "name", pair.key(), "type", yaml.type());
        }
        yaml.pattern().forEach(p -> checkPattern(p, yaml.type()));
        String from = from(pair, position);
        List<String> patterns = yaml.pattern().stream().map(Placed::value).toList();
        return new Column(
                pair.key(),
                yaml.type(),
                from,
                yaml.required(),
                patterns,
                yaml.personal(),
                yaml.formerly().map(Placed::value),
                pair.place());
    }

    private static boolean isNested(Type type) {
        return switch (type) {
            case Type.Primitive p -> false;
            case Type.Decimal d -> false;
            case Type.ListOf l -> true;
            case Type.MapOf m -> true;
            case Type.Struct s -> true;
        };
    }

    private void checkPattern(Placed<String> pattern, Type type) {
        if (!TIMES.contains(type)) {
            problems.report(pattern.place(), SpecProblem.PATTERN_WITHOUT_USE, "type", type);
            return;
        }
        try {
            new DateTimeFormatterBuilder().appendPattern(pattern.value());
        } catch (IllegalArgumentException e) {
            problems.report(
                    pattern.place(),
                    SpecProblem.BAD_PATTERN,
                    "found",
                    pattern.value(),
                    "detail",
                    String.valueOf(e.getMessage()));
        }
    }

    private String from(Mapping.Pair<String, ColumnYaml> pair, int position) {
        Optional<Placed<String>> written = pair.value().from();
        String name = pair.key();
        return switch (format) {
            case Format.Csv csv
            when csv.dialect().header() -> written.map(Placed::value).orElse(name);
            case Format.Csv headless ->
                written.map(f -> matching(f, "#[1-9][0-9]*", "a position such as #3"))
                        .orElse("#" + position);
            case Format.Json json ->
                written.map(f -> matching(f, "/.*", "a pointer such as /user/id"))
                        .orElse("/" + name);
            case Format.Parquet parquet -> written.map(Placed::value).orElse(name);
            case Format.AccessLog log -> logField(written.orElse(new Placed<>(name, pair.place(), pair.place())));
        };
    }

    private String matching(Placed<String> from, String form, String expected) {
        if (!from.value().matches(form)) {
            problems.report(from.place(), SpecProblem.COLUMN_FROM, "expected", expected, "found", from.value());
        }
        return from.value();
    }

    private String logField(Placed<String> from) {
        if (!LOG_FIELDS.contains(from.value())) {
            String expected = "a field of the log: " + String.join(", ", LOG_FIELDS);
            problems.reportWord(
                    from.place(),
                    from.value(),
                    LOG_FIELDS,
                    SpecProblem.COLUMN_FROM,
                    "expected",
                    expected,
                    "found",
                    from.value());
        }
        return from.value();
    }
}
