package foz.app.test;

import foz.api.plan.Column;
import foz.api.plan.Format;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.api.plan.TablePlan;
import foz.api.plan.TestCase;
import foz.api.sql.Query;
import foz.api.type.Field;
import foz.api.type.Type;
import foz.connectors.files.FilesOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pipeline as it is for one test: every source fetches from a folder of its own in the temporary folder, where files arrive. Rows
 * given for a bronze table are a file of that source in plain CSV; a derived table with given rows consists of them.
 */
final class Stage {

    private final Pipeline plan;
    private final TestCase test;
    private final Path folder;
    private final Pipeline staged;

    Stage(Pipeline plan, TestCase test, Path folder) {
        this.plan = plan;
        this.test = test;
        this.folder = folder;
        this.staged = new Pipeline(
                plan.name(),
                folder,
                plan.zone(),
                plan.sources().stream().map(this::staged).toList(),
                plan.tables().stream().map(this::staged).toList(),
                List.of());
    }

    /** The pipeline to run. */
    Pipeline plan() {
        return staged;
    }

    /** Puts given rows of bronze tables where their sources find them. */
    void giveRows() throws IOException {
        for (SourcePlan source : plan.sources()) {
            Path inbox = Files.createDirectories(inbox(source.name()));
            List<Map<String, Optional<String>>> rows = test.given().getOrDefault(source.table(), List.of());
            if (!rows.isEmpty()) {
                Files.writeString(inbox.resolve("given.csv"), csv(source, rows));
            }
        }
    }

    /** Copies files of the pipeline's folder to where the source finds them. */
    void arrive(String source, List<String> files) throws IOException {
        for (String name : files) {
            Path file = plan.folder().resolve(name);
            Files.copy(file, inbox(source).resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path inbox(String source) {
        return folder.resolve("arrivals").resolve(source);
    }

    private SourcePlan staged(SourcePlan s) {
        boolean given = test.given().containsKey(s.table());
        return new SourcePlan(
                s.name(),
                "files",
                new FilesOptions("arrivals/" + s.name() + "/*"),
                given ? new Format.Csv(Format.Dialect.STANDARD) : s.format(),
                given ? s.columns().stream().map(Stage::plain).toList() : s.columns(),
                given ? Set.of() : s.ignore(),
                s.drift(),
                s.files(),
                given ? 1.0 : s.maxBad(),
                s.keepRaw(),
                s.partitionBy(),
                Set.of(),
                s.complete(),
                s.place());
    }

    // Rows of a test are in the standard form: ISO 8601, decimal point, columns by their own names.
    private static Column plain(Column c) {
        return new Column(c.name(), c.type(), c.name(), false, List.of(), c.personal(), c.place());
    }

    private TablePlan staged(TablePlan t) {
        List<Map<String, Optional<String>>> rows = test.given().get(t.name());
        if (rows == null) {
            return t;
        }
        Query constant = new Query(
                t.query().columns().visible(),
                Set.of(),
                Query.Shape.WHOLE,
                "it is given",
                constant(t, rows),
                Optional.empty(),
                List.of());
        return new TablePlan(
                t.name(),
                t.sql(),
                t.place(),
                constant,
                List.of(),
                Optional.empty(),
                List.of(),
                t.partitionBy(),
                t.timing(),
                t.definition());
    }

    private static String constant(TablePlan table, List<Map<String, Optional<String>>> rows) {
        List<Field> fields = table.query().columns().visible().fields();
        String none = select(fields, Map.of()) + " WHERE false";
        return rows.isEmpty()
                ? none
                : rows.stream().map(r -> select(fields, r)).collect(Collectors.joining(" UNION ALL "));
    }

    private static String select(List<Field> fields, Map<String, Optional<String>> row) {
        return fields.stream()
                .map(f -> "CAST("
                        + row.getOrDefault(f.name(), Optional.empty())
                                .map(v -> "'" + v.replace("'", "''") + "'")
                                .orElse("NULL")
                        + " AS " + duckdb(f.type()) + ") AS \"" + f.name() + "\"")
                .collect(Collectors.joining(", ", "SELECT ", ""));
    }

    private static String duckdb(Type type) {
        return switch (type) {
            case Type.Primitive primitive ->
                switch (primitive) {
                    case LONG -> "BIGINT";
                    case STRING -> "VARCHAR";
                    case BINARY -> "BLOB";
                    case TIMESTAMPTZ -> "TIMESTAMP WITH TIME ZONE";
                    case BOOLEAN, INT, FLOAT, DOUBLE, DATE, TIME, TIMESTAMP, UUID -> primitive.toString();
                };
            case Type.Decimal decimal -> decimal.toString();
            case Type.ListOf list -> duckdb(list.element()) + "[]";
            case Type.MapOf map -> "MAP(" + duckdb(map.key()) + ", " + duckdb(map.value()) + ")";
            case Type.Struct struct ->
                struct.fields().stream()
                        .map(f -> "\"" + f.name() + "\" " + duckdb(f.type()))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
        };
    }

    private static String csv(SourcePlan source, List<Map<String, Optional<String>>> rows) {
        List<String> names = source.columns().stream().map(Column::name).toList();
        return rows.stream()
                .map(row -> names.stream()
                        .map(n -> row.getOrDefault(n, Optional.empty())
                                .map(v -> "\"" + v.replace("\"", "\"\"") + "\"")
                                .orElse(""))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", String.join(",", names) + "\n", "\n"));
    }
}
