package foz.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Files that no table names any more. They are written down in the transaction that lets go of them and deleted once no reader's lease
 * names them, so that neither a crash nor a slow reader lets one be forgotten.
 */
final class Garbage {

    private static final System.Logger LOG = System.getLogger(Garbage.class.getName());

    private final DataFolder folder;
    private final Catalogue catalogue;
    private final Set<String> waiting = new TreeSet<>();
    private final Set<String> deleted = new HashSet<>();

    Garbage(DataFolder folder, Catalogue catalogue) {
        this.folder = folder;
        this.catalogue = catalogue;
        // Relative to the data folder, as everything of ours is.
        catalogue.garbage().forEach(waiting::add);
    }

    /** The metadata files that fall out of a table's log with its next state. */
    static List<String> replaced(@Nullable TableMetadata now, TableMetadata next) {
        if (now == null) {
            return List.of();
        }
        Set<String> kept = new HashSet<>();
        next.previousFiles().forEach(entry -> kept.add(entry.file()));
        return now.previousFiles().stream()
                .map(TableMetadata.MetadataLogEntry::file)
                .filter(file -> !kept.contains(file))
                .toList();
    }

    /** Within the transaction that lets go of them; forgets what was deleted since the last. */
    synchronized void write(Collection<String> locations) throws SQLException {
        catalogue.garbage(relative(locations), deleted);
    }

    /** After that transaction. */
    synchronized void written(Collection<String> locations) {
        waiting.addAll(relative(locations));
        deleted.clear();
    }

    private List<String> relative(Collection<String> locations) {
        return locations.stream()
                .map(DataFolder::path)
                .filter(path -> path.startsWith(folder.tables()))
                .map(folder::relative)
                .toList();
    }

    /** A lease names metadata files; what is reachable from one is free only when nobody reads at all. */
    private boolean isFree(String path, Lease.Claims claims) {
        return path.endsWith(".metadata.json")
                ? !claims.cover(DataFolder.location(folder.absolute(path)))
                : claims.isEmpty();
    }

    /** Deletes what nobody reads. */
    synchronized void sweep() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            Lease.Claims claims = Lease.claims(folder);
            for (String path : List.copyOf(waiting)) {
                if (isFree(path, claims)) {
                    Files.deleteIfExists(folder.absolute(path));
                    waiting.remove(path);
                    deleted.add(path);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could-not-sweep reason={0}; the next commit does", e.toString());
        }
    }
}
