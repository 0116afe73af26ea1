package foz.api.engine;

import foz.api.type.TableName;

/**
 * What happened to a table between two of its snapshots, as data files. Compaction moves rows from file to file and is not in it. A row
 * may stand in a file that went and in one that came: the file was written again without its neighbour.
 *
 * @param before its files at the earlier snapshot
 * @param now its files now
 * @param added files whose rows came
 * @param removed files whose rows went; none of them stands in {@code added}
 */
public record Delta(Scan before, Scan now, Scan added, Scan removed) {

    /** A table that stayed as it is. */
    public static Delta none(Scan now) {
        Scan nothing = new Scan(now.table(), now.layout(), now.snapshot(), java.util.List.of());
        return new Delta(now, now, nothing, nothing);
    }

    /** The table. */
    public TableName table() {
        return now.table();
    }

    /** Whether nothing came and nothing went. */
    public boolean isEmpty() {
        return added.files().isEmpty() && removed.files().isEmpty();
    }

    /** Whether rows only came. */
    public boolean onlyAdds() {
        return removed.files().isEmpty();
    }
}
