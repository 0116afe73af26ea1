package foz.testkit.engine;

import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.Type;
import foz.api.type.TypeText;
import java.util.ArrayList;
import java.util.List;

/** Layouts for tests, with ids counted from 1 as Iceberg would. */
public final class Layouts {

    private int next = 1;

    private Layouts() {}

    /** A layout of these columns. */
    public static Layout of(List<Field> fields) {
        Layouts ids = new Layouts();
        List<Layout.Column> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(ids.column(field));
        }
        return new Layout(columns);
    }

    /** Optional columns from text, as in {@code columns("id long", "tags list<string>")}. */
    public static List<Field> columns(String... namesAndTypes) {
        List<Field> fields = new ArrayList<>();
        for (String text : namesAndTypes) {
            int space = text.indexOf(' ');
            fields.add(Field.optional(
                    text.substring(0, space),
                    TypeText.parse(text.substring(space + 1)).orElseThrow(() -> new IllegalArgumentException(text))));
        }
        return fields;
    }

    private Layout.Column column(Field field) {
        int id = next++;
        List<Layout.Column> parts = switch (field.type()) {
            case Type.Primitive primitive -> List.of();
            case Type.Decimal decimal -> List.of();
            case Type.ListOf list -> List.of(column(Field.optional("element", list.element())));
            case Type.MapOf map ->
                List.of(column(Field.required("key", map.key())), column(Field.optional("value", map.value())));
            case Type.Struct struct ->
                struct.fields().stream().map(this::column).toList();
        };
        return new Layout.Column(field, id, parts);
    }
}
