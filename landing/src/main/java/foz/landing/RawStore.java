package foz.landing;

import foz.api.disk.Disk;
import foz.api.engine.LoadFile;
import foz.api.failure.FozException;
import foz.api.lake.Digest;
import foz.api.lake.FileEntry;
import foz.api.plan.SourcePlan;
import foz.api.source.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/** Original bytes, as they were stored outside, kept apart from the lake for a second reading. */
final class RawStore {

    private final Path folder;
    private final Disk disk;

    RawStore(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Where the bytes of a reading are, or would be. */
    private Path place(String source, String name, long storedBytes, Instant modifiedAt) {
        String key = new Digest().with(name).with(storedBytes).with(modifiedAt).text();
        return folder.resolve(source).resolve(key + "-" + name.substring(name.lastIndexOf('/') + 1));
    }

    Path place(FileEntry entry) {
        return place(entry.source(), entry.name(), entry.storedBytes(), entry.modifiedAt());
    }

    /** Copies an object's bytes, durably, and says where to. A copy that is already whole is left as it is. */
    Path keep(String source, SourceObject object, LoadFile.Opener bytes) {
        Path place = place(source, object);
        if (Files.exists(place)) {
            return place;
        }
        Path home = folder.resolve(source);
        Path half = place.resolveSibling(place.getFileName() + ".half");
        try (InputStream in = bytes.open()) {
            Files.createDirectories(home);
            long copied = Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
            if (copied != object.bytes()) {
                Files.delete(half);
                throw new FozException(LandingFailure.FILE_CHANGED_WHILE_READ, "file", object.name());
            }
            disk.sync(half);
            disk.move(half, place);
            // The folders may be new too: each name is durable once the folder above is synced.
            disk.syncFolder(home);
            disk.syncFolder(folder);
            disk.syncFolder(folder.resolveSibling("").toAbsolutePath());
            return place;
        } catch (IOException e) {
            throw failed(e, object.name());
        }
    }

    /** Deletes the copy of an object that changed while it was read. */
    void forget(String source, SourceObject object) {
        delete(place(source, object));
    }

    private Path place(String source, SourceObject object) {
        return place(source, object.name(), object.bytes(), object.modifiedAt());
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
            throw failed(e, String.valueOf(file.getFileName()));
        }
    }

    private static FozException failed(IOException e, String file) {
        return new FozException(
                e, LandingFailure.RAW_COPY_FAILED, "file", file, "detail", String.valueOf(e.getMessage()));
    }
}
