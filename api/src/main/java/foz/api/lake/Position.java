package foz.api.lake;

import foz.api.type.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a derived table stands, as written into its snapshots: by which definition it was computed, and up to which snapshot of each
 * input. Expiry and compaction copy it on.
 *
 * @param definition {@link foz.api.plan.TablePlan#definition}
 * @param inputs the snapshot of each input that has been taken into account
 */
public record Position(String definition, Map<TableName, Long> inputs) {

    private static final String DEFINITION = "foz.definition";
    private static final String INPUT = "foz.input.";

    public Position {
        inputs = Map.copyOf(inputs);
    }

    /** The position in a snapshot's summary; empty when it has none. */
    public static Optional<Position> read(Map<String, String> summary) {
        String definition = summary.get(DEFINITION);
        if (definition == null) {
            return Optional.empty();
        }
        Map<TableName, Long> inputs = summary.entrySet().stream()
                .filter(e -> e.getKey().startsWith(INPUT))
                .collect(Collectors.toMap(
                        e -> TableName.parse(e.getKey().substring(INPUT.length()))
                                .orElseThrow(),
                        e -> Long.parseLong(e.getValue())));
        return Optional.of(new Position(definition, inputs));
    }

    /** As summary properties. */
    public Map<String, String> summary() {
        Map<String, String> summary = new TreeMap<>();
        summary.put(DEFINITION, definition);
        inputs.forEach((table, snapshot) -> summary.put(INPUT + table, Long.toString(snapshot)));
        return summary;
    }
}
