package foz.engines.duckdb;

import foz.api.type.Layout;
import foz.api.type.Schema;
import foz.engines.database.DuckDbTypes;
import foz.engines.database.SqlText;
import java.util.stream.Collectors;

/** Rows of one schema brought into another table's columns. */
final class Projection {

    private Projection() {}

    /** {@code SELECT} and the columns of the layout; those that the rows lack are NULL. */
    static String onto(Layout layout, Schema rows) {
        return layout.schema().fields().stream()
                .map(f -> rows.field(f.name())
                        .map(found -> SqlText.name(found.name()) + " AS " + SqlText.name(f.name()))
                        .orElseGet(() -> DuckDbTypes.empty(f)))
                .collect(Collectors.joining(", ", "SELECT ", ""));
    }
}
