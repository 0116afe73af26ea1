package foz.engines.database;

import foz.api.failure.FozException;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * The hash of Iceberg's bucket transform as functions of DuckDB's SQL, one for each way in which values become bytes (Iceberg table
 * specification, appendix B). They are known to a database from the first partition by bucket on.
 */
enum BucketFunction implements DuckDBScalarFunction {

    /** Whole numbers, also days and microseconds: as a long's eight bytes. */
    WHOLE(DuckDBColumnType.BIGINT) {
        @Override
        int hash(DuckDBReadableVector values, long row) {
            return Murmur3.hash(values.getLong(row));
        }
    },

    /** Text: as UTF-8. */
    TEXT(DuckDBColumnType.VARCHAR) {
        @Override
        int hash(DuckDBReadableVector values, long row) {
            return Murmur3.hash(values.getString(row).getBytes(StandardCharsets.UTF_8));
        }
    },

    /** A decimal's text: the unscaled value in the fewest bytes of two's complement, the highest first. */
    DECIMAL(DuckDBColumnType.VARCHAR) {
        @Override
        int hash(DuckDBReadableVector values, long row) {
            return Murmur3.hash(
                    new BigDecimal(values.getString(row)).unscaledValue().toByteArray());
        }
    },

    /** Bytes as hexadecimal digits. */
    BYTES(DuckDBColumnType.VARCHAR) {
        @Override
        int hash(DuckDBReadableVector values, long row) {
            return Murmur3.hash(HexFormat.of().parseHex(values.getString(row)));
        }
    };

    private final DuckDBColumnType parameter;

    BucketFunction(DuckDBColumnType parameter) {
        this.parameter = parameter;
    }

    abstract int hash(DuckDBReadableVector values, long row);

    /** A call on a column that yields its hash, an INTEGER; empty when Iceberg has no hash for the type. */
    static Optional<String> call(Type type, String name) {
        return switch (type) {
            case Primitive primitive -> call(primitive, name);
            case Type.Decimal decimal -> Optional.of(DECIMAL.of("CAST(" + name + " AS VARCHAR)"));
            case Type.ListOf list -> Optional.empty();
            case Type.MapOf map -> Optional.empty();
            case Type.Struct struct -> Optional.empty();
        };
    }

    private static Optional<String> call(Primitive type, String name) {
        return switch (type) {
            case INT, LONG -> Optional.of(WHOLE.of("CAST(" + name + " AS BIGINT)"));
            case DATE -> Optional.of(WHOLE.of("(" + name + " - DATE '1970-01-01')"));
            case TIME -> Optional.of(WHOLE.of("CAST(epoch_us(" + name + ") AS BIGINT)"));
            case TIMESTAMP, TIMESTAMPTZ -> Optional.of(WHOLE.of("epoch_us(" + name + ")"));
            case STRING -> Optional.of(TEXT.of(name));
            case UUID -> Optional.of(BYTES.of("replace(CAST(" + name + " AS VARCHAR), '-', '')"));
            case BINARY -> Optional.of(BYTES.of("hex(" + name + ")"));
            case BOOLEAN, FLOAT, DOUBLE -> Optional.empty();
        };
    }

    /** Makes the functions known to a database. */
    static void register(DuckDb database) {
        for (BucketFunction function : values()) {
            database.once(function.sqlName(), () -> function.registerIn(database));
        }
    }

    private void registerIn(DuckDb database) {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(sqlName())
                    .withParameter(parameter)
                    .withReturnType(DuckDBColumnType.INTEGER)
                    .withVectorizedFunction(this)
                    .register(database.connection());
        } catch (SQLException e) {
            throw new FozException(e, EngineFailure.ENGINE_DEFECT, "detail", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void apply(DuckDBDataChunkReader rows, DuckDBWritableVector hashes) {
        DuckDBReadableVector values = rows.vector(0);
        for (long row = 0; row < rows.rowCount(); row++) {
            if (values.isNull(row)) {
                hashes.setNull(row);
            } else {
                hashes.setInt(row, hash(values, row));
            }
        }
    }

    private String of(String argument) {
        return sqlName() + "(" + argument + ")";
    }

    private String sqlName() {
        return "_foz_hash_" + name().toLowerCase(java.util.Locale.ROOT);
    }
}
