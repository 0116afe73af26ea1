package foz.lake;

import foz.api.lake.Commit;
import foz.api.lake.Digest;
import foz.api.lake.Intent;
import foz.api.type.TableName;
import foz.lake.Packing.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.RewriteManifests;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/** Lets go of a table's old snapshots and of the files that only they needed, and keeps its manifests few. */
final class Expiry {

    /** By itself, upkeep expires so many snapshots of a table together, so that it costs one commit in so many. */
    private static final int TOGETHER = 25;
    /** So many manifests are worth writing as few. */
    private static final int MANY_MANIFESTS = 50;

    private static final long SMALL_MANIFEST = 1L << 20;

    private final LocalLake lake;
    private final MaintenanceOptions options;

    Expiry(LocalLake lake, MaintenanceOptions options) {
        this.lake = lake;
        this.options = options;
    }

    /** What a table would let go of now, and whose claims lapse by that. */
    record Plan(Upkeep.Expired expired, List<String> remarks) {

        boolean isNothing() {
            return expired.snapshots().isEmpty() && expired.manifests() == 0;
        }
    }

    /** What it would let go of. */
    Plan plan(TableName table, Extent extent) {
        TableMetadata metadata = lake.known(table);
        Retention.Verdict verdict = retention().of(table, metadata);
        int manifests = smallManifests(metadata).size();
        int worth = extent == Extent.DUE ? MANY_MANIFESTS : MANY_MANIFESTS / 4;
        int rewritten = manifests < worth ? 0 : manifests;
        if (verdict.expired().size() < (extent == Extent.DUE ? TOGETHER : 1)) {
            return new Plan(new Upkeep.Expired(List.of(), verdict.kept().size(), List.of(), 0, rewritten), List.of());
        }
        return new Plan(expired(verdict, paths(unreachable(metadata, verdict)), rewritten), verdict.lapsed());
    }

    private Retention retention() {
        Map<TableName, TableMetadata> tables = new TreeMap<>();
        lake.tables().forEach(table -> tables.put(table, lake.known(table)));
        return new Retention(tables, options, lake.clock().instant());
    }

    private List<ManifestFile> smallManifests(TableMetadata metadata) {
        Snapshot current = metadata.currentSnapshot();
        return current == null
                ? List.of()
                : current.dataManifests(lake.newFiles()).stream()
                        .filter(manifest -> manifest.length() < SMALL_MANIFEST)
                        .toList();
    }

    private static Upkeep.Expired expired(Retention.Verdict verdict, List<Path> files, int manifests) {
        return new Upkeep.Expired(
                verdict.expired().stream().map(Snapshot::snapshotId).toList(),
                verdict.kept().size(),
                files,
                files.stream().mapToLong(Expiry::size).sum(),
                manifests);
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw Failures.of(e, "reading " + file);
        }
    }

    private Set<String> unreachable(TableMetadata metadata, Retention.Verdict verdict) {
        try {
            return new Unreachable(metadata, lake.newFiles()).without(verdict.expired(), verdict.kept());
        } catch (IOException e) {
            throw Failures.of(e, "reading the manifests below " + metadata.location());
        }
    }

    private static List<Path> paths(Set<String> locations) {
        return locations.stream().map(DataFolder::path).sorted().toList();
    }

    /** Does what was planned, in one commit; what is let go of is found anew, from the state that is committed. */
    Upkeep.Expired run(TableName table, Plan plan) {
        try (LocalBatch batch = lake.start(new Intent(id(table), "expire " + table))) {
            StagedTable staged = batch.alter(table);
            if (plan.expired().manifests() > 0) {
                rewriteManifests(staged, batch.id());
            }
            Retention.Verdict verdict = retention().of(table, staged.current());
            Set<String> unreachable = plan.expired().snapshots().isEmpty() ? Set.of() : expire(staged, verdict);
            Upkeep.Expired done = plan.expired().snapshots().isEmpty()
                    ? plan.expired()
                    : expired(verdict, paths(unreachable), plan.expired().manifests());
            batch.letGo(unreachable);
            lake.steps().reached("expiry-found");
            batch.commit(new Commit(List.of(), List.of(), List.of(), Map.of()));
            return done;
        }
    }

    private Set<String> expire(StagedTable staged, Retention.Verdict verdict) {
        TableMetadata before = staged.current();
        List<Long> ids = verdict.expired().stream().map(Snapshot::snapshotId).toList();
        Set<String> unreachable = unreachable(before, verdict);
        staged.commit(
                before, TableMetadata.buildFrom(before).removeSnapshots(ids).build());
        return unreachable;
    }

    private void rewriteManifests(StagedTable staged, String batch) {
        Set<String> small = new java.util.HashSet<>();
        smallManifests(staged.current()).forEach(manifest -> small.add(manifest.path()));
        RewriteManifests update = staged.table()
                .rewriteManifests()
                .clusterBy(file -> "")
                .rewriteIf(manifest -> small.contains(manifest.path()));
        update.scanManifestsWith(Inline.HERE);
        update.writeManifestsWith(Inline.HERE, 1);
        Snapshots.carried(Snapshots.position(staged.current())).forEach(update::set);
        update.set(Changes.BATCH, batch);
        update.set(Changes.AT, lake.clock().instant().toString());
        update.commit();
    }

    private String id(TableName table) {
        TableMetadata metadata = lake.known(table);
        List<Object> state =
                new ArrayList<>(List.of("expire", table, metadata.snapshots().size()));
        state.add(String.valueOf(metadata.metadataFileLocation()));
        Digest digest = new Digest();
        state.forEach(digest::with);
        return Catalogue.UPKEEP + digest.text();
    }
}
