package foz.refresh;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.failure.FozException;
import foz.api.lake.Lake;
import foz.api.lake.Position;
import foz.api.lake.TableState;
import foz.api.plan.TablePlan;
import foz.api.sql.Incremental;
import foz.api.sql.Query.Shape;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares where tables stand with where their inputs stand, and takes the cheapest way that is right. */
final class Decisions {

    private final Lake lake;

    Decisions(Lake lake) {
        this.lake = lake;
    }

    /** What brings the table up to date. */
    Decision of(TablePlan table) {
        refuseForeign(table);
        Position reaches = new Position(table.definition(), snapshots(table));
        Optional<Position> stands =
                lake.table(table.name()).map(TableState::summary).flatMap(Position::read);
        if (isUnsettled(table)) {
            return new Decision(
                    new Way.Whole(scans(table), "it was rolled back, and what it put into the quarantine was not"),
                    reaches);
        }
        if (stands.filter(reaches::equals).isPresent()) {
            return new Decision(new Way.Nothing(), reaches);
        }
        refuseHalfDone(table, stands);
        return new Decision(way(table, stands, reaches), reaches);
    }

    /** Rows by the old definition and rows by the new stand side by side until a backfill has ended. */
    private void refuseHalfDone(TablePlan table, Optional<Position> stands) {
        boolean another =
                stands.filter(p -> !p.definition().equals(table.definition())).isPresent();
        summary(table)
                .flatMap(BackfillState::read)
                .filter(begun -> another && begun.definition().equals(table.definition()))
                .ifPresent(begun -> {
                    throw new FozException(
                            RefreshFailure.BACKFILL_UNDER_WAY,
                            "table",
                            table.name(),
                            "done",
                            begun.done().isEmpty() ? "nothing" : TimeRange.text(begun.done()),
                            "range",
                            begun.range().equals(TimeRange.ALL) ? "all" : begun.range());
                });
    }

    private Optional<Map<String, String>> summary(TablePlan table) {
        return lake.table(table.name()).map(TableState::summary);
    }

    /** What a table's rows follow from can't be told of one that was put back while the quarantine was not. */
    private boolean isUnsettled(TablePlan table) {
        return summary(table)
                .filter(summary -> summary.containsKey(Rollback.UNSETTLED))
                .isPresent();
    }

    /** Rows that another program wrote follow from no input: to go on would keep some of them and lose others. */
    private void refuseForeign(TablePlan table) {
        lake.table(table.name()).flatMap(TableState::foreign).ifPresent(snapshot -> {
            throw new FozException(
                    RefreshFailure.WRITTEN_BY_OTHERS,
                    "table",
                    table.name(),
                    "program",
                    snapshot.program(),
                    "at",
                    snapshot.at(),
                    "snapshot",
                    snapshot.id());
        });
    }

    /** Whether the table stands elsewhere than its inputs. */
    boolean isBehind(TablePlan table) {
        return switch (of(table).way()) {
            case Way.Nothing nothing -> false;
            case Way.Advance advance -> false;
            case Way.Append append -> true;
            case Way.Change change -> true;
            case Way.Whole whole -> true;
        };
    }

    /** The table computed whole, whatever it stands on. */
    Decision whole(TablePlan table, String because) {
        return new Decision(new Way.Whole(scans(table), because), new Position(table.definition(), snapshots(table)));
    }

    private Way way(TablePlan table, Optional<Position> stands, Position reaches) {
        if (stands.isEmpty()) {
            return new Way.Whole(scans(table), "it is new");
        }
        if (!stands.get().definition().equals(reaches.definition())) {
            return new Way.Whole(scans(table), "its SQL or settings changed");
        }
        List<Delta> deltas = new ArrayList<>();
        for (TableName input : inputs(table)) {
            Optional<Delta> delta = since(input, stands.get(), reaches);
            if (delta.isEmpty()) {
                return new Way.Whole(
                        scans(table), input + " was built anew, or what happened to it since is no longer kept");
            }
            deltas.add(delta.get());
        }
        return deltas.stream().allMatch(Delta::isEmpty) ? new Way.Advance() : following(table, deltas);
    }

    private Optional<Delta> since(TableName input, Position stands, Position reaches) {
        Long then = stands.inputs().get(input);
        if (then == null) {
            return Optional.empty();
        }
        return then.equals(reaches.inputs().get(input))
                ? Optional.of(Delta.none(lake.scan(input)))
                : lake.history().since(input, then);
    }

    private Way following(TablePlan table, List<Delta> deltas) {
        Incremental incremental = table.incremental();
        if (growsRowByRow(table, deltas)) {
            return new Way.Append(deltas.getFirst().added(), table.query().reason());
        }
        if (incremental instanceof Incremental.Whole whole) {
            return new Way.Whole(scans(table), whole.because());
        }
        return deltas.stream()
                .filter(Decisions::isMoreThanThereIs)
                .findFirst()
                .<Way>map(delta ->
                        new Way.Whole(scans(table), "more rows of " + delta.table() + " came and went than there are"))
                .orElseGet(() -> new Way.Change(deltas, incremental.because()));
    }

    private static boolean growsRowByRow(TablePlan table, List<Delta> deltas) {
        return table.query().shape() == Shape.ROW_BY_ROW
                && table.key().isEmpty()
                && deltas.size() == 1
                && deltas.getFirst().onlyAdds();
    }

    /** An input that was built anew: to follow its changes costs more than to read it. */
    private static boolean isMoreThanThereIs(Delta delta) {
        return delta.added().rows() + delta.removed().rows() > delta.now().rows()
                && 2 * delta.removed().rows() > delta.before().rows();
    }

    private List<Scan> scans(TablePlan table) {
        return inputs(table).stream().map(lake::scan).toList();
    }

    private static List<TableName> inputs(TablePlan table) {
        return table.query().inputs().stream().sorted().toList();
    }

    private Map<TableName, Long> snapshots(TablePlan table) {
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
