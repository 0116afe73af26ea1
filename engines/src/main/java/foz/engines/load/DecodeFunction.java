package foz.engines.load;

import foz.api.balance.Reason;
import foz.api.type.Field;
import foz.engines.record.Block;
import foz.engines.record.ReadPlan;
import foz.engines.record.RecordDecoder;
import foz.engines.record.RecordFormat;
import foz.engines.record.Rows.Refusal;
import foz.engines.value.Carrier;
import java.sql.SQLException;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;

/**
 * The decoded rows of a job's files as a table function of DuckDB's, which asks for them with each of its threads. The columns are
 * {@code c0}, {@code c1}, …, then {@code file} and {@code record}.
 */
final class DecodeFunction implements DuckDBTableFunction<Object, Object, DecodeFunction.Worker> {

    static final String NAME = "foz_decoded";

    private final BlockSource source;
    private final RecordFormat format;
    private final ReadPlan plan;
    private final RefusalSpool spool;
    private final int threads;
    private final int limit;
    private final FirstFailure failure;

    DecodeFunction(
            BlockSource source,
            RecordFormat format,
            ReadPlan plan,
            RefusalSpool spool,
            int threads,
            int limit,
            FirstFailure failure) {
        this.source = source;
        this.format = format;
        this.plan = plan;
        this.spool = spool;
        this.threads = threads;
        this.limit = limit;
        this.failure = failure;
    }

    void register(DuckDBConnection connection) throws SQLException {
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME).withFunction(this).register(connection);
        }
    }

    @Override
    public Object bind(DuckDBTableFunctionBindInfo info) {
        int i = 0;
        for (Field field : plan.fields()) {
            info.addResultColumn("c" + i++, column(Carrier.of(field.type())));
        }
        info.addResultColumn("file", DuckDBColumnType.BIGINT);
        info.addResultColumn("record", DuckDBColumnType.BIGINT);
        return this;
    }

    private static DuckDBColumnType column(Carrier carrier) {
        return switch (carrier) {
            case BOOLEAN -> DuckDBColumnType.BOOLEAN;
            case INT -> DuckDBColumnType.INTEGER;
            case LONG -> DuckDBColumnType.BIGINT;
            case FLOAT -> DuckDBColumnType.FLOAT;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
            case TEXT -> DuckDBColumnType.VARCHAR;
        };
    }

    @Override
    public Object init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(threads);
        return this;
    }

    @Override
    public Worker localInit(DuckDBTableFunctionInitInfo info) {
        return new Worker();
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter writer) {
        Worker worker = info.getLocalInitData();
        try {
            return worker.rows(writer);
        } catch (RuntimeException | Error e) {
            failure.keep(e);
            throw e;
        }
    }

    /** One thread's share of the work. */
    final class Worker {

        private final Chunk chunk = new Chunk(plan.fields(), plan.source().ignore(), spool);
        private final Block block = new Block();
        private @Nullable RecordDecoder decoder;
        private int decoderOf = -1;

        /** Fills a chunk; 0 rows mean the end to DuckDB. */
        int rows(DuckDBDataChunkWriter writer) {
            chunk.begin(writer);
            while (!chunk.isFull()) {
                if (block.isDone() && !source.fill(block)) {
                    break;
                }
                decode();
            }
            return chunk.finish();
        }

        private void decode() {
            FileAccount account = source.accounts().get(block.file);
            if (decoder == null || decoderOf != block.file) {
                decoder = format.decoder(account.header());
                decoderOf = block.file;
            }
            chunk.of(block.file, account);
            if (block.tooLong) {
                Object[] facts = {"limit", limit};
                byte[] raw = block.original(block.position, block.end);
                chunk.refuse(new Refusal(
                        block.ordinal, block.line, block.offsetOf(block.position), Reason.TOO_LONG, null, facts, raw));
                block.position = block.end;
            } else {
                decoder.decode(block, chunk);
            }
        }
    }
}
