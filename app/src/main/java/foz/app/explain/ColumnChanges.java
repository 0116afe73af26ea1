package foz.app.explain;

import foz.api.lake.TableState;
import foz.api.plan.Column;
import foz.api.plan.SourcePlan;
import foz.api.plan.TablePlan;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of a table's columns when the folder as it is now runs. */
final class ColumnChanges {

    private ColumnChanges() {}

    /** Of a derived table, which gets exactly the columns that its query yields. */
    static List<String> of(TablePlan plan, TableState there) {
        List<String> said = new ArrayList<>();
        Schema before = there.layout().schema().visible();
        Schema after = plan.query().columns().visible();
        for (Field field : after.fields()) {
            compare(before.field(field.name()), field).ifPresent(said::add);
        }
        before.fields().stream()
                .filter(field -> after.field(field.name()).isEmpty())
                .forEach(field -> said.add("column " + field.name() + " goes"));
        return said;
    }

    /** Of a bronze table, whose columns stay unless they are renamed or dropped. */
    static List<String> of(SourcePlan source, TableState there) {
        List<String> said = new ArrayList<>();
        Schema before = there.layout().schema().visible();
        for (Column column : source.columns()) {
            Optional<String> formerly = column.formerly()
                    .filter(name -> before.field(name).isPresent()
                            && before.field(column.name()).isEmpty());
            formerly.ifPresent(name -> said.add("column " + name + " is renamed to " + column.name()));
            if (formerly.isEmpty()) {
                compare(before.field(column.name()), column.field()).ifPresent(said::add);
            }
        }
        source.dropped().stream()
                .sorted()
                .filter(name -> before.field(name).isPresent())
                .forEach(name -> said.add("column " + name + " is dropped"));
        return said;
    }

    private static Optional<String> compare(Optional<Field> before, Field after) {
        if (before.isEmpty()) {
            return Optional.of("column " + after.name() + " " + after.type() + " is new");
        }
        return before.get().type().equals(after.type())
                ? Optional.empty()
                : Optional.of("column " + after.name() + " becomes " + after.type() + ", was "
                        + before.get().type());
    }

    /** The tables of a lake that the folder no longer mentions. */
    static boolean isDerived(TableName table) {
        return !table.layer().equals("system") && !table.name().contains("$");
    }
}
