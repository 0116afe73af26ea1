package foz.engines.load;

import foz.api.balance.Balance;
import foz.api.balance.Origin;
import foz.api.engine.Load;
import foz.api.engine.LoadFile;
import foz.api.engine.Loaded;
import foz.api.engine.Loaded.LoadedFile;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.engines.database.DuckDb;
import foz.engines.database.ParquetCopy;
import foz.engines.database.SqlText;
import foz.engines.parquet.ParquetRows;
import foz.engines.record.ReadFailure;
import foz.engines.record.ReadPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * A job over Parquet files, which have types and no lines: DuckDB reads them, and SQL refuses what doesn't fit exactly. Rows are
 * received as the file's footer says.
 */
final class ParquetLoad {

    private final DuckDb database;
    private final Load job;
    private final ReadPlan plan;
    private final JobSelect select;

    ParquetLoad(DuckDb database, Load job, ReadPlan plan) {
        this.database = database;
        this.job = job;
        this.plan = plan;
        this.select = new JobSelect(database, job, plan);
    }

    /** A file staged for DuckDB, with its sums. */
    private record Staged(LoadFile file, Path path, String sha256, long bytes, long received) {}

    Loaded run() {
        List<Staged> staged = new ArrayList<>();
        for (LoadFile file : job.files()) {
            staged.add(stage((LoadFile.Whole) file, staged.size()));
        }
        List<String> selects = staged.stream()
                .map(s -> new ParquetRows(plan, s.path(), s.file().fileId(), types(s)).select())
                .toList();
        String all = "(" + String.join(" UNION ALL ", selects) + ")";
        List<WrittenFile> rows = new ParquetCopy(job.rows())
                .write(database, select.rows((type, column) -> column, all + " WHERE code IS NULL"));
        String bad = "(SELECT md5(" + SqlText.literal(job.batch() + "/")
                + " || file || '/' || record) AS id, file AS file_id, "
                + names(staged)
                + " AS file, record, NULL AS line, NULL AS byte_offset, column_name, code, sentence, raw FROM "
                + all + " WHERE code IS NOT NULL)";
        List<WrittenFile> quarantine = new ParquetCopy(job.quarantine()).write(database, select.refused("raw", bad));
        Map<Long, Long> written = select.count(rows, Origin.FILE);
        Map<Long, Long> quarantined = select.count(quarantine, "file_id");
        List<LoadedFile> files = staged.stream()
                .map(s -> new LoadedFile(
                        s.file().fileId(),
                        s.sha256(),
                        s.bytes(),
                        Optional.empty(),
                        Balance.ofFile(
                                s.received(),
                                written.getOrDefault(s.file().fileId(), 0L),
                                quarantined.getOrDefault(s.file().fileId(), 0L),
                                0),
                        reasons(quarantine, s.file().fileId())))
                .toList();
        return new Loaded(rows, quarantine, files);
    }

    /** The names of a file's columns. */
    static List<String> names(DuckDb database, LoadFile.Whole file) {
        Path path = database.folder().resolve("in.parquet");
        copy(file, path, read -> {});
        return List.copyOf(types(database, path, file.name()).keySet());
    }

    private Staged stage(LoadFile.Whole file, int index) {
        Path path = database.folder().resolve("in-" + index + ".parquet");
        HashedStream hashed = copy(file, path, job.progress());
        try {
            long received = database.number(
                    "SELECT num_rows FROM parquet_file_metadata(" + SqlText.literal(path.toString()) + ")");
            return new Staged(file, path, hashed.sha256Hex(), hashed.count(), received);
        } catch (FozException e) {
            throw new FozException(
                    e,
                    ReadFailure.PARQUET_UNREADABLE,
                    "file",
                    file.name(),
                    "detail",
                    e.sentence().text());
        }
    }

    private static HashedStream copy(LoadFile.Whole file, Path path, LongConsumer progress) {
        try (HashedStream hashed =
                        new HashedStream(Decompression.of(file.bytes().open()), progress);
                OutputStream out = Files.newOutputStream(path)) {
            hashed.transferTo(out);
            return hashed;
        } catch (IOException e) {
            throw BlockSource.unreadable(e, file.name());
        }
    }

    private Map<String, String> types(Staged staged) {
        return types(database, staged.path(), staged.file().name());
    }

    private static Map<String, String> types(DuckDb database, Path path, String name) {
        Map<String, String> types = new LinkedHashMap<>();
        try {
            database.rows(
                    "DESCRIBE FROM read_parquet(" + SqlText.literal(path.toString()) + ", hive_partitioning = false)",
                    row -> types.put(row.getString(1), row.getString(2)));
        } catch (FozException e) {
            throw new FozException(
                    e,
                    ReadFailure.PARQUET_UNREADABLE,
                    "file",
                    name,
                    "detail",
                    e.sentence().text());
        }
        return types;
    }

    private static String names(List<Staged> staged) {
        StringBuilder names = new StringBuilder("CASE file");
        for (Staged s : staged) {
            names.append(" WHEN ")
                    .append(s.file().fileId())
                    .append(" THEN ")
                    .append(SqlText.literal(s.file().name()));
        }
        return names.append(" END").toString();
    }

    private Map<String, Long> reasons(List<WrittenFile> quarantine, long fileId) {
        Map<String, Long> reasons = new TreeMap<>();
        if (!quarantine.isEmpty()) {
            database.rows(
                    "SELECT code, count(*) FROM " + JobSelect.parquet(quarantine) + " WHERE file_id = " + fileId
                            + " GROUP BY ALL",
                    row -> reasons.put(row.getString(1), row.getLong(2)));
        }
        return reasons;
    }
}
