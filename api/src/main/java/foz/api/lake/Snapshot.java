package foz.api.lake;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One state of a table.
 *
 * @param id Iceberg's id
 * @param parent the one before; empty for the first and after a rebuild
 * @param at when it was committed
 * @param operation Iceberg's word: append, overwrite, delete, replace (compaction)
 * @param summary all that it says of itself
 * @param current whether it is the table's state now
 * @param foreign whether another program than Foz made it
 */
public record Snapshot(
        long id,
        OptionalLong parent,
        Instant at,
        String operation,
        Map<String, String> summary,
        boolean current,
        boolean foreign) {

    public Snapshot {
        summary = Map.copyOf(summary);
    }

    /** The batch that made it; empty when another program did. */
    public Optional<String> batch() {
        return Optional.ofNullable(summary.get("foz.batch"));
    }

    /** Who made it, as far as it says: {@code spark 4.1.3, application app-7}. */
    public String program() {
        if (!foreign) {
            return "foz";
        }
        String engine = summary.getOrDefault("engine-name", summary.getOrDefault("iceberg-version", "another program"));
        String version = summary.containsKey("engine-version") ? " " + summary.get("engine-version") : "";
        String application = summary.containsKey("spark.app.id") ? ", application " + summary.get("spark.app.id") : "";
        return engine + version + application;
    }
}
