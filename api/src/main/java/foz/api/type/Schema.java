package foz.api.type;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a table in order. Names are unique, compared without case.
 *
 * @param fields the columns; those whose names begin with {@code _} are hidden and tell a row's origin
 */
public record Schema(List<Field> fields) {

    public Schema {
        fields = List.copyOf(fields);
    }

    /** The column of that name, without regard to case. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The column names in order. */
    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** The columns a {@code SELECT *} shows: all but the hidden ones. */
    public Schema visible() {
        return new Schema(fields.stream().filter(f -> !f.name().startsWith("_")).toList());
    }
}
