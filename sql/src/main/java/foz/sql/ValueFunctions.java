package foz.sql;

import static foz.sql.Function.scalar;

import java.util.List;

/** Functions of any value: choices between values, and what lists and maps hold. */
final class ValueFunctions {

    static final List<Function> ALL = List.of(
            scalar("coalesce", "The first value that isn't NULL.")
                    .form("(values: T...) -> T", "coalesce($*)")
                    .example("coalesce(CAST(NULL AS int), 2)", "2"),
            scalar("ifnull", "The value, or the other when it is NULL.")
                    .form("(value: T, other: T) -> T", "coalesce($*)")
                    .example("ifnull(CAST(NULL AS string), 'none')", "none"),
            scalar("nvl", "The same as ifnull.")
                    .form("(value: T, other: T) -> T", "coalesce($*)")
                    .example("nvl('a', 'b')", "a"),
            scalar("nullif", "NULL when both are equal, else the first.")
                    .form("(value: T, other: T) -> T", "nullif($*)")
                    .example("nullif('n/a', 'n/a')", "NULL"),
            scalar("if", "One value where the condition is true, the other where it's false or NULL.")
                    .form("(condition: boolean, then: T, otherwise: T) -> T", "CASE WHEN $0 THEN $1 ELSE $2 END")
                    .example("if(1 > 2, 'a', 'b')", "b"),
            scalar("cardinality", "How many elements a list or a map has.")
                    .form("(list: list<T>) -> long", "len($0)", "CAST(cardinality($0) AS BIGINT)")
                    .form("(map: map<K, V>) -> long", "CAST(cardinality($0) AS BIGINT)")
                    .example("cardinality(ARRAY[1, 2])", "2"),
            scalar("array_contains", "Whether a list has an element; NULL when the list or the element is NULL.")
                    .form("(list: list<T>, element: T) -> boolean", "list_contains($0, $1)", "array_contains($0, $1)")
                    .example("array_contains(ARRAY['a', 'b'], 'b')", "true"),
            scalar("array_join", "The texts of a list with a separator between them; NULLs are left out.")
                    .form(
                            "(list: list<string>, separator: string) -> string",
                            "array_to_string($0, $1)",
                            "array_join($0, $1)")
                    .example("array_join(ARRAY['a', 'b'], '-')", "a-b"),
            scalar("map_keys", "The keys of a map.")
                    .form("(map: map<K, V>) -> list<K>", "map_keys($0)")
                    .example("map_keys(MAP['a', 1])", "[a]"),
            scalar("map_values", "The values of a map.")
                    .form("(map: map<K, V>) -> list<V>", "map_values($0)")
                    .example("map_values(MAP['a', 1])", "[1]"));

    private ValueFunctions() {}
}
