package foz.lake;

import foz.api.engine.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.PartitionSpec;

/**
 * The data files that manifests name, by place and size. A manifest never changes and stands in many snapshots, so what was read is
 * remembered, the longest unused forgotten first. Any thread.
 */
final class Manifests {

    /** About 20 MB. */
    private static final int REMEMBERED_FILES = 100_000;

    private static final List<String> PLACE = List.of("file_path", "record_count", "file_size_in_bytes");

    private final LocalFiles io;
    private final Map<String, List<Scan.DataFile>> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private int files;

    Manifests(LocalFiles io) {
        this.io = io;
    }

    LocalFiles io() {
        return io;
    }

    /** The files that are alive in a manifest. */
    List<Scan.DataFile> files(ManifestFile manifest, Map<Integer, PartitionSpec> specs) {
        return known(manifest.path()).orElseGet(() -> remember(manifest.path(), read(manifest, specs)));
    }

    private List<Scan.DataFile> read(ManifestFile manifest, Map<Integer, PartitionSpec> specs) {
        List<Scan.DataFile> all = new ArrayList<>();
        try (ManifestReader<DataFile> reader =
                ManifestFiles.read(manifest, io, specs).select(PLACE)) {
            reader.forEach(file -> all.add(place(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(all);
    }

    /** A data file as engines know it. */
    Scan.DataFile place(DataFile file) {
        return new Scan.DataFile(io.path(file.location()), file.recordCount(), file.fileSizeInBytes());
    }

    private synchronized Optional<List<Scan.DataFile>> known(String manifest) {
        return Optional.ofNullable(remembered.get(manifest));
    }

    private synchronized List<Scan.DataFile> remember(String manifest, List<Scan.DataFile> read) {
        if (remembered.put(manifest, read) == null) {
            files += read.size();
        }
        Iterator<List<Scan.DataFile>> longestUnused = remembered.values().iterator();
        while (files > REMEMBERED_FILES && remembered.size() > 1) {
            files -= longestUnused.next().size();
            longestUnused.remove();
        }
        return read;
    }
}
