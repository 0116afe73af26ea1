package foz.lake;

import foz.api.balance.Origin;
import foz.api.engine.Copy;
import foz.api.engine.Engine;
import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.lake.Commit;
import foz.api.lake.Digest;
import foz.api.lake.Intent;
import foz.api.lake.TableChange;
import foz.api.type.TableName;
import foz.lake.Packing.Bin;
import foz.lake.Packing.Extent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.TableMetadata;

/** Puts the small files of a table together, sorted where somebody said by what, one commit after another. */
final class Compaction {

    /** Files of so many partitions are written in one go; each is a file open at the same time. */
    private static final int PARTITIONS_AT_ONCE = 64;

    private final LocalLake lake;
    private final Engine engine;
    private final MaintenanceOptions options;

    Compaction(LocalLake lake, Engine engine, MaintenanceOptions options) {
        this.lake = lake;
        this.engine = engine;
        this.options = options;
    }

    /** Whether there may be something to do, told from the table's totals alone. */
    boolean mayBeDue(TableName table) {
        return lake.table(table)
                .filter(state -> state.files() >= options.smallFiles())
                .isPresent();
    }

    /** What is put together with what. */
    List<Bin> bins(TableName table, Extent extent, long budget) {
        TableMetadata metadata = lake.known(table);
        List<DataFile> files = new TableFiles(table, metadata, new Manifests(lake.newFiles())).complete();
        Optional<String> leading = order(table, metadata).stream()
                .findFirst()
                .or(() -> Optional.ofNullable(metadata.schema().findField(Origin.FILE))
                        .map(f -> f.name()));
        List<Bin> bins = new ArrayList<>();
        long bytes = 0;
        for (Bin bin : new Packing(metadata, options, leading).bins(files, extent)) {
            bytes += bin.bytes();
            if (bytes <= budget) {
                bins.add(bin);
            }
        }
        return bins;
    }

    /** The columns to sort by that there are. */
    private List<String> order(TableName table, TableMetadata metadata) {
        return options.order().getOrDefault(table, List.of()).stream()
                .takeWhile(column -> metadata.schema().findField(column) != null)
                .toList();
    }

    static Upkeep.Compacted planned(List<Bin> bins) {
        return new Upkeep.Compacted(
                bins.stream().mapToLong(bin -> bin.files().size()).sum(),
                bins.stream().mapToLong(Bin::rows).sum(),
                bins.stream().mapToLong(Bin::bytes).sum(),
                bins.size(),
                0);
    }

    /** Does it. */
    Upkeep.Compacted run(TableName table, List<Bin> bins) {
        Upkeep.Compacted done = Upkeep.Compacted.NONE;
        options.progress().begin("compacting " + table, planned(bins).bytes());
        try {
            for (List<Bin> together : rounds(bins)) {
                done = done.and(compact(table, together));
                options.progress().advance(planned(together).bytes());
            }
            return done;
        } finally {
            options.progress().end();
        }
    }

    /** One file of each partition at a time, so that what is written in one go is not spread over more files than there are bins. */
    private List<List<Bin>> rounds(List<Bin> bins) {
        List<List<Bin>> rounds = new ArrayList<>();
        List<Bin> round = new ArrayList<>();
        Set<String> partitions = new HashSet<>();
        long bytes = 0;
        for (Bin bin : bins) {
            boolean full = bytes + bin.bytes() > options.targetBytes() || partitions.size() == PARTITIONS_AT_ONCE;
            if (!round.isEmpty() && (full || partitions.contains(bin.partition()))) {
                rounds.add(List.copyOf(round));
                round.clear();
                partitions.clear();
                bytes = 0;
            }
            round.add(bin);
            partitions.add(bin.partition());
            bytes += bin.bytes();
        }
        if (!round.isEmpty()) {
            rounds.add(List.copyOf(round));
        }
        return rounds;
    }

    private Upkeep.Compacted compact(TableName table, List<Bin> bins) {
        TableMetadata metadata = lake.known(table);
        LocalFiles files = lake.newFiles();
        Scan scan = new Scan(
                table,
                Columns.layout(table, metadata.schema()),
                States.snapshot(metadata),
                files(bins)
                        .map(f -> new Scan.DataFile(files.path(f.location()), f.recordCount(), f.fileSizeInBytes()))
                        .toList());
        List<Path> removed = scan.files().stream().map(Scan.DataFile::path).toList();
        try (LocalBatch batch = lake.start(new Intent(id(scan), "compact " + table))) {
            Target target = batch.target(table, scan.layout().schema(), Partitions.fields(metadata.spec()));
            List<WrittenFile> written = engine.copy(new Copy(scan, Set.of(), order(table, metadata), target));
            lake.steps().reached("files-copied");
            batch.commit(new Commit(
                    List.of(new TableChange.Compact(table, removed, written)), List.of(), List.of(), Map.of()));
            return new Upkeep.Compacted(
                    removed.size(),
                    scan.rows(),
                    planned(bins).bytes(),
                    written.size(),
                    written.stream().mapToLong(WrittenFile::bytes).sum());
        }
    }

    private static Stream<DataFile> files(List<Bin> bins) {
        return bins.stream().flatMap(bin -> bin.files().stream());
    }

    private static String id(Scan scan) {
        Digest digest = new Digest().with("compact").with(scan.table()).with(scan.snapshot());
        scan.files().forEach(file -> digest.with(file.path().getFileName()));
        return Catalogue.UPKEEP + digest.text();
    }
}
