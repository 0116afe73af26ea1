package foz.engines.database;

import foz.api.type.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names and values as SQL text, so that no name or path can be mistaken for anything else. */
public final class SqlText {

    private SqlText() {}

    /** {@code "a ""quoted"" name"}. */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code "layer"."name"}. */
    public static String name(TableName table) {
        return name(table.layer()) + "." + name(table.name());
    }

    /** {@code "a", "b"}. */
    public static String names(Collection<String> names) {
        return names.stream().map(SqlText::name).collect(Collectors.joining(", "));
    }

    /** {@code 'it''s text'}. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** {@code ['a', 'b']}. */
    public static String literals(Collection<String> texts) {
        return texts.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
    }
}
