package foz.lake;

import foz.api.failure.FozException;
import foz.api.type.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.RewriteTablePathUtil;
import org.apache.iceberg.RewriteTablePathUtil.RewriteResult;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;

/** One table whose files are elsewhere than its metadata say, and the metadata that say it right, in a folder of their own. */
final class MovedTable {

    private final TableName table;
    private final TableMetadata old;
    private final LocalFiles files;
    private final Move move;
    private final String batch;
    private final Map<String, Long> lengths = new HashMap<>();
    private final List<String> replaced = new ArrayList<>();
    private final String next;

    MovedTable(TableName table, TableMetadata old, LocalFiles files, Move move, String batch) {
        this.table = table;
        this.old = old;
        this.files = files;
        this.move = move;
        this.batch = batch;
        this.next = metadataFolder(true) + "/" + nextName() + batch + ".metadata.json";
    }

    private String nextName() {
        return "%05d-".formatted(StagedTable.version(old.metadataFileLocation()) + 1);
    }

    /** Where manifests and manifest lists go. */
    Path folder() {
        return DataFolder.path(ownFolder());
    }

    private String ownFolder() {
        return metadataFolder(true) + "/" + batch;
    }

    private String metadataFolder(boolean now) {
        return (now ? move.now(old.location()) : old.location()) + "/metadata";
    }

    void write() throws IOException {
        Set<Long> snapshots = new HashSet<>();
        old.snapshots().forEach(s -> snapshots.add(s.snapshotId()));
        for (Snapshot snapshot : old.snapshots()) {
            for (ManifestFile manifest : snapshot.allManifests(files)) {
                if (!lengths.containsKey(manifest.path())) {
                    rewrite(manifest, snapshots);
                }
            }
            rewrite(snapshot);
        }
        TableMetadata paths = RewriteTablePathUtil.replacePaths(old, move.from(), move.to());
        String json = TableMetadataParser.toJson(paths).replace(list(metadataFolder(true)), list(ownFolder()));
        TableMetadataParser.overwrite(TableMetadataParser.fromJson(json), files.newOutputFile(next));
        replaced.add(old.metadataFileLocation());
    }

    private void rewrite(ManifestFile manifest, Set<Long> snapshots) throws IOException {
        switch (manifest.content()) {
            case DELETES ->
                throw new FozException(
                        LakeFailure.WRITTEN_BY_ANOTHER, "table", table, "found", "delete files, in a moved folder");
            case DATA -> {
                RewriteResult<?> result = RewriteTablePathUtil.rewriteDataManifest(
                        manifest,
                        snapshots,
                        files.newOutputFile(inOwnFolder(manifest.path())),
                        files,
                        old.formatVersion(),
                        old.specsById(),
                        move.from(),
                        move.to());
                lengths.putAll(result.rewrittenManifestLengths());
                replaced.add(manifest.path());
            }
        }
    }

    private void rewrite(Snapshot snapshot) {
        RewriteTablePathUtil.rewriteManifestList(
                snapshot,
                files,
                old,
                lengths,
                metadataFolder(false),
                ownFolder(),
                ownFolder(),
                inOwnFolder(snapshot.manifestListLocation()));
        replaced.add(snapshot.manifestListLocation());
    }

    private String inOwnFolder(String location) {
        return RewriteTablePathUtil.newPath(location, metadataFolder(false), ownFolder());
    }

    /** A manifest list's place as metadata JSON begin it; Iceberg has no other way to give a snapshot another list. */
    private static String list(String folder) {
        return "\"manifest-list\":\"" + folder.replace("\\", "\\\\").replace("\"", "\\\"") + "/";
    }

    Catalogue.Swap swap() {
        return new Catalogue.Swap(table, old.metadataFileLocation(), next);
    }

    /** Metadata files that nobody needs afterwards, where they are now. */
    List<String> replaced() {
        return replaced.stream().map(files::path).map(Path::toString).toList();
    }
}
