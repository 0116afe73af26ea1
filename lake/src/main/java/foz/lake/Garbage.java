package foz.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Files that no table names any more. They are written down in the transaction that lets go of them, with its number, and deleted
 * once every reader has read the pointers since and a time of grace has passed for readers that take no lease, so that neither a crash
 * nor a slow reader lets one be forgotten.
 */
final class Garbage {

    /** For programs that read without a lease, such as Spark: they may have planned a query just before a file was let go. */
    static final Duration GRACE = Duration.ofMinutes(10);

    private static final System.Logger LOG = System.getLogger(Garbage.class.getName());

    private final DataFolder folder;
    private final Catalogue catalogue;
    private final Map<String, Catalogue.LetGo> waiting = new TreeMap<>();
    private final Set<String> deleted = new HashSet<>();

    Garbage(DataFolder folder, Catalogue catalogue) {
        this.folder = folder;
        this.catalogue = catalogue;
        // Relative to the data folder, as everything of ours is.
        catalogue.garbage().forEach(file -> waiting.put(file.path(), file));
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
    synchronized List<Catalogue.LetGo> write(Collection<String> locations, long commit, Instant at)
            throws SQLException {
        List<Catalogue.LetGo> files = relative(locations).stream()
                .map(path -> new Catalogue.LetGo(path, commit, at))
                .toList();
        catalogue.garbage(files, deleted);
        return files;
    }

    /** After that transaction. */
    synchronized void written(Collection<Catalogue.LetGo> files) {
        files.forEach(file -> waiting.put(file.path(), file));
        deleted.clear();
    }

    private List<String> relative(Collection<String> locations) {
        return locations.stream()
                .map(DataFolder::path)
                .filter(path -> path.startsWith(folder.tables()))
                .map(folder::relative)
                .distinct()
                .toList();
    }

    /** Why a file that was let go is still there. */
    enum Wait {
        NOTHING,
        READERS,
        GRACE
    }

    private Wait wait(Catalogue.LetGo file, Lease.Claims claims, Instant before) {
        // A table's last twenty metadata files are in its log and not in here: these need no further grace.
        if (file.path().endsWith(".metadata.json")) {
            return claims.cover(DataFolder.location(folder.absolute(file.path()))) ? Wait.READERS : Wait.NOTHING;
        }
        if (claims.cover(file.commit())) {
            return Wait.READERS;
        }
        return file.at().isAfter(before) ? Wait.GRACE : Wait.NOTHING;
    }

    /**
     * Each file that was let go, and what its deletion waits for.
     *
     * @param ours the least number of commits that a batch of this process began from
     * @param before files let go later are left alone
     */
    synchronized Map<Path, Wait> waiting(long ours, Instant before) {
        Map<Path, Wait> all = new TreeMap<>();
        try {
            Lease.Claims claims = Lease.claims(folder).and(new Lease.Claims(ours, Set.of()));
            waiting.values().forEach(file -> all.put(folder.absolute(file.path()), wait(file, claims, before)));
        } catch (IOException e) {
            throw Failures.of(e, "reading the leases of readers");
        }
        return all;
    }

    /** Deletes what nobody reads, as in {@link #waiting}, and says what it deleted. */
    synchronized List<Path> sweep(long ours, Instant before) {
        List<Path> gone = new ArrayList<>();
        if (waiting.isEmpty()) {
            return gone;
        }
        try {
            Lease.Claims claims = Lease.claims(folder).and(new Lease.Claims(ours, Set.of()));
            for (Catalogue.LetGo file : List.copyOf(waiting.values())) {
                if (wait(file, claims, before) == Wait.NOTHING) {
                    Path path = folder.absolute(file.path());
                    Files.deleteIfExists(path);
                    waiting.remove(file.path());
                    deleted.add(file.path());
                    gone.add(path);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could-not-sweep reason={0}; the next commit does", e.toString());
        }
        return gone;
    }
}
