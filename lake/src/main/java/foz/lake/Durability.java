package foz.lake;

import foz.api.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes files survive a power cut before anything names them: their bytes, their names, and the folders on the way to them. Remembers
 * which folders are known to be there, so that each is asked for once.
 */
final class Durability {

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

    /** Makes files durable, with their names. */
    void files(Collection<Path> files) throws IOException {
        Set<Path> folders = new TreeSet<>();
        for (Path file : files) {
            disk.sync(file);
            folders.add(file.getParent());
        }
        for (Path folder : folders) {
            folder(folder);
            disk.syncFolder(folder);
        }
    }

    /** Puts a file in the place of another in one step, durable once the folder is synced. */
    void replace(Path from, Path to) throws IOException {
        disk.sync(from);
        disk.move(from, to);
    }

    /** Makes the names in a folder durable. */
    void names(Path folder) throws IOException {
        disk.syncFolder(folder);
    }
}
