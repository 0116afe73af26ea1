package foz.engines.load;

import foz.api.engine.Load;
import foz.api.engine.LoadFile;
import foz.api.engine.Loaded;
import foz.api.plan.Format;
import foz.api.plan.Format.Numbers;
import foz.api.plan.SourcePlan;
import foz.engines.csv.CsvFormat;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineOptions;
import foz.engines.json.JsonFormat;
import foz.engines.log.AccessLogFormat;
import foz.engines.record.Block;
import foz.engines.record.ReadPlan;
import foz.engines.record.RecordFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The half of an engine that decodes files. Each job has a DuckDB of its own, within the options' bounds; the bytes being decoded come
 * on top, a few megabytes a thread.
 */
public final class Loader {

    /** Records longer than this are refused as too long. */
    public static final int LONGEST_RECORD = 16 << 20;

    private final EngineOptions options;
    private final int limit;

    /** A loader within these bounds. */
    public Loader(EngineOptions options) {
        this(options, LONGEST_RECORD);
    }

    /** A loader with another limit to the length of records, at least a mebibyte. */
    Loader(EngineOptions options, int limit) {
        this.options = options;
        this.limit = limit;
    }

    /** See {@link foz.api.engine.Engine#load}. */
    public Loaded load(Load job) {
        ReadPlan plan = ReadPlan.of(job);
        try (DuckDb database = DuckDb.open(options)) {
            // Rows know their ordinals; keeping their order would mean keeping them.
            database.set("preserve_insertion_order", "false");
            if (isParquet(job.source()) && job.files().stream().allMatch(LoadFile.Whole.class::isInstance)) {
                return new ParquetLoad(database, job, plan).run();
            }
            return new TextLoad(database, job, format(plan), plan, options.threads(), limit).run();
        }
    }

    /** See {@link foz.api.engine.Engine#columnsOf}. */
    public List<String> columnsOf(SourcePlan source, LoadFile file) {
        if (isParquet(source) && file instanceof LoadFile.Whole whole) {
            try (DuckDb database = DuckDb.open(options)) {
                return ParquetLoad.names(database, whole);
            }
        }
        RecordFormat format = format(ReadPlan.of(source));
        try (BlockSource blocks = new BlockSource(List.of(file), format, limit, read -> {})) {
            Block first = new Block();
            blocks.fill(first);
            List<String> names = format.names(blocks.accounts().getFirst().header(), first);
            return names.stream().filter(name -> !name.isEmpty()).distinct().toList();
        }
    }

    /** See {@link foz.api.engine.Engine#sha256}. */
    public String sha256(LoadFile.Whole file) {
        try (HashedStream bytes = new HashedStream(Decompression.of(file.bytes().open()), read -> {})) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return bytes.sha256Hex();
        } catch (IOException e) {
            throw BlockSource.unreadable(e, file.name());
        }
    }

    private static boolean isParquet(SourcePlan source) {
        return source.format() instanceof Format.Parquet;
    }

    private static RecordFormat format(ReadPlan plan) {
        return switch (plan.source().format()) {
            case Format.Csv csv -> new CsvFormat(plan, csv.dialect());
            case Format.Json json -> new JsonFormat(plan, json.numbers());
            case Format.AccessLog log -> new AccessLogFormat(plan);
            // Single records of a Parquet file come back from the quarantine as JSON.
            case Format.Parquet parquet -> new JsonFormat(plan, Numbers.STANDARD);
        };
    }
}
