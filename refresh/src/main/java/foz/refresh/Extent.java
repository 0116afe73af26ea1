package foz.refresh;

import foz.api.engine.Engine;
import foz.api.engine.Limits;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.plan.TablePlan;
import foz.api.type.Field;
import foz.api.type.Type.Primitive;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From when to when the rows that a query yields reach, in wall-clock times of the pipeline's zone; empty without rows. */
record Extent(Optional<LocalDateTime> least, Optional<LocalDateTime> greatest) {

    private static final Limits LIMITS = new Limits(512L << 20, Duration.ofMinutes(30), 2);

    static Extent of(TablePlan table, Field column, List<Scan> inputs, Engine engine, ZoneId zone) {
        String name = "\"" + column.name() + "\"";
        String local = column.type() == Primitive.TIMESTAMPTZ
                ? name + " AT TIME ZONE '" + zone + "'"
                : "CAST(" + name + " AS TIMESTAMP)";
        String sql = "SELECT " + text("min(" + local + ")") + ", " + text("max(" + local + ")") + " FROM ("
                + table.query().executable() + "\n)";
        Extent[] found = {new Extent(Optional.empty(), Optional.empty())};
        try (Session session = engine.open(inputs, List.of(), LIMITS)) {
            session.ask(sql, answer -> {
                List<@Nullable Object> row = answer.next();
                if (row != null) {
                    found[0] = new Extent(time(row.getFirst()), time(row.getLast()));
                }
            });
        }
        return found[0];
    }

    private static String text(String time) {
        return "strftime(" + time + ", '%Y-%m-%dT%H:%M:%S')";
    }

    private static Optional<LocalDateTime> time(@Nullable Object text) {
        return Optional.ofNullable(text).map(Object::toString).map(LocalDateTime::parse);
    }
}
