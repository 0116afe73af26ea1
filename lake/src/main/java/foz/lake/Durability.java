package foz.lake;

import foz.api.disk.Disk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes files survive a power cut before anything names them: their bytes, their names, and the folders on the way to them. Remembers
 * which folders are known to be there, so that each is asked for once.
 */
final class Durability {

    private static final int AT_ONCE = 8;

    private final Disk disk;
    private final Path root;
    private final Set<Path> known = new HashSet<>();

    Durability(Disk disk, Path root) {
        this.disk = disk;
        this.root = root;
    }

    /** Makes a folder below the root, whose name is durable afterwards. A folder found there may be new since a power cut too. */
    synchronized void folder(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || folder.equals(root) || known.contains(folder)) {
            return;
        }
        folder(parent);
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
        }
        disk.syncFolder(parent);
        known.add(folder);
    }

    /** Makes files durable, with their names. Together they cost a disk's journal little more than one alone. */
    void files(Collection<Path> files) throws IOException {
        together(files, disk::sync);
        Set<Path> folders = new TreeSet<>();
        files.forEach(file -> folders.add(file.toAbsolutePath().getParent()));
        for (Path folder : folders) {
            folder(folder);
        }
        together(folders, disk::syncFolder);
    }

    /** Something asked of the disk for one path. */
    @FunctionalInterface
    private interface Wish {
        void of(Path path) throws IOException;
    }

    private static void together(Collection<Path> paths, Wish wish) throws IOException {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<?>> wishes = new ArrayList<>();
            for (Path path : paths) {
                wishes.add(threads.submit(() -> {
                    wish.of(path);
                    return path;
                }));
            }
            for (Future<?> done : wishes) {
                await(done);
            }
        }
    }

    private static void await(Future<?> done) throws IOException {
        try {
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the disk");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** Makes the names in a folder durable. */
    void names(Path folder) throws IOException {
        disk.syncFolder(folder);
    }
}
