package foz.spec;

import foz.api.plan.Format;
import foz.api.source.SourceKind;
import foz.spec.SourceYaml.ColumnYaml;
import foz.spec.TestsYaml.ExpectYaml;
import foz.spec.TestsYaml.StepYaml;
import foz.spec.TestsYaml.TestYaml;
import java.util.ArrayList;
import java.util.List;

/** Writes the reference page: one table per record, the records' own sentences in it, and below each table the words its keys know. */
final class ReferencePage {

    private final StringBuilder out = new StringBuilder();
    private final List<SourceKind<?>> kinds;

    ReferencePage(List<SourceKind<?>> kinds) {
        this.kinds = kinds;
    }

    String text() {
        section("# The pipeline folder", Words.INTRODUCTION);
        section("## Top level", "`foz.yaml` begins with:");
        keys(FozYaml.class);
        section("## Sources", Words.SOURCES);
        keys(SourceYaml.class);
        kinds.forEach(this::kind);
        section("### Columns", Words.COLUMNS);
        keys(ColumnYaml.class);
        section(
                "### `csv`",
                "How a CSV file is written. All of it has a standard; nothing is guessed when a pipeline runs (`foz"
                        + " init DIR --from FILE` guesses once, for you to read).");
        keys(Format.Dialect.class);
        section("### `json`", "How text in JSON becomes numbers and NULL.");
        keys(Format.Numbers.class);
        section(
                "### `complete`",
                "A period is complete when each member has a row in it; a table with `refresh: {when-complete: …}` is"
                        + " then refreshed, and what comes for that period afterwards waits for the next.");
        keys(SourceYaml.CompleteYaml.class);
        section("## Tables", Words.TABLES);
        keys(TableYaml.class);
        section("### `duplicates`", "`duplicates: fail` is short for `duplicates: {keep: fail}`.");
        keys(TableYaml.DuplicatesYaml.class);
        section("### `refresh`", "`refresh: on-change` is short for `refresh: {when: on-change}`.");
        keys(TableYaml.RefreshYaml.class);
        section("## Environments", Words.ENVIRONMENTS);
        section("## Tests", Words.TESTS);
        keys(TestYaml.class);
        section("### `steps`", "Each step is one of:");
        keys(StepYaml.class);
        section(
                "### `expect`",
                "Beside these keys, every table by its name, with its rows in any order: `silver.orders: [{order_id:"
                        + " 1}]`. Only the columns written are compared.");
        keys(ExpectYaml.class);
        section("## Values", Words.VALUES);
        return out.toString();
    }

    private void kind(SourceKind<?> kind) {
        section("### `kind: " + kind.name() + "`", "The keys of this kind, beside those above:");
        keys(kind.options());
    }

    private void section(String title, String text) {
        out.append(out.isEmpty() ? "" : "\n")
                .append(title)
                .append("\n\n")
                .append(text.strip())
                .append('\n');
    }

    private void keys(Class<? extends Record> type) {
        List<Key> written = RecordShape.of(type).writtenKeys().toList();
        List<Key> now = written.stream().filter(k -> k.sort() == Key.Sort.VALUE).toList();
        if (!now.isEmpty()) {
            out.append("\n| key | type | without it | meaning | example |\n|---|---|---|---|---|\n");
            now.forEach(this::row);
            now.forEach(k -> enums(k.shape()).forEach(e -> words(k.name(), e)));
        }
        later(written);
    }

    private void row(Key key) {
        String without =
                key.required() ? "**required**" : key.standardText().isEmpty() ? "–" : code(key.standardText());
        String example = key.example().isEmpty() ? "" : code(key.example());
        out.append("| ")
                .append(code(key.name()))
                .append(" | ")
                .append(cell(typeOf(key.shape())))
                .append(" | ")
                .append(without);
        out.append(" | ")
                .append(cell(key.meaning()))
                .append(" | ")
                .append(example)
                .append(" |\n");
    }

    /** What a later version brings, in one line, so that nobody searches for it. */
    private void later(List<Key> written) {
        List<String> later = written.stream()
                .filter(k -> k.sort() == Key.Sort.LATER)
                .map(k -> code(k.name()) + " (" + k.meaning() + "; with " + k.comesWith() + ")")
                .toList();
        if (!later.isEmpty()) {
            out.append("\nKnown, but not available in this version: ")
                    .append(String.join(", ", later))
                    .append(".\n");
        }
    }

