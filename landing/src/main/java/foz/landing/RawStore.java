package foz.landing;

import foz.api.failure.FozException;
import foz.api.lake.FileEntry;
import foz.api.plan.SourcePlan;
import foz.api.source.Source;
import foz.api.source.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** Original bytes, as they were stored outside, kept apart from the lake for a second reading. */
final class RawStore {

    private final Path folder;

    RawStore(Path folder) {
        this.folder = folder;
    }

    /** Where the bytes of a reading are, or would be. */
    Path place(String source, String name, long storedBytes, Instant modifiedAt) {
        String key = new Digest().with(name).with(storedBytes).with(modifiedAt).text();
        return folder.resolve(source).resolve(key + "-" + name.substring(name.lastIndexOf('/') + 1));
    }

    Path place(FileEntry entry) {
        return place(entry.source(), entry.name(), entry.storedBytes(), entry.modifiedAt());
    }

    /** Copies an object's bytes, durably, and says where to. A copy that is already whole is left as it is. */
    Path keep(String sourceName, Source source, SourceObject object) {
        Path place = place(sourceName, object.name(), object.bytes(), object.modifiedAt());
        if (Files.exists(place)) {
            return place;
        }
        Path half = place.resolveSibling(place.getFileName() + ".half");
        Path home = folder.resolve(sourceName);
        try {
            Files.createDirectories(home);
            try (InputStream in = source.open(object)) {
                Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
            }
            sync(half, StandardOpenOption.WRITE);
            Files.move(half, place, StandardCopyOption.ATOMIC_MOVE);
            sync(home, StandardOpenOption.READ);
            return place;
        } catch (IOException e) {
            throw new FozException(
                    e, LandingFailure.RAW_COPY_FAILED, "file", object.name(), "detail", String.valueOf(e.getMessage()));
        }
    }

    /** Deletes what is older than the pipeline wishes to keep. */
    void expire(SourcePlan plan, List<FileEntry> entries, Instant now) {
        plan.keepRaw()
                .age()
                .ifPresent(age -> entries.stream()
                        .filter(entry -> entry.arrivedAt().plus(age).isBefore(now))
                        .map(this::place)
                        .forEach(RawStore::delete));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FozException(
                    e,
                    LandingFailure.RAW_COPY_FAILED,
                    "file",
                    file.getFileName(),
                    "detail",
                    String.valueOf(e.getMessage()));
        }
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
