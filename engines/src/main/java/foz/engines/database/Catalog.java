package foz.engines.database;

import foz.api.type.TableName;
import java.util.Set;

/**
 * How table names stand in a {@link DuckDb}: each layer is a schema of the one database. DuckDB has catalogues of its own named
 * {@code system} and {@code temp}, and takes {@code system.batches} for ambiguous; these layers stand under another name.
 */
public final class Catalog {

    /** The database's name. No layer can have it. */
    static final String DATABASE = "_foz";

    private static final Set<String> TAKEN = Set.of("system", "temp");

    private Catalog() {}

    /** The schema of a layer. */
    public static String schema(String layer) {
        return isRenamed(layer) ? "_" + layer : layer;
    }

    /** Whether the layer's schema has another name. */
    public static boolean isRenamed(String layer) {
        return TAKEN.contains(layer);
    }

    /** The table's name in SQL for this database. */
    public static String name(TableName table) {
        return SqlText.name(schema(table.layer())) + "." + SqlText.name(table.name());
    }

    /** Makes a view, and its layer when it is missing. */
    public static void view(DuckDb database, TableName table, String select) {
        layer(database, table);
        database.execute("CREATE VIEW " + name(table) + " AS " + select);
    }

    /** Makes a layer when it is missing. */
    public static void layer(DuckDb database, TableName table) {
        database.execute("CREATE SCHEMA IF NOT EXISTS " + SqlText.name(schema(table.layer())));
    }
}
