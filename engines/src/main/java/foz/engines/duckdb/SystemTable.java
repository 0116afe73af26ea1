package foz.engines.duckdb;

import foz.api.engine.SystemRows;
import foz.api.failure.FozException;
import foz.api.type.Type;
import foz.engines.database.Catalog;
import foz.engines.database.DuckDb;
import foz.engines.database.DuckDbTypes;
import foz.engines.database.EngineFailure;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Rows of the catalogue put into a table of a session. */
final class SystemTable {

    private SystemTable() {}

    /** Makes the table and fills it. */
    static void create(DuckDb database, SystemRows rows) {
        Catalog.layer(database, rows.table());
        database.execute("CREATE TABLE " + Catalog.name(rows.table())
                + rows.schema().fields().stream()
                        .map(DuckDbTypes::column)
                        .collect(Collectors.joining(", ", " (", ")")));
        try (DuckDBAppender appender = database.connection()
                .createAppender(
                        Catalog.schema(rows.table().layer()), rows.table().name())) {
            for (List<@Nullable Object> row : rows.rows()) {
                appender.beginRow();
                for (int i = 0; i < row.size(); i++) {
                    append(appender, row.get(i), rows.schema().fields().get(i).type());
                }
                appender.endRow();
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Object cell, Type type) throws SQLException {
        switch (cell) {
            case null -> appender.appendNull();
            case String text -> appender.append(text);
            case Long number when type == Type.Primitive.INT -> appender.append(Math.toIntExact(number));
            case Long number -> appender.append(number.longValue());
            case Boolean truth -> appender.append(truth.booleanValue());
            case Double number -> appender.append(number.doubleValue());
            case Instant instant -> appender.append(instant.atOffset(ZoneOffset.UTC));
            default ->
                throw new FozException(
                        EngineFailure.ENGINE_DEFECT,
                        "detail",
                        "a system table holds a " + cell.getClass().getSimpleName());
        }
    }
}
