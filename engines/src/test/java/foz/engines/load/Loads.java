package foz.engines.load;

import foz.api.balance.Origin;
import foz.api.balance.Quarantine;
import foz.api.engine.Load;
import foz.api.engine.LoadFile;
import foz.api.engine.Loaded;
import foz.api.engine.Loaded.LoadedFile;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.failure.Place;
import foz.api.plan.Column;
import foz.api.plan.FilePolicy;
import foz.api.plan.Format;
import foz.api.plan.Format.Dialect;
import foz.api.plan.KeepRaw;
import foz.api.plan.SourcePlan;
import foz.api.plan.SourcePlan.Drift;
import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.api.type.TypeText;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineOptions;
import foz.engines.database.SqlText;
import foz.engines.database.Tables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A source, files in memory, and what came of loading them: for tests. */
public final class Loads {

    private static final Place PLACE = new Place("foz.yaml", 1, 1);

    private final Path folder;
    private final EngineOptions options;
    private final List<Column> columns = new ArrayList<>();
    private final List<Field> drifted = new ArrayList<>();
    private final List<LoadFile> files = new ArrayList<>();
    private Format format = new Format.Csv(Dialect.STANDARD);
    private Set<String> ignore = Set.of();
    private Drift drift = Drift.QUARANTINE;
    private ZoneId zone = ZoneId.of("America/Sao_Paulo");
    private int limit = Loader.LONGEST_RECORD;

    public Loads(Path folder) {
        this.folder = folder;
        this.options = new EngineOptions(256L << 20, 2, folder.resolve("scratch"));
    }

    /** @param origins the file's id of each row */
    public record Outcome(Loaded loaded, List<List<@Nullable String>> rows, List<Long> origins, List<Bad> bad) {

        public List<List<@Nullable String>> rowsOf(long fileId) {
            List<List<@Nullable String>> some = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (origins.get(i) == fileId) {
                    some.add(rows.get(i));
                }
            }
            return some;
        }

        public LoadedFile file() {
            return loaded.files().getFirst();
        }
    }

    public record Bad(
            String id,
            long record,
            long line,
            long offset,
            @Nullable String column,
            String code,
            String sentence,
            byte[] bytes) {
        public String raw() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public Loads format(Format wanted) {
        format = wanted;
        return this;
    }

    public Loads dialect(Dialect dialect) {
        return format(new Format.Csv(dialect));
    }

    public Loads column(String name, String type, String from, String... patterns) {
        return column(name, type, from, false, patterns);
    }

    public Loads required(String name, String type, String from, String... patterns) {
        return column(name, type, from, true, patterns);
    }

    private Loads column(String name, String type, String from, boolean required, String... patterns) {
        Type parsed = TypeText.parse(type).orElseThrow();
        columns.add(new Column(name, parsed, from, required, List.of(patterns), false, PLACE));
        return this;
    }

    public Loads drifted(String name) {
        drifted.add(Field.optional(name, Type.Primitive.STRING));
        return this;
    }

    public Loads files(List<? extends LoadFile> more) {
        files.addAll(more);
        return this;
    }

    public Loads ignore(String... codes) {
        ignore = Set.of(codes);
        return this;
    }

    public Loads drift(Drift wanted) {
        drift = wanted;
        return this;
    }

    public Loads zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    public Loads limit(int bytes) {
        limit = bytes;
        return this;
    }

    public Loads file(String text) {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    public Loads file(byte[] bytes) {
        int id = files.size() + 1;
        files.add(new LoadFile.Whole(id, "file" + id, () -> new ByteArrayInputStream(bytes)));
        return this;
    }

    public Loads file(LoadFile file) {
        files.add(file);
        return this;
    }

    public SourcePlan source() {
        return new SourcePlan(
                "t",
                "files",
                PLACE,
                format,
                columns,
                ignore,
                drift,
                FilePolicy.STANDARD,
                1.0,
                KeepRaw.NONE,
                List.of(),
                PLACE);
    }

    public List<String> columnsOf() {
        return new Loader(options).columnsOf(source(), files.getFirst());
    }

    public Outcome load() {
        List<Field> fields = new ArrayList<>();
        columns.forEach(c -> fields.add(c.field()));
        fields.addAll(drifted);
        fields.addAll(Origin.COLUMNS);
        Target rows = target(TableName.bronze("t"), Tables.layout(fields), "rows");
        Target quarantine = target(Quarantine.TABLE, Tables.layout(Quarantine.SCHEMA.fields()), "quarantine");
        Load job = new Load(
                "b1", Instant.parse("2026-01-02T03:04:05Z"), source(), zone, files, rows, quarantine, read -> {});
        Loaded loaded = new Loader(options, limit).load(job);
        try (DuckDb database = DuckDb.open(options)) {
            List<Long> origins = new ArrayList<>();
            List<List<@Nullable String>> read = rows(database, loaded.rows(), fields, origins);
            return new Outcome(loaded, read, origins, bad(database, loaded.quarantine()));
        }
    }

    private Target target(TableName table, Layout layout, String name) {
        try {
            Path target = Files.createDirectories(folder.resolve(name));
            return new Target(table, layout, List.of(), target, "b1-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<List<@Nullable String>> rows(
            DuckDb database, List<WrittenFile> written, List<Field> fields, List<Long> origins) {
        if (written.isEmpty()) {
            return List.of();
        }
        int visible = fields.size() - Origin.COLUMNS.size();
        return database.rows(
                "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (FROM " + parquet(written) + " ORDER BY _file, _record)",
                row -> {
                    List<@Nullable String> cells = new ArrayList<>();
                    for (int i = 1; i <= visible; i++) {
                        cells.add(row.getString(i));
                    }
                    origins.add(row.getLong(visible + 1));
                    return cells;
                });
    }

    private List<Bad> bad(DuckDb database, List<WrittenFile> written) {
        if (written.isEmpty()) {
            return List.of();
        }
        return database.rows(
                "SELECT * FROM " + parquet(written) + " ORDER BY file_id, record",
                row -> new Bad(
                        row.getString("id"),
                        row.getLong("record"),
                        row.getLong("line"),
                        row.getLong("byte_offset"),
                        Optional.ofNullable(row.getString("column_name")).orElse(null),
                        row.getString("code"),
                        row.getString("sentence"),
                        row.getBytes("raw")));
    }

    private static String parquet(List<WrittenFile> written) {
        return "read_parquet("
                + SqlText.literals(
                        written.stream().map(f -> f.path().toString()).toList())
                + ", hive_partitioning = false)";
    }
}
