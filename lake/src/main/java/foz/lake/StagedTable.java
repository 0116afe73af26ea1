package foz.lake;

import foz.api.type.TableName;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/**
 * A table as a batch is changing it. Iceberg's own operations run on it, but what they commit stays in here, one state upon the next,
 * until the batch publishes all its tables at once. One thread.
 */
final class StagedTable implements TableOperations {

    private final TableName name;
    private final @Nullable TableMetadata base;
    private final LocalFiles files;
    private final Path folder;
    private final String prefix;
    private TableMetadata current;

    /**
     * A table to be changed.
     *
     * @param base what the catalogue shows; null for a new table
     * @param current the state to begin from: base, or the new table's first
     * @param folder for metadata files
     * @param prefix of the names of metadata files
     */
    StagedTable(
            TableName name,
            @Nullable TableMetadata base,
            TableMetadata current,
            LocalFiles files,
            Path folder,
            String prefix) {
        this.name = name;
        this.base = base;
        this.current = current;
        this.files = files;
        this.folder = folder;
        this.prefix = prefix;
    }

    TableName name() {
        return name;
    }

    /** What the catalogue showed when the batch began; null for a new table. */
    @Nullable
    TableMetadata base() {
        return base;
    }

    boolean isChanged() {
        return base != current;
    }

    /** The table as Iceberg's operations know it. Metrics of commits go nowhere. */
    BaseTable table() {
        return new BaseTable(this, name.toString(), report -> {});
    }

    /** Writes the state as a metadata file that no catalogue names yet, and yields it as if read from there. */
    TableMetadata write() {
        int version = base == null ? 0 : version(base.metadataFileLocation()) + 1;
        // Compressed, as its name says to every reader of Iceberg: a hundred snapshots repeat the same words a hundred
        // times.
        String file = String.format(Locale.ROOT, "%05d-%s.gz.metadata.json", version, prefix + version);
        String location = DataFolder.location(folder.resolve(file));
        TableMetadataParser.overwrite(current, files.newOutputFile(location));
        return TableMetadata.buildFrom(current)
                .discardChanges()
                .withMetadataLocation(location)
                .build();
    }

    /** The number a metadata file's name begins with; other programs go on counting from ours. */
    static int version(String location) {
        String file = location.substring(location.lastIndexOf('/') + 1);
        String digits = file.substring(0, Math.max(0, file.indexOf('-')));
        return digits.chars().allMatch(Character::isDigit) && !digits.isEmpty() ? Integer.parseInt(digits) : 0;
    }

    @Override
    public TableMetadata current() {
        return current;
    }

    @Override
    public TableMetadata refresh() {
        return current;
    }

    @Override
    public void commit(TableMetadata expected, TableMetadata next) {
        if (expected != current) {
            throw new CommitFailedException("two operations at once on %s", name);
        }
        current = next;
    }

    @Override
    public LocalFiles io() {
        return files;
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return DataFolder.location(folder.resolve(prefix + fileName));
    }

    @Override
    public LocationProvider locationProvider() {
        return LocationProviders.locationsFor(current.location(), Map.of());
    }
}
