package foz.engines.load;

import foz.api.balance.Balance;
import foz.api.balance.Origin;
import foz.api.engine.Load;
import foz.api.engine.Loaded;
import foz.api.engine.Loaded.LoadedFile;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.plan.Column;
import foz.api.type.Field;
import foz.engines.database.DuckDb;
import foz.engines.database.DuckDbTypes;
import foz.engines.database.ParquetCopy;
import foz.engines.database.SqlText;
import foz.engines.load.RefusalSpool.Refusals;
import foz.engines.record.ReadPlan;
import foz.engines.record.RecordFormat;
import foz.engines.value.Carrier;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A job over text files. The four sums of a file's balance come from four places: received from the counter of records, written and
 * quarantined from the Parquet files, ignored from the decoders.
 */
final class TextLoad {

    private final DuckDb database;
    private final Load job;
    private final RecordFormat format;
    private final ReadPlan plan;
    private final int threads;
    private final int limit;
    private final FirstFailure failure = new FirstFailure();

    TextLoad(DuckDb database, Load job, RecordFormat format, ReadPlan plan, int threads, int limit) {
        this.database = database;
        this.job = job;
        this.format = format;
        this.plan = plan;
        this.threads = threads;
        this.limit = limit;
    }

    Loaded run() {
        try (RefusalSpool spool = new RefusalSpool(database.folder().resolve("refused"));
                BlockSource source = new BlockSource(job, format, limit)) {
            List<WrittenFile> rows = decode(source, spool);
            List<WrittenFile> quarantine = spool.count() == 0 ? List.of() : refuse(source, spool);
            Map<Long, Long> written = count(rows, Origin.FILE);
            Map<Long, Long> quarantined = count(quarantine, "file_id");
            List<LoadedFile> files = source.accounts().stream()
                    .map(account -> loaded(account, written, quarantined))
                    .toList();
            return new Loaded(rows, quarantine, files);
        } catch (SQLException e) {
            throw database.failure(e);
        } catch (FozException e) {
            throw failure.insteadOf(e);
        }
    }

    private List<WrittenFile> decode(BlockSource source, RefusalSpool spool) throws SQLException {
        new DecodeFunction(source, format, plan, spool, threads, limit, failure).register(database.connection());
        return new ParquetCopy(job.rows()).write(database, select());
    }

    /** The columns of the table, each from where it comes; those that no file is read for are NULL. */
    private String select() {
        Map<String, String> values = new HashMap<>();
        List<Field> fields = plan.fields();
        for (int i = 0; i < fields.size(); i++) {
            values.put(
                    fields.get(i).name().toLowerCase(Locale.ROOT),
                    Carrier.sql(fields.get(i).type(), "c" + i));
        }
        values.put(Origin.FILE, "file");
        values.put(Origin.RECORD, "record");
        values.put(Origin.ARRIVED_AT, arrivedAt());
        values.put(Origin.BATCH, SqlText.literal(job.batch()));
        return job.rows().layout().schema().fields().stream()
                .map(f -> values.containsKey(f.name().toLowerCase(Locale.ROOT))
                        ? values.get(f.name().toLowerCase(Locale.ROOT)) + " AS " + SqlText.name(f.name())
                        : DuckDbTypes.empty(f))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + DecodeFunction.NAME + "()"));
    }

    private List<WrittenFile> refuse(BlockSource source, RefusalSpool spool) throws SQLException {
        try (Refusals refusals = spool.read()) {
            new RefusedFunction(refusals, source.accounts(), job.batch(), failure).register(database.connection());
            boolean personal = job.source().columns().stream().anyMatch(Column::personal);
            return new ParquetCopy(job.quarantine())
                    .write(
                            database,
                            "SELECT id, " + SqlText.literal(job.source().name()) + " AS origin, "
                                    + SqlText.literal(job.batch()) + " AS batch, " + arrivedAt()
                                    + " AS noticed_at, file_id, file, record, line, byte_offset, column_name, code,"
                                    + " NULL AS rule, sentence, from_base64(raw) AS"
                                    + " raw, " + personal + " AS personal FROM "
                                    + RefusedFunction.NAME + "()");
        }
    }

    private String arrivedAt() {
        return "make_timestamptz("
                + Math.addExact(
                        Math.multiplyExact(job.arrivedAt().getEpochSecond(), 1_000_000L),
                        job.arrivedAt().getNano() / 1000)
                + ")";
    }

    private Map<Long, Long> count(List<WrittenFile> files, String column) {
        Map<Long, Long> counts = new HashMap<>();
        if (!files.isEmpty()) {
            List<String> paths = files.stream().map(f -> f.path().toString()).toList();
            String sql = "SELECT " + SqlText.name(column) + ", count(*) FROM read_parquet(" + SqlText.literals(paths)
                    + ", hive_partitioning = false) GROUP BY ALL";
            database.rows(sql, row -> counts.put(row.getLong(1), row.getLong(2)));
        }
        return counts;
    }

    private static LoadedFile loaded(FileAccount account, Map<Long, Long> written, Map<Long, Long> quarantined) {
        Balance balance = Balance.ofFile(
                account.received(),
                written.getOrDefault(account.fileId(), 0L),
                quarantined.getOrDefault(account.fileId(), 0L),
                account.ignored());
        return new LoadedFile(
                account.fileId(),
                account.sha256(),
                account.bytes(),
                account.originalHeader(),
                balance,
                account.reasons());
    }
}
