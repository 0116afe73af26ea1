package foz.engines.load;

import foz.api.balance.Balance;
import foz.api.balance.Origin;
import foz.api.engine.Load;
import foz.api.engine.Loaded;
import foz.api.engine.Loaded.LoadedFile;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.engines.database.DuckDb;
import foz.engines.database.ParquetCopy;
import foz.engines.load.RefusalSpool.Refusals;
import foz.engines.record.ReadPlan;
import foz.engines.record.RecordFormat;
import foz.engines.value.Carrier;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

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
    private final JobSelect select;
    private final FirstFailure failure = new FirstFailure();

    TextLoad(DuckDb database, Load job, RecordFormat format, ReadPlan plan, int threads, int limit) {
        this.database = database;
        this.job = job;
        this.format = format;
        this.plan = plan;
        this.threads = threads;
        this.limit = limit;
        this.select = new JobSelect(database, job, plan);
    }

    Loaded run() {
        try (RefusalSpool spool = new RefusalSpool(database.folder().resolve("refused"));
                BlockSource source = new BlockSource(job, format, limit)) {
            List<WrittenFile> rows = decode(source, spool);
            List<WrittenFile> quarantine = spool.count() == 0 ? List.of() : refuse(source, spool);
            Map<Long, Long> written = select.count(rows, Origin.FILE);
            Map<Long, Long> quarantined = select.count(quarantine, "file_id");
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
        return new ParquetCopy(job.rows()).write(database, select.rows(Carrier::sql, DecodeFunction.NAME + "()"));
    }

    private List<WrittenFile> refuse(BlockSource source, RefusalSpool spool) throws SQLException {
        try (Refusals refusals = spool.read()) {
            new RefusedFunction(refusals, source.accounts(), job.batch(), failure).register(database.connection());
            String sql = select.refused("from_base64(raw)", RefusedFunction.NAME + "()");
            return new ParquetCopy(job.quarantine()).write(database, sql);
        }
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
