package foz.refresh;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.failure.FozException;
import foz.api.lake.Lake;
import foz.api.lake.Position;
import foz.api.lake.TableState;
import foz.api.plan.TablePlan;
import foz.api.sql.Query.Shape;
import foz.api.type.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to compute for one table: the way, and the position the table reaches by it.
 *
 * @param way what to compute, from what
 * @param reaches the position afterwards
 */
record Decision(Way way, Position reaches) {

    /** Compares where the table stands with where its inputs stand. */
    static Decision of(TablePlan table, Lake lake) {
        Position reaches = new Position(table.definition(), snapshots(table, lake));
        Optional<Position> stands =
                lake.table(table.name()).map(TableState::summary).flatMap(Position::read);
        if (stands.filter(reaches::equals).isPresent()) {
            return new Decision(new Way.Nothing(), reaches);
        }
        return new Decision(way(table, lake, stands, reaches), reaches);
    }

    private static Way way(TablePlan table, Lake lake, Optional<Position> stands, Position reaches) {
        if (stands.isEmpty()) {
            return whole(table, lake, "it is new");
        }
        if (!stands.get().definition().equals(reaches.definition())) {
            return whole(table, lake, "its SQL or settings changed");
        }
        if (table.query().shape() != Shape.ROW_BY_ROW) {
            return whole(table, lake, table.query().reason());
        }
        if (!table.key().isEmpty()) {
            return whole(table, lake, "it has a key");
        }
        TableName input = table.query().inputs().iterator().next();
        Optional<Scan> added = Optional.ofNullable(stands.get().inputs().get(input))
                .flatMap(since -> lake.history().since(input, since))
                .filter(Delta::onlyAdds)
                .map(Delta::added);
        return added.<Way>map(Way.Append::new)
                .orElseGet(() -> whole(table, lake, "rows of " + input + " were replaced or taken out"));
    }

    private static Way whole(TablePlan table, Lake lake, String because) {
        List<Scan> scans =
                table.query().inputs().stream().sorted().map(lake::scan).toList();
        return new Way.Whole(scans, because);
    }

    private static Map<TableName, Long> snapshots(TablePlan table, Lake lake) {
        Map<TableName, Long> snapshots = new HashMap<>();
        for (TableName input : table.query().inputs()) {
            TableState state = lake.table(input)
                    .orElseThrow(() ->
                            new FozException(RefreshFailure.INPUT_NOT_THERE, "table", table.name(), "input", input));
            snapshots.put(input, state.snapshot());
        }
        return snapshots;
    }
}