    /** The type as a reader needs it: shorter than what a message says. */
    private static String typeOf(Shape<?> shape) {
        return switch (shape) {
            case Scalar<?> s when s.type().isEnum() -> s.known().size() > 6 ? "a word" : String.join(", ", s.known());
            case Scalar<?> s -> s.sort();
            case ListShape<?> list -> "list of " + plural(typeOf(list.item()));
            case MappingShape<?, ?> mapping when mapping.value() instanceof CellShape -> "a row";
            case MappingShape<?, ?> mapping -> "names with " + typeOf(mapping.value());
            case PlacedShape<?> placed -> typeOf(placed.inner());
            case RecordShape<?> record when record.alone().isPresent() -> "short or keys, see below";
            case RecordShape<?> record -> "keys, see below";
            case NodeShape node -> "keys, see below";
            case CellShape cell -> "values";
            case LaterShape later -> later.words();
        };
    }

    private static String plural(String type) {
        return type.startsWith("a ") ? type.substring(2) + "s" : type;
    }

    private static List<Class<?>> enums(Shape<?> shape) {
        List<Class<?>> enums = new ArrayList<>();
        switch (shape) {
            case Scalar<?> s -> enums.addAll(s.type().isEnum() ? List.of(s.type()) : List.of());
            case ListShape<?> list -> enums.addAll(enums(list.item()));
            case PlacedShape<?> placed -> enums.addAll(enums(placed.inner()));
            case MappingShape<?, ?> mapping -> {
                enums.addAll(enums(mapping.name()));
                enums.addAll(enums(mapping.value()));
            }
            case RecordShape<?> record -> {}
            case NodeShape node -> {}
            case CellShape cell -> {}
            case LaterShape later -> {}
        }
        return enums;
    }

    private void words(String key, Class<?> type) {
        out.append("\n| ").append(code(key)).append(" | meaning |\n|---|---|\n");
        for (Object constant : type.getEnumConstants()) {
            Enum<?> word = (Enum<?>) constant;
            out.append("| ")
                    .append(code(Scalars.word(word)))
                    .append(" | ")
                    .append(cell(Scalars.meaning(word)))
                    .append(" |\n");
        }
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /** What stands between the tables. */
    private static final class Words {
        static final String INTRODUCTION = """
            *This page is generated from the records that read the folder; edit those.*

            A pipeline is a folder: `foz.yaml` says what comes in and what SQL can't say about tables, and each
            `sql/<layer>/<name>.sql` holds the one `SELECT` that fills the table `<layer>.<name>`.

            ```
            sales-tech/
              foz.yaml                      sources and table settings (this page)
              env/aws.yaml                  other addresses and secrets for one environment
              sql/silver/orders.sql         one SELECT per table
              sql/gold/sales_by_month.sql
              tests/sales.yaml              rows in, rows out
            ```

            The folder is strict: an unknown key, a value of another type, an unset variable or a name that leads nowhere is a
            mistake, told with file, line and column. `foz validate` tells all of them at once.
            """;
        static final String SOURCES =
                "Below `sources`, each source by its name (lower-case letters, digits and underscores). The rows of"
                        + " `orders` land in `bronze.orders`.";
        static final String COLUMNS =
                "Below `columns`, each column by its name. A type alone is short for `{type: …}`: `address: string`.";
        static final String TABLES = """
            Below `tables`, settings by table: `silver.orders:`. A table without settings needs no entry. A bronze table takes
            `partition-by` alone; everything else about it is said at its source.
            """;
        static final String ENVIRONMENTS = """
            `env/NAME.yaml` changes addresses (`from`, `to`, `door`) and secrets for one environment, and nothing else; it is
            used with `--env NAME`. Overriding `from` takes a `door` away, and the other way round.

            ```yaml
            sources:
              orders: {from: "s3://acme-raw/orders/", password: "secret:ORDERS"}
            ```
            """;
        static final String TESTS = """
            `tests/*.yaml` holds tests; `foz test` runs them on a throw-away lake.

            ```yaml
            tests:
              - name: a sale without a quantity is quarantined
                given: {bronze.orders: [{order_id: 1, product: Phone, quantity: 0}]}
                expect:
                  silver.orders: []
                  quarantine: [{in: silver.orders, rule: positive-quantity}]
            ```
            """;
        static final String VALUES = """
            The key decides a value's type, not its looks: `NO` is text where text is expected, `19:30` a time where a time is.

            | value | written |
            |---|---|
            | a duration | `250ms`, `90s`, `10m`, `1h`, `30d`, `2w` |
            | a size | `512MB`, `20GiB` |
            | a percentage | `5%`, `0.1%` |
            | a variable | `${VAR}`, or `${VAR:-otherwise}` where it may be unset; `$${` for the plain signs |
            | a secret | `secret:NAME`, a reference: the value never stands in the folder |
            | text with commas, colons, brackets or quotes | in quotes: `"decimal(12,2)"`, `"status IN ('a', 'b')"` |
            """;

        private Words() {}
    }
}
