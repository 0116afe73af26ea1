package foz.spec;

import foz.api.balance.Reason;
import foz.api.failure.Place;
import foz.api.plan.Column;
import foz.api.plan.FilePolicy;
import foz.api.plan.Format;
import foz.api.plan.PartitionField;
import foz.api.plan.SourcePlan;
import foz.api.source.SourceKind;
import foz.api.type.TableName;
import foz.spec.Node.Entries;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one source: Foz's own keys and those of its kind, which stand beside each other. */
final class SourceReader {

    private static final Set<String> LATER_KINDS = Set.of("http", "kinesis", "sqs", "s3", "kafka");
    private static final List<String> ENCODINGS = List.of("utf-8", "latin1", "windows-1252", "utf-16");

    private final List<SourceKind<?>> kinds;
    private final Problems problems;
    private final Map<String, Placed<SourceYaml.CompleteYaml>> complete = new LinkedHashMap<>();

    SourceReader(List<SourceKind<?>> kinds, Problems problems) {
        this.kinds = kinds;
        this.problems = problems;
    }

    /** The source; empty when something is wrong with it, which is reported. */
    Optional<SourcePlan> read(String name, Place place, Node node, List<PartitionField> partitionBy) {
        int before = problems.count();
        if (TableName.parse("bronze." + name).isEmpty()) {
            problems.report(
                    place,
                    SpecProblem.BAD_NAME,
                    "name",
                    name,
                    "expected",
                    "lower-case letters, digits and underscores");
        }
        if (!(node instanceof Entries entries)) {
            Shape.wrong(node, name, RecordShape.of(SourceYaml.class).words(), problems);
            return Optional.empty();
        }
        Optional<String> kindName = entries.entry("kind")
                .flatMap(e -> e.value() instanceof Node.Text t ? Optional.of(t.text()) : Optional.empty());
        if (kindName.filter(LATER_KINDS::contains).isPresent() && kind(kindName).isEmpty()) {
            problems.report(
                    entries.entry("kind").orElseThrow().value().place(),
                    SpecProblem.KIND_NOT_AVAILABLE,
                    "kind",
                    kindName.get(),
                    "known",
                    names());
            return Optional.empty();
        }
        Fields fields = new Fields(entries, name, problems);
        SourceYaml yaml = fields.read(RecordShape.of(SourceYaml.class));
        Record options = kind(kindName)
                .map(k -> options(k, fields, address(entries, place)))
                .orElse(null);
        finish(fields, entries, kindName);
        if (yaml == null || options == null) {
            return Optional.empty();
        }
        yaml.complete().ifPresent(written -> complete.put(name, written));
        SourcePlan plan = plan(name, place, entries, yaml, options, partitionBy);
        if (plan.columns().isEmpty() && problems.count() == before) {
            problems.report(place, SpecProblem.NO_COLUMNS, "name", name);
        }
        return problems.count() == before ? Optional.of(plan) : Optional.empty();
    }

    /** What the sources read so far say about their periods, by name. */
    Map<String, Placed<SourceYaml.CompleteYaml>> complete() {
        return complete;
    }

    private void finish(Fields fields, Entries entries, Optional<String> kindName) {
        if (kind(kindName).isPresent()) {
            fields.finish();
            return;
        }
        kindName.filter(k -> !k.isEmpty())
                .ifPresent(k -> problems.reportWord(
                        entries.entry("kind").orElseThrow().value().place(),
                        k,
                        kindNames(),
                        SpecProblem.UNKNOWN_KIND,
                        "kind",
                        k,
                        "known",
                        names()));
        fields.finishOpen();
    }

    private <O extends Record> @Nullable Record options(SourceKind<O> kind, Fields fields, Place place) {
        O options = fields.read(RecordShape.of(kind.options()));
        if (options != null) {
            problems.addAll(kind.check(options, place));
        }
        return options;
    }

