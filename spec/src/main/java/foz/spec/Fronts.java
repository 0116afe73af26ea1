package foz.spec;

import foz.api.sql.SqlFront;
import foz.spec.TableYaml.Language;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The front of each SQL language. DuckDB's costs a second to start and is touched only when a table asks for it. */
final class Fronts {

    private final SqlFront portable;
    private final Supplier<SqlFront> duckdb;
    private @Nullable SqlFront started;

    Fronts(SqlFront portable, Supplier<SqlFront> duckdb) {
        this.portable = portable;
        this.duckdb = duckdb;
    }

    /** The front of a language. */
    SqlFront of(Language language) {
        return switch (language) {
            case PORTABLE -> portable;
            case DUCKDB -> {
                SqlFront front = started == null ? duckdb.get() : started;
                started = front;
                yield front;
            }
        };
    }
}
