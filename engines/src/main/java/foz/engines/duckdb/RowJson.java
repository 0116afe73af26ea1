package foz.engines.duckdb;

import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.Type;
import foz.engines.database.DuckDbTypes;
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

    /** An expression that yields a cell of the object again, from its bytes, in the column's type. */
    static String cell(String bytes, Field column) {
        String pointer = "/" + column.name().replace("~", "~0").replace("/", "~1");
        String path = "(decode(" + bytes + "), " + SqlText.literal(pointer) + ")";
        return switch (column.type()) {
            case Type.Primitive primitive -> cast("json_extract_string" + path, column);
            case Type.Decimal decimal -> cast("json_extract_string" + path, column);
            case Type.ListOf list -> cast("json_extract" + path, column);
            case Type.MapOf map -> cast("json_extract" + path, column);
            case Type.Struct struct -> cast("json_extract" + path, column);
        };
    }

    private static String cast(String value, Field column) {
        return "CAST(" + value + " AS " + DuckDbTypes.text(column.type()) + ")";
    }
}
