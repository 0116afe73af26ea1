package foz.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reader's claim on the files of the table states it looks at: a file in {@code leases/} that names its process, how many commits
 * the catalogue had seen when it read the pointers, and the metadata files they led to. Whatever a later commit let go of, and the
 * metadata files it names, may not be deleted while it lives; what an earlier one let go of it can't need.
 */
final class Lease implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Lease.class.getName());
    /** Stands in a lease until its reader knows which states it looks at. */
    private static final String EVERYTHING = "*";

    private static final String COMMITS = "commits ";
    private static final int HOLDER_LINES = 4;

    private final @Nullable Path file;

    private Lease(@Nullable Path file) {
        this.file = file;
    }

    /**
     * A claim on everything, until {@link #narrow} says on what. Where it can't be written (a full disk, somebody else's folder) we
     * read all the same: a file may then vanish under us, which fails loudly.
     */
    static Lease take(DataFolder folder) {
        Path file = folder.leases().resolve(UUID.randomUUID() + ".lease");
        try {
            Files.createDirectories(folder.leases());
            write(file, List.of(EVERYTHING));
            return new Lease(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "no-lease folder={0} reason={1}", folder.leases(), e.toString());
            return new Lease(null);
        }
    }

    /**
     * Claims these metadata files and what later commits let go of, and nothing else; where that can't be written, the claim stays on
     * everything.
     *
     * @param commits how many the catalogue had seen, read before the pointers were
     */
    void narrow(long commits, Collection<String> locations) {
        if (file == null) {
            return;
        }
        try {
            List<String> lines = new ArrayList<>(List.of(COMMITS + commits));
            lines.addAll(locations);
            write(file, lines);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "lease-stays-wide file={0} reason={1}", file, e.toString());
        }
    }

    private static void write(Path file, Collection<String> locations) throws IOException {
        List<String> lines = new ArrayList<>(Holder.self().lines());
        lines.addAll(locations);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.write(draft, lines);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    /** What living readers claim. Leases of processes that have ended are cleared away. */
    static Claims claims(DataFolder folder) throws IOException {
        Claims all = Claims.NONE;
        if (Files.isDirectory(folder.leases())) {
            try (Stream<Path> files = Files.list(folder.leases())) {
                for (Path file : files.toList()) {
                    all = all.and(claimed(file));
                }
            }
        }
        return all;
    }

    private static Claims claimed(Path file) throws IOException {
        Optional<List<String>> lines = lines(file);
        if (lines.isEmpty()) {
            return Claims.NONE;
        }
        Optional<Holder> holder = Holder.read(lines.get());
        if (holder.isPresent() && holder.get().isGone()) {
            Files.deleteIfExists(file);
            return Claims.NONE;
        }
        List<String> claims = lines.get()
                .subList(Math.min(HOLDER_LINES, lines.get().size()), lines.get().size());
        // A lease that can't be read yet is being written: it counts as a claim on everything.
        return holder.isEmpty() || claims.isEmpty() || !claims.getFirst().startsWith(COMMITS)
                ? Claims.EVERYTHING
                : new Claims(
                        Long.parseLong(claims.getFirst().substring(COMMITS.length())),
                        Set.copyOf(claims.subList(1, claims.size())));
    }

    private static Optional<List<String>> lines(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllLines(file));
        } catch (java.nio.file.NoSuchFileException givenBackMeanwhile) {
            return Optional.empty();
        }
    }

    /**
     * What may not be deleted.
     *
     * @param commits nothing that a commit after this one let go of
     * @param locations and none of these metadata files
     */
    record Claims(long commits, Set<String> locations) {

        static final Claims NONE = new Claims(Long.MAX_VALUE, Set.of());
        static final Claims EVERYTHING = new Claims(-1, Set.of());

        /** These and others. */
        Claims and(Claims other) {
            Set<String> both = new HashSet<>(locations);
            both.addAll(other.locations);
            return new Claims(Math.min(commits, other.commits), both);
        }

        boolean everything() {
            return commits < 0;
        }

        /** Whether a metadata file is still to be read. */
        boolean cover(String location) {
            return everything() || locations.contains(location);
        }

        /** Whether what this commit let go of may still be read. */
        boolean cover(long commit) {
            return commit > commits;
        }
    }
}
