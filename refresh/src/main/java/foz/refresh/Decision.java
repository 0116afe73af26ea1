package foz.refresh;

import foz.api.lake.Position;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to compute for one table: the way, and the position the table reaches by it.
 *
 * @param way what to compute, from what
 * @param reaches the position afterwards
 * @param marks what else the new snapshot says of itself
 */
record Decision(Way way, Position reaches, Map<String, String> marks) {

    Decision {
        marks = Map.copyOf(marks);
    }

    Decision(Way way, Position reaches) {
        this(way, reaches, Map.of());
    }

    Decision with(Map<String, String> further) {
        return new Decision(way, reaches, further);
    }

    /** Position and marks together. */
    Map<String, String> summary() {
        Map<String, String> summary = new TreeMap<>(marks);
        summary.putAll(reaches.summary());
        return summary;
    }
}
