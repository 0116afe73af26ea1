package foz.api.sql;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Checks pipeline SQL and compiles it for DuckDB. One implementation per language: portable SQL, and DuckDB's own. Holds no
 * data, needs no engine running (the DuckDB front opens an empty one), is safe for use by one thread at a time.
 */
public interface SqlFront {

    /**
     * Checks one table's query.
     *
     * @param table the table that the query fills
     * @param sql one SELECT, as the user wrote it
     * @param file the place of its first character; problems are reported relative to it
     * @param tables the schema of every table it may read, hidden columns included
     */
    Checked<Query> query(TableName table, String sql, Place file, Map<TableName, Schema> tables, ZoneId zone);

    /**
     * Checks a condition over one row and compiles it.
     *
     * @return the engine's text of a boolean expression over the columns' names
     */
    Checked<String> condition(String sql, Place place, Schema row, ZoneId zone);

    /** The tables a query names, in the order they appear, for sorting tables by dependency before they can be checked; a query
     * that can't be parsed yields its problem. */
    Checked<List<TableName>> inputs(String sql, Place file);
}
