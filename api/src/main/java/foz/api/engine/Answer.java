package foz.api.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of an answer, one at a time; valid within the call that hands it over. */
public interface Answer {

    /** Column names in order. */
    List<String> columns();

    /** Column types in order, in DuckDB's words. */
    List<String> types();

    /**
     * The next row: one object per column, as {@code java.sql} and {@code java.time} types with lists and maps for nested values;
     * null after the last row.
     */
    @Nullable
    List<@Nullable Object> next();
}
