package foz.refresh;

import foz.api.type.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a backfill has come, as it stands in the table's snapshots.
 *
 * @param definition the definition by which it computes
 * @param column the column that tells slices apart
 * @param range all that is to be done
 * @param unit how it is cut
 * @param inputs the snapshot of each input that it reads
 * @param done what is done
 */
record BackfillState(
        String definition,
        String column,
        TimeRange range,
        SliceUnit unit,
        Map<TableName, Long> inputs,
        List<TimeRange> done) {

    /** All its properties begin so. */
    static final String PREFIX = "foz.backfill.";

    private static final String INPUT = PREFIX + "input.";

    BackfillState {
        inputs = Map.copyOf(inputs);
        done = List.copyOf(done);
    }

    static Optional<BackfillState> read(Map<String, String> summary) {
        String definition = summary.get(PREFIX + "definition");
        if (definition == null) {
            return Optional.empty();
        }
        Map<TableName, Long> inputs = summary.entrySet().stream()
                .filter(e -> e.getKey().startsWith(INPUT))
                .collect(Collectors.toMap(
                        e -> TableName.parse(e.getKey().substring(INPUT.length()))
                                .orElseThrow(),
                        e -> Long.parseLong(e.getValue())));
        return Optional.of(new BackfillState(
                definition,
                summary.getOrDefault(PREFIX + "column", ""),
                TimeRange.parse(summary.getOrDefault(PREFIX + "range", "..")),
                SliceUnit.valueOf(
                        summary.getOrDefault(PREFIX + "slice", "month").toUpperCase(Locale.ROOT)),
                inputs,
                TimeRange.parseAll(summary.getOrDefault(PREFIX + "done", ""))));
    }

    Map<String, String> summary() {
        Map<String, String> summary = new TreeMap<>();
        summary.put(PREFIX + "definition", definition);
        summary.put(PREFIX + "column", column);
        summary.put(PREFIX + "range", range.toString());
        summary.put(PREFIX + "slice", unit.name().toLowerCase(Locale.ROOT));
        summary.put(PREFIX + "done", TimeRange.text(done));
        inputs.forEach((table, snapshot) -> summary.put(INPUT + table, Long.toString(snapshot)));
        return summary;
    }

    boolean isDone(TimeRange slice) {
        return done.stream().anyMatch(range -> range.covers(slice));
    }

    BackfillState with(TimeRange slice) {
        List<TimeRange> more = new java.util.ArrayList<>(done);
        more.add(slice);
        return new BackfillState(definition, column, range, unit, inputs, TimeRange.joined(more));
    }

    /** The same request of another range. */
    BackfillState asked(TimeRange other, SliceUnit otherUnit) {
        return new BackfillState(definition, column, other, otherUnit, inputs, done);
    }
}
