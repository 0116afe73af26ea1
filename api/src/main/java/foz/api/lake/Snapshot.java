package foz.api.lake;

import java.time.Instant;
import java.util.Map;
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
}
