package foz.engines.load;

import foz.engines.load.RefusalSpool.Refusals;
import foz.engines.load.RefusalSpool.Spooled;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
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

/** Refused records as a table function of DuckDB's. Original bytes travel as base64, since Java has no vectors of bytes. */
final class RefusedFunction implements DuckDBTableFunction<Object, Object, Object> {

    static final String NAME = "foz_refused";

    private static final List<String> TEXTS = List.of("id", "file", "column_name", "code", "sentence", "raw");
    private static final List<String> NUMBERS = List.of("file_id", "record", "line", "byte_offset");
    private static final long MOST_BYTES = 8 << 20;
    private static final int CAPACITY = 2048;

    private final Refusals refusals;
    private final List<FileAccount> accounts;
    private final String batch;
    private final FirstFailure failure;

    RefusedFunction(Refusals refusals, List<FileAccount> accounts, String batch, FirstFailure failure) {
        this.refusals = refusals;
        this.accounts = accounts;
        this.batch = batch;
        this.failure = failure;
    }

    void register(DuckDBConnection connection) throws SQLException {
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME).withFunction(this).register(connection);
        }
    }

    @Override
    public Object bind(DuckDBTableFunctionBindInfo info) {
        TEXTS.forEach(name -> info.addResultColumn(name, DuckDBColumnType.VARCHAR));
        NUMBERS.forEach(name -> info.addResultColumn(name, DuckDBColumnType.BIGINT));
        return this;
    }

    @Override
    public Object init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return this;
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter writer) {
        try {
            return fill(writer);
        } catch (RuntimeException | Error e) {
            failure.keep(e);
            throw e;
        }
    }

    private int fill(DuckDBDataChunkWriter writer) {
        byte[][] @Nullable [] texts = new byte[TEXTS.size()][CAPACITY][];
        long bytes = 0;
        int row = 0;
        while (row < CAPACITY && bytes < MOST_BYTES) {
            Spooled refusal = refusals.next();
            if (refusal == null) {
                break;
            }
            FileAccount account = accounts.get(refusal.file());
            byte[] raw = Base64.getEncoder().encode(refusal.raw());
            bytes += raw.length;
            texts[0][row] = utf8(id(account, refusal));
            texts[1][row] = utf8(account.name());
            texts[2][row] = refusal.column() == null ? null : utf8(refusal.column());
            texts[3][row] = utf8(refusal.code());
            texts[4][row] = utf8(refusal.sentence());
            texts[5][row] = raw;
            writer.vector(6).setLong(row, account.fileId());
            writer.vector(7).setLong(row, refusal.ordinal());
            writer.vector(8).setLong(row, refusal.line());
            writer.vector(9).setLong(row, refusal.offset());
            row++;
        }
        for (int i = 0; i < texts.length && row > 0; i++) {
            writer.vector(i).setStringUtf8Batch(0, java.util.Arrays.copyOf(texts[i], row));
        }
        return row;
    }

    /** The same whenever the same record is read again by the same batch. */
    private String id(FileAccount account, Spooled refusal) {
        return UUID.nameUUIDFromBytes(utf8(batch + "/" + account.fileId() + "/" + refusal.ordinal()))
                .toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
