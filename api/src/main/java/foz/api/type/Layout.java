package foz.api.type;

import java.util.List;

/**
 * A schema with the field ids of its Iceberg table, which data files must carry so that columns can be renamed later.
 *
 * @param columns the columns in order
 */
public record Layout(List<Column> columns) {

    /**
     * One column or nested part with its id.
     *
     * @param field name, type and whether NULL is refused
     * @param id Iceberg's field id
     * @param parts for a list its element; for a map its key and value; for a struct its fields; else empty
     */
    public record Column(Field field, int id, List<Column> parts) {
        public Column {
            parts = List.copyOf(parts);
        }
    }

    public Layout {
        columns = List.copyOf(columns);
    }

    /** The same columns without ids. */
    public Schema schema() {
        return new Schema(columns.stream().map(Column::field).toList());
    }
}
