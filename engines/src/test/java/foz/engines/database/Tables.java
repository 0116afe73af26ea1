package foz.engines.database;

import foz.api.engine.Target;
import foz.api.plan.PartitionField;
import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.TableName;
import foz.api.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Layouts and targets for tests, with ids counted from 1 as Iceberg would. */
public final class Tables {

    private int next = 1;

    private Tables() {}

    /** A layout of these columns. */
    public static Layout layout(Field... fields) {
        return layout(List.of(fields));
    }

    /** A layout of these columns. */
    public static Layout layout(List<Field> fields) {
        Tables ids = new Tables();
        List<Layout.Column> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(ids.column(field));
        }
        return new Layout(columns);
    }

    /** A target named silver.t. */
    public static Target target(Layout layout, Path folder, PartitionField... partitionBy) {
        return new Target(new TableName("silver", "t"), layout, List.of(partitionBy), folder, "b1-");
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
