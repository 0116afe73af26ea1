package foz.lake;

import foz.api.engine.Scan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.TableMetadata;

/**
 * The files whose rows came to a table and those whose rows went, between two of its snapshots. It is what one has more than the
 * other, without what compactions between them did: their rows only moved. Whatever is found, the rows of before, less those that
 * went, with those that came, are the rows of now; a compaction that isn't seen makes it larger, never wrong.
 */
record Difference(List<Scan.DataFile> added, List<Scan.DataFile> removed) {

    /** Of two lists of files, told apart by their places alone. */
    static Difference of(List<Scan.DataFile> before, List<Scan.DataFile> now) {
        Set<Scan.DataFile> old = new HashSet<>(before);
        Set<Scan.DataFile> present = new HashSet<>(now);
        return new Difference(
                now.stream().filter(f -> !old.contains(f)).toList(),
                before.stream().filter(f -> !present.contains(f)).toList());
    }

    /** The same without the compactions on the way from one snapshot to another. */
    Difference withoutCompactions(TableMetadata metadata, Snapshot from, Snapshot to, Manifests manifests) {
        Map<Scan.DataFile, Integer> sum = new LinkedHashMap<>();
        add(sum, added, 1);
        add(sum, removed, -1);
        List<Snapshot> back = Snapshots.beyond(metadata, from, to);
        if (back.size() == Snapshots.lineage(metadata, from).size()) {
            return this;
        }
        Snapshots.beyond(metadata, to, from).forEach(s -> takeOut(sum, metadata, s, 1, manifests));
        back.forEach(s -> takeOut(sum, metadata, s, -1, manifests));
        return of(sum).orElse(this);
    }

    /** Empty when a file came or went twice: put back by another program's hand, while a compaction had moved its rows. */
    private static Optional<Difference> of(Map<Scan.DataFile, Integer> sum) {
        if (sum.values().stream().anyMatch(n -> Math.abs(n) > 1)) {
            return Optional.empty();
        }
        return Optional.of(new Difference(with(sum, 1), with(sum, -1)));
    }

    private static List<Scan.DataFile> with(Map<Scan.DataFile, Integer> sum, int sign) {
        return sum.entrySet().stream()
                .filter(e -> e.getValue() == sign)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void add(Map<Scan.DataFile, Integer> sum, List<Scan.DataFile> files, int sign) {
        files.forEach(f -> sum.merge(f, sign, Integer::sum));
    }

    private static void takeOut(
            Map<Scan.DataFile, Integer> sum,
            TableMetadata metadata,
            Snapshot snapshot,
            int direction,
            Manifests manifests) {
        if (!Snapshots.isCompaction(snapshot)) {
            return;
        }
        // Snapshot itself would answer too, but doesn't know the table's partition specs and warns of that.
        SnapshotChanges changes = SnapshotChanges.builderFor(
                        new BaseTable(new StaticTableOperations(metadata, manifests.io()), "changes"))
                .snapshot(snapshot)
                .executeWith(Inline.HERE)
                .build();
        List<Scan.DataFile> came = places(changes.addedDataFiles(), manifests);
        List<Scan.DataFile> went = places(changes.removedDataFiles(), manifests);
        // A compaction that also carried out another program's row-level deletes took rows away: it is a change like
        // any other.
        if (rows(came) == rows(went)) {
            add(sum, came, -direction);
            add(sum, went, direction);
        }
    }

    private static List<Scan.DataFile> places(Iterable<DataFile> files, Manifests manifests) {
        List<Scan.DataFile> places = new ArrayList<>();
        files.forEach(f -> places.add(manifests.place(f)));
        return places;
    }

    private static long rows(List<Scan.DataFile> files) {
        return files.stream().mapToLong(Scan.DataFile::rows).sum();
    }
}
