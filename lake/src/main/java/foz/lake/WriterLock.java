package foz.lake;

import foz.api.failure.FozException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to write in a data folder: a lock of the operating system, which falls with its process. The file says who holds it. */
final class WriterLock implements AutoCloseable {

    /**
     * Folders this process writes in. Asked first, because a process that opens and closes a file a second time loses the lock it has
     * on it (POSIX).
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes it.
     *
     * @throws FozException when another holds it
     */
    static WriterLock take(DataFolder folder) throws IOException {
        Path file = folder.lock();
        if (!OURS.add(file)) {
            throw busy(folder, Optional.of(Holder.self()));
        }
        try {
            return locked(folder, file);
        } catch (IOException | RuntimeException e) {
            OURS.remove(file);
            throw e;
        }
    }

    private static WriterLock locked(DataFolder folder, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // A byte far behind the text, so that others may read the text where locks are enforced.
        FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        if (lock == null) {
            Optional<Holder> holder = Holder.read(Files.readAllLines(file));
            channel.close();
            throw busy(folder, holder);
        }
        byte[] text = String.join("\n", Holder.self().lines()).getBytes(StandardCharsets.UTF_8);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text), 0);
        return new WriterLock(file, channel);
    }

    private static FozException busy(DataFolder folder, Optional<Holder> holder) {
        return new FozException(
                LakeFailure.DATA_FOLDER_BUSY,
                "folder",
                folder.root(),
                "pid",
                holder.map(h -> Long.toString(h.pid())).orElse("unknown"),
                "host",
                holder.map(Holder::host).orElse("an unknown machine"),
                "since",
                holder.map(h -> h.startedAt().toString()).orElse("an unknown time"),
                "command",
                holder.map(Holder::command).orElse("unknown"));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OURS.remove(file);
    }
}
