package foz.testkit.engine;

import foz.api.balance.Quarantine;
import foz.api.engine.Answer;
import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Delta;
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
import foz.api.sql.Incremental;
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
import java.util.stream.Collectors;
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

    /** Other data files for a table: what a SELECT over it yields. */
    public Scan rewritten(Scan table, String sql) {
        Refresh refresh = new Refresh(
                        table.table(), sql, table.layout().schema().fields())
                .from(table)
                .into(table.layout());
        return scan(table.table(), table.layout(), compute(refresh).rows());
    }

    /** What happened to a table when some of its files were replaced by others. */
    public static Delta delta(Scan before, Scan removed, Scan added) {
        List<Scan.DataFile> now = new ArrayList<>(before.files());
        now.removeAll(removed.files());
        now.addAll(added.files());
        return new Delta(before, with(before, now), with(before, added.files()), with(before, removed.files()));
    }

    /** The table with other files. */
    public static Scan with(Scan scan, List<Scan.DataFile> files) {
        return new Scan(scan.table(), scan.layout(), scan.snapshot(), files);
    }

    /** The table after a refresh. */
    public static Scan after(Scan self, Computed computed) {
        return after(self, computed.replaced(), computed.rows());
    }

    /** The quarantine after a refresh. */
    public static Scan rejectedAfter(Scan rejected, Computed computed) {
        return after(rejected, computed.withdrawn(), computed.quarantine());
    }

    private static Scan after(Scan scan, List<Path> gone, List<WrittenFile> came) {
        List<Scan.DataFile> files = new ArrayList<>(scan.files());
        files.removeIf(f -> gone.contains(f.path()));
        came.forEach(f -> files.add(new Scan.DataFile(f.path(), f.rows(), f.bytes())));
        return with(scan, files);
    }

    /** A quarantine without rows. */
    public static Scan noRejects() {
        return scan(Quarantine.TABLE, Layouts.of(Quarantine.SCHEMA.fields()), List.of());
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
        return compute(
                refresh,
                refresh.plan().query().shape() == Shape.ROW_BY_ROW
                                && refresh.plan().key().isEmpty()
                        ? new Work.Append(refresh.inputs.getFirst())
                        : new Work.Whole(refresh.inputs));
    }

    /** Runs a refresh by what happened to its inputs into new folders. */
    public Computed change(Refresh refresh, Scan self, Scan rejected, Delta... inputs) {
        return compute(refresh, new Work.Change(List.of(inputs), self, rejected));
    }

    /** Runs a refresh of one work into new folders. */
    public Computed compute(Refresh refresh, Work work) {
        return engine.compute(new Compute(
                "batch-1",
                AT,
                refresh.plan(),
                ZoneOffset.UTC,
                work,
                target(refresh.name, refresh.layout(), refresh.partitionBy),
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

    /** All rows of some files, sorted, without what is kept beside them for the key. */
    public List<String> rows(Refresh refresh, Collection<WrittenFile> files) {
        return rows(scan(refresh.name, refresh.layout(), files));
    }

    /** All rows of a table, sorted, without what is kept beside them for the key. */
    public List<String> rows(Scan table) {
        String columns = table.layout().schema().names().stream()
                .filter(name -> !name.startsWith("_state_key_"))
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(", "));
        return ask("SELECT " + columns + " FROM " + table.table() + " ORDER BY ALL", table);
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
        private Optional<Layout> layout = Optional.empty();
        private Shape shape = Shape.WHOLE;
        private Incremental incremental = new Incremental.Whole("the test says so");
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
            layout = Optional.of(wanted);
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

        /** How it follows changes. */
        public Refresh follows(Incremental way) {
            incremental = way;
            return this;
        }

        /** The table without rows. */
        public Scan empty() {
            return scan(name, layout(), List.of());
        }

        private Layout layout() {
            return layout.orElseGet(() -> Layouts.of(plan().columns().fields()));
        }

        /** How rows are spread. */
        public Refresh partitionBy(PartitionField... fields) {
            partitionBy = List.of(fields);
            return this;
        }

        /** The table. */
        public TablePlan plan() {
            Query query = new Query(
                    new Schema(columns),
                    Set.copyOf(inputs.stream().map(Scan::table).toList()),
                    shape,
                    "the test says so",
                    sql,
                    countFiltered,
                    List.of(),
                    incremental,
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
