package foz.engines.duckdb;

import foz.api.engine.Answer;
import foz.api.failure.FozException;
import foz.engines.database.EngineFailure;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** The rows of a result as plain Java values, fetched while the query runs. */
final class StreamedAnswer implements Answer {

    private final ResultSet result;
    private final BooleanSupplier stopped;
    private final Function<SQLException, FozException> failure;
    private final List<String> columns = new ArrayList<>();
    private final List<String> types = new ArrayList<>();

    /**
     * Reads a result.
     *
     * @param stopped asked before each row: DuckDB forgets a cancellation that comes between two rows
     */
    StreamedAnswer(ResultSet result, BooleanSupplier stopped, Function<SQLException, FozException> failure)
            throws SQLException {
        this.result = result;
        this.stopped = stopped;
        this.failure = failure;
        ResultSetMetaData about = result.getMetaData();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            columns.add(about.getColumnName(i));
            types.add(about.getColumnTypeName(i));
        }
    }

    @Override
    public List<String> columns() {
        return Collections.unmodifiableList(columns);
    }

    @Override
    public List<String> types() {
        return Collections.unmodifiableList(types);
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
        try {
            if (stopped.getAsBoolean()) {
                throw new FozException(EngineFailure.CANCELLED);
            }
            if (!result.next()) {
                return null;
            }
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                row.add(plain(result.getObject(i)));
            }
            return row;
        } catch (SQLException e) {
            throw failure.apply(e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Timestamp timestamp -> timestamp.toLocalDateTime();
            case Blob blob -> blob.getBytes(1, Math.toIntExact(blob.length()));
            case Array array -> list((Object[]) array.getArray());
            case Object[] array -> list(array);
            case DuckDBStruct struct -> members(struct.getMap());
            case Struct struct -> list(struct.getAttributes());
            case Map<?, ?> map -> members(map);
            case Number number -> number;
            case Boolean truth -> truth;
            case UUID id -> id;
            case java.time.temporal.Temporal time -> time;
            default -> value.toString();
        };
    }

    private static List<@Nullable Object> list(@Nullable Object[] values) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (Object value : values) {
            list.add(plain(value));
        }
        return list;
    }

    private static Map<Object, @Nullable Object> members(Map<?, ? extends @Nullable Object> map) throws SQLException {
        Map<Object, @Nullable Object> members = new LinkedHashMap<>();
        for (Map.Entry<?, ? extends @Nullable Object> member : map.entrySet()) {
            Object key = plain(member.getKey());
            if (key != null) {
                members.put(key, plain(member.getValue()));
            }
        }
        return members;
    }
}
