package foz.testkit.engine;

import foz.api.balance.Quarantine;
import foz.api.engine.Answer;
import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Engine;
import foz.api.engine.Limits;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.engine.SystemRows;
import foz.api.engine.Target;
import foz.api.engine.Work;
import foz.api.engine.WrittenFile;
import foz.api.failure.Place;
import foz.api.plan.PartitionField;
import foz.api.plan.TablePlan;
import foz.api.plan.TablePlan.Duplicates;
import foz.api.plan.TablePlan.Expectation;
import foz.api.plan.TablePlan.Outcome;
import foz.api.sql.Query;
import foz.api.sql.Query.Shape;
import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place to try an engine: makes tables out of SQL, runs refreshes over them, and reads what came out, through the engine's own door. */
public final class EngineBench {

    /** The time of every job. */
    public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private static final Limits LIMITS = new Limits(256L << 20, Duration.ofMinutes(1), 2);

    private final Engine engine;
    private final Path folder;
    private int folders;

    /** A place under this folder. */
    public EngineBench(Engine engine, Path folder) {
        this.engine = engine;
        this.folder = folder;
    }

    /** A table's data files, filled by a SELECT without FROM tables, such as VALUES. */
    public Scan given(TableName name, List<Field> columns, String sql) {
        Computed computed = compute(new Refresh(name, sql, columns));
        return scan(name, Layouts.of(columns), computed.rows());
    }

    /** A scan of what was written. */
    public static Scan scan(TableName name, Layout layout, Collection<WrittenFile> files) {
        return new Scan(
                name,
                layout,
                1,
                files.stream()
                        .map(f -> new Scan.DataFile(f.path(), f.rows(), f.bytes()))
                        .toList());
    }

    /** Runs a refresh into new folders. */
    public Computed compute(Refresh refresh) {
        return engine.compute(new Compute(
                "batch-1",
                AT,
                refresh.plan(),
                ZoneOffset.UTC,
                refresh.plan().query().shape() == Shape.ROW_BY_ROW
                                && refresh.plan().key().isEmpty()
                        ? new Work.Append(refresh.inputs.getFirst())
                        : new Work.Whole(refresh.inputs),
                target(refresh.name, refresh.layout, refresh.partitionBy),
                target(Quarantine.TABLE, Layouts.of(Quarantine.SCHEMA.fields()), Quarantine.PARTITION_BY)));
    }

    /** A target in a new folder. */
    public Target target(TableName name, Layout layout, List<PartitionField> partitionBy) {
        try {
            Path data = Files.createDirectories(folder.resolve("data-" + folders++));
            return new Target(name, layout, partitionBy, data, "b1-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to a question, each row's cells joined by {@code |}; binary cells as text. */
    public List<String> ask(String sql, Scan... tables) {
        List<String> rows = new ArrayList<>();
        try (Session session = engine.open(List.of(tables), List.<SystemRows>of(), LIMITS)) {
            session.ask(sql, answer -> rows(answer, rows));
        }
        return rows;
    }

    /** All rows of some files, sorted. */
    public List<String> rows(Refresh refresh, Collection<WrittenFile> files) {
        return ask("SELECT * FROM " + refresh.name + " ORDER BY ALL", scan(refresh.name, refresh.layout, files));
    }

    /** Some columns of what a refresh put into the quarantine, sorted. */
    public List<String> quarantine(String columns, Computed computed) {
        Layout layout = Layouts.of(Quarantine.SCHEMA.fields());
        return ask(
                "SELECT " + columns + " FROM system.quarantine ORDER BY ALL",
                scan(Quarantine.TABLE, layout, computed.quarantine()));
    }

    /** Adds an answer's rows as text. */
    public static void rows(Answer answer, List<String> rows) {
        for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
            rows.add(String.join("|", row.stream().map(EngineBench::text).toList()));
        }
    }

    private static String text(@Nullable Object cell) {
        return cell instanceof byte[] bytes
                ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                : String.valueOf(cell);
    }

    /** A refresh in the making. */
    public static final class Refresh {

        private final TableName name;
        private final String sql;
        private final List<Field> columns;
        private Layout layout;
        private Shape shape = Shape.WHOLE;
        private Optional<String> countFiltered = Optional.empty();
        private List<Scan> inputs = List.of();
        private List<String> key = List.of();
        private Optional<Duplicates> duplicates = Optional.empty();
        private List<PartitionField> partitionBy = List.of();
        private final List<Expectation> expectations = new ArrayList<>();

        /** A table that is computed whole, by this SELECT, which yields these columns. */
        public Refresh(TableName name, String sql, List<Field> columns) {
            this.name = name;
            this.sql = sql;
            this.columns = columns;
            this.layout = Layouts.of(columns);
        }

        /** The tables it reads. */
        public Refresh from(Scan... scans) {
            inputs = List.of(scans);
            return this;
        }

        /** Says that each row comes from one input row. */
        public Refresh rowByRow() {
            shape = Shape.ROW_BY_ROW;
            return this;
        }

        /** Says that each row comes from one input row, and how many the WHERE turns away. */
        public Refresh rowByRow(String filtered) {
            countFiltered = Optional.of(filtered);
            return rowByRow();
        }

        /** The table's layout, where it isn't that of the query. */
        public Refresh into(Layout wanted) {
            layout = wanted;
            return this;
        }

        /** The columns that make a row unique, without a policy. */
        public Refresh key(String... names) {
            key = Arrays.asList(names);
            return this;
        }

        /** Which row of a key stays. */
        public Refresh duplicates(Duplicates policy) {
            duplicates = Optional.of(policy);
            return this;
        }

        /** Adds a rule. */
        public Refresh expect(Outcome outcome, String rule, String condition) {
            expectations.add(new Expectation(rule, outcome, condition, condition, new Place("foz.yaml", 1, 1)));
            return this;
        }

        /** How rows are spread. */
        public Refresh partitionBy(PartitionField... fields) {
            partitionBy = List.of(fields);
            return this;
        }

        private TablePlan plan() {
            Query query = new Query(
                    new Schema(columns),
                    Set.copyOf(inputs.stream().map(Scan::table).toList()),
                    shape,
                    "the test says so",
                    sql,
                    countFiltered,
                    List.of());
            return new TablePlan(
                    name,
                    sql,
                    new Place("t.sql", 1, 1),
                    query,
                    key,
                    duplicates,
                    expectations,
                    partitionBy,
                    "definition");
        }
    }
}
