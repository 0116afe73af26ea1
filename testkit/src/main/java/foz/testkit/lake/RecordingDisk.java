package foz.testkit.lake;

import foz.api.disk.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A disk that remembers what it was asked to keep, so that a test can cut the power: names that were not synced with their folder are
 * gone, and files are as long as they were when they were synced. A name that was deleted stays deleted. It does not really sync, so
 * tests that only end processes are faster with it too.
 */
public final class RecordingDisk implements Disk {

    private final Map<Path, Long> lengths = new HashMap<>();
    private final Map<Path, Set<String>> names = new HashMap<>();

    @Override
    public synchronized void sync(Path file) throws IOException {
        lengths.put(file, Files.size(file));
    }

    @Override
    public synchronized void syncFolder(Path folder) throws IOException {
        names.put(folder, namesIn(folder));
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        REAL.move(from, to);
        rename(lengths, from, to);
        rename(names, from, to);
    }

    /** What was known of a file, or of a folder and all below it, is known under the new name. */
    private static <V> void rename(Map<Path, V> known, Path from, Path to) {
        for (Path path : List.copyOf(known.keySet())) {
            if (path.startsWith(from)) {
                V value = known.remove(path);
                known.put(path.equals(from) ? to : to.resolve(from.relativize(path)), value);
            }
        }
    }

    /**
     * Drops everything below a folder that was not asked to be kept.
     *
     * @param keepsItself files that somebody else syncs, such as a database
     */
    public synchronized void cutPower(Path folder, Predicate<Path> keepsItself) throws IOException {
        Set<String> kept = names.getOrDefault(folder, Set.of());
        for (Path child : children(folder)) {
            if (keepsItself.test(child)) {
                continue;
            }
            if (!kept.contains(child.getFileName().toString())) {
                delete(child);
            } else if (Files.isDirectory(child)) {
                cutPower(child, keepsItself);
            } else {
                truncate(child, lengths.getOrDefault(child, 0L));
            }
        }
    }

    private static Set<String> namesIn(Path folder) throws IOException {
        return children(folder).stream().map(p -> p.getFileName().toString()).collect(Collectors.toSet());
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
