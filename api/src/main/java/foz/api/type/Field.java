package foz.api.type;

/**
 * A named column or struct field.
 *
 * @param name as in the table
 * @param type its type
 * @param required whether NULL is refused
 */
public record Field(String name, Type type, boolean required) {

    /** A field that may be NULL. */
    public static Field optional(String name, Type type) {
        return new Field(name, type, false);
    }

    /** A field that is never NULL. */
    public static Field required(String name, Type type) {
        return new Field(name, type, true);
    }
}
