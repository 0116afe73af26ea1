package foz.api.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What a writer asks of a disk so that what it wrote survives a power cut. A new file is safe when its bytes are synced and the folder
 * that holds its name is, and that folder's parent if the folder is new too. Tests put one in between that remembers what was synced,
 * or that is full. Any thread.
 */
public interface Disk {

    /** The machine's own. */
    Disk REAL = new Disk() {
        @Override
        public void sync(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            java.nio.file.Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    };

    /** Makes a file's bytes durable. */
    void sync(Path file) throws IOException;

    /** Makes the names in a folder durable. */
    void syncFolder(Path folder) throws IOException;

    /** Renames a file in one step, over an existing one too; durable once the folder is synced. */
    void move(Path from, Path to) throws IOException;
}
