package foz.engines.record;

import foz.api.engine.Load;
import foz.api.plan.Column;
import foz.api.plan.Format.Numbers;
import foz.api.plan.SourcePlan;
import foz.api.plan.SourcePlan.Drift;
import foz.api.type.Field;
import foz.api.type.Type;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is read of a source's files: the declared columns and, when the source evolves, the text columns that drifted into its table.
 * The cells of {@link Rows} are numbered in this order.
 */
public record ReadPlan(SourcePlan source, ZoneId zone, List<String> drifted) {

    public ReadPlan {
        drifted = List.copyOf(drifted);
    }

    /** What a job reads. */
    public static ReadPlan of(Load job) {
        Set<String> declared = new HashSet<>();
        for (Column column : job.source().columns()) {
            declared.add(column.name().toLowerCase(Locale.ROOT));
        }
        List<String> drifted = new ArrayList<>();
        for (Field field : job.rows().layout().schema().visible().fields()) {
            boolean known = declared.contains(field.name().toLowerCase(Locale.ROOT));
            if (!known && field.type() == Type.Primitive.STRING && job.source().drift() == Drift.EVOLVE) {
                drifted.add(field.name());
            }
        }
        return new ReadPlan(job.source(), job.zone(), drifted);
    }

    /** What is read of a source without a table. */
    public static ReadPlan of(SourcePlan source) {
        return new ReadPlan(source, ZoneId.of("UTC"), List.of());
    }

    /** The columns with their types, in order. */
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        source.columns().forEach(c -> fields.add(c.field()));
        drifted.forEach(name -> fields.add(Field.optional(name, Type.Primitive.STRING)));
        return fields;
    }

    /** New casts of the columns, in order. */
    public ColumnCast[] casts(Numbers numbers) {
        List<ColumnCast> casts = new ArrayList<>();
        source.columns().forEach(c -> casts.add(ColumnCast.of(c, numbers, zone)));
        drifted.forEach(name -> casts.add(ColumnCast.drifted(name, numbers, zone)));
        return casts.toArray(ColumnCast[]::new);
    }
}