    /** Where the address stands, perhaps in the file of an environment: what a kind checks is above all its address. */
    private static Place address(Entries entries, Place otherwise) {
        return entries.entry("from").map(e -> e.value().place()).orElse(otherwise);
    }

    private Optional<SourceKind<?>> kind(Optional<String> name) {
        return kinds.stream()
                .filter(k -> name.isPresent() && k.name().equals(name.get()))
                .findFirst();
    }

    private List<String> kindNames() {
        return kinds.stream().map(k -> (String) k.name()).sorted().toList();
    }

    private String names() {
        return String.join(", ", kindNames());
    }

    private SourcePlan plan(
            String name,
            Place place,
            Entries entries,
            SourceYaml yaml,
            Record options,
            List<PartitionField> partitionBy) {
        Format format = format(yaml, entries);
        ColumnReader reader = new ColumnReader(format, problems);
        List<Column> columns = reader.read(yaml.columns());
        Set<String> names =
                columns.stream().map(c -> c.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        yaml.dropped().forEach(dropped -> reader.checkGone(dropped, names));
        if (yaml.ignore().contains(Reason.EXPECTATION)) {
            Place at = placeOf(entries, "ignore", "");
            problems.report(
                    at,
                    SpecProblem.WRONG_VALUE,
                    "key",
                    "ignore",
                    "expected",
                    "a reason that belongs to reading",
                    "found",
                    Reason.EXPECTATION.id());
        }
        return new SourcePlan(
                name,
                yaml.kind(),
                options,
                format,
                columns,
                yaml.ignore().stream().map(Reason::id).collect(Collectors.toUnmodifiableSet()),
                yaml.onDrift(),
                yaml.files().orElse(FilePolicy.STANDARD),
                yaml.maxBad().share(),
                yaml.keepRaw(),
                partitionBy,
                yaml.dropped().stream().map(Placed::value).collect(Collectors.toUnmodifiableSet()),
                Optional.empty(),
                place);
    }

    private Format format(SourceYaml yaml, Entries entries) {
        SourceYaml.FormatName format = yaml.format().value();
        boolean json = format == SourceYaml.FormatName.JSON || format == SourceYaml.FormatName.NDJSON;
        yaml.csv()
                .filter(b -> format != SourceYaml.FormatName.CSV)
                .ifPresent(b -> blockOfOther(b.place(), "csv", format));
        yaml.json().filter(b -> !json).ifPresent(b -> blockOfOther(b.place(), "json", format));
        return switch (format) {
            case CSV ->
                new Format.Csv(yaml.csv().map(d -> checked(d.value(), entries)).orElse(Format.Dialect.STANDARD));
            case JSON, NDJSON -> new Format.Json(yaml.json().map(Placed::value).orElse(Format.Numbers.STANDARD));
            case PARQUET -> new Format.Parquet();
            case ACCESS_LOG -> new Format.AccessLog();
        };
    }

    private void blockOfOther(Place place, String block, SourceYaml.FormatName format) {
        problems.report(place, SpecProblem.BLOCK_OF_OTHER_FORMAT, "block", block, "format", Scalars.word(format));
    }

    private Format.Dialect checked(Format.Dialect dialect, Entries entries) {
        String encoding = dialect.encoding();
        if (!isEncoding(encoding)) {
            Place place = placeOf(entries, "csv", "encoding");
            problems.reportWord(
                    place,
                    encoding,
                    ENCODINGS,
                    SpecProblem.UNKNOWN_ENCODING,
                    "found",
                    encoding,
                    "known",
                    String.join(", ", ENCODINGS));
        }
        return dialect;
    }

    private static boolean isEncoding(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private static Place placeOf(Entries entries, String key, String inner) {
        Node node = entries.entry(key).orElseThrow().value();
        return node instanceof Entries below
                ? below.entry(inner).map(e -> e.value().place()).orElse(node.place())
                : node.place();
    }
}
