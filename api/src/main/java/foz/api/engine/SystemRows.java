package foz.api.engine;

import foz.api.type.Schema;
import foz.api.type.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small table that is handed to a session as rows, because the catalogue keeps it and not a data file.
 *
 * @param table its name
 * @param schema its columns
 * @param rows cells as {@code String, Long, Boolean, Double, Instant} or null
 */
public record SystemRows(TableName table, Schema schema, List<List<@Nullable Object>> rows) {}
