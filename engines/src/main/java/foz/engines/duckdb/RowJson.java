package foz.engines.duckdb;

import foz.api.type.Schema;
import foz.engines.database.SqlText;
import java.util.stream.Collectors;

/** A row as one JSON object, for people and for the quarantine. */
final class RowJson {

    private RowJson() {}

    /** An expression that yields the object as text, its members in the order of the columns. */
    static String text(Schema columns) {
        return columns.names().stream()
                .map(name -> SqlText.name(name) + " := " + SqlText.name(name))
                .collect(Collectors.joining(", ", "CAST(to_json(struct_pack(", ")) AS VARCHAR)"));
    }
}
