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
 * A reader's claim on the files of the table states it looks at: a file in {@code leases/} that names its process and the metadata
 * files it began from. What a lease names, and all that is reachable from it, may not be deleted.
 */
final class Lease implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Lease.class.getName());
    /** Stands in a lease until its reader knows which states it looks at. */
    private static final String EVERYTHING = "*";

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

    /** Claims these metadata files, and nothing else; where that can't be written, the claim stays on everything. */
    void narrow(Collection<String> locations) {
        if (file == null) {
            return;
        }
        try {
            write(file, locations);
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
        if (!Files.isDirectory(folder.leases())) {
            return new Claims(false, Set.of());
        }
        Set<String> claimed = new HashSet<>();
        try (Stream<Path> files = Files.list(folder.leases())) {
            for (Path file : files.toList()) {
                claimed.addAll(claimed(file));
            }
        }
        return new Claims(claimed.contains(EVERYTHING), claimed);
    }

    private static List<String> claimed(Path file) throws IOException {
        Optional<List<String>> lines = lines(file);
        if (lines.isEmpty()) {
            return List.of();
        }
        Optional<Holder> holder = Holder.read(lines.get());
        if (holder.isPresent() && holder.get().isGone()) {
            Files.deleteIfExists(file);
            return List.of();
        }
        // A lease that can't be read yet is being written: it counts as a claim on everything.
        return holder.isEmpty()
                ? List.of(EVERYTHING)
                : lines.get().subList(4, lines.get().size());
    }

    private static Optional<List<String>> lines(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllLines(file));
        } catch (java.nio.file.NoSuchFileException givenBackMeanwhile) {
            return Optional.empty();
        }
    }

    /** What may not be deleted. */
    record Claims(boolean everything, Set<String> locations) {

        boolean isEmpty() {
            return !everything && locations.isEmpty();
        }

        boolean cover(String location) {
            return everything || locations.contains(location);
        }
    }
}
