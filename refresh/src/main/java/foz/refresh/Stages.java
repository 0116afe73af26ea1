package foz.refresh;

import foz.api.lake.Digest;
import foz.api.plan.TablePlan;
import foz.api.sql.Query;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of a table's query that are kept as tables of their own, as plans: without rules, key or partitions. */
public final class Stages {

    private Stages() {}

    /** The plans of a table's stages, in the order of refresh, then the table itself. */
    public static List<TablePlan> of(TablePlan table, ZoneId zone) {
        List<TablePlan> plans = new ArrayList<>();
        for (Query.Stage stage : table.query().stages()) {
            plans.add(new TablePlan(
                    stage.table(),
                    table.sql(),
                    table.place(),
                    stage.query(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    table.timing(),
                    definition(stage.query(), zone)));
        }
        plans.add(table);
        return plans;
    }

    /** The compiled text decides, as it does for a whole table; a comment or a line break is not in it. */
    private static String definition(Query query, ZoneId zone) {
        return new Digest()
                .with("stage")
                .with(query.executable())
                .with(query.columns().fields())
                .with(zone)
                .text();
    }
}
