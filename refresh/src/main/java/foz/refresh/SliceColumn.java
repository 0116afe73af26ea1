package foz.refresh;

import foz.api.failure.FozException;
import foz.api.lake.TableState;
import foz.api.plan.PartitionField;
import foz.api.plan.TablePlan;
import foz.api.type.Field;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The column that says which slice a row belongs to: a date or timestamp that the table has and its query yields. */
final class SliceColumn {

    private static final Set<Type> TIMES = Set.of(Primitive.DATE, Primitive.TIMESTAMP, Primitive.TIMESTAMPTZ);

    private final TablePlan table;
    private final List<String> known;

    SliceColumn(TablePlan table, TableState there) {
        this.table = table;
        this.known = table.query().columns().visible().fields().stream()
                .filter(field -> TIMES.contains(field.type()))
                .filter(field -> there.layout()
                        .schema()
                        .field(field.name())
                        .filter(old -> old.type().equals(field.type()))
                        .isPresent())
                .map(Field::name)
                .toList();
    }

    /** The one that is asked for, or the one that is meant. */
    String of(Optional<String> asked) {
        if (asked.isPresent()) {
            return asked.filter(known::contains).orElseThrow(() -> none(asked.get()));
        }
        Optional<String> partitioned = table.partitionBy().stream()
                .map(PartitionField::column)
                .filter(known::contains)
                .findFirst();
        if (partitioned.isEmpty() && known.size() > 1) {
            throw new FozException(
                    RefreshFailure.WHICH_SLICE_COLUMN, "table", table.name(), "known", String.join(", ", known));
        }
        return partitioned.or(() -> known.stream().findFirst()).orElseThrow(() -> none(""));
    }

    private FozException none(String asked) {
        return new FozException(
                RefreshFailure.NO_SLICE_COLUMN,
                "table",
                table.name(),
                "column",
                asked,
                "known",
                known.isEmpty() ? "none" : String.join(", ", known));
    }

    /** A wall-clock time of the pipeline's zone as the column's type writes it. */
    static String bound(LocalDateTime time, Type type, ZoneId zone) {
        if (type == Primitive.DATE) {
            return time.toLocalDate().toString();
        }
        return type == Primitive.TIMESTAMPTZ ? time.atZone(zone).toInstant().toString() : time.toString();
    }
}
