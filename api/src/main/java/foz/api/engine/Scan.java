package foz.api.engine;

import foz.api.type.Layout;
import foz.api.type.TableName;
import java.nio.file.Path;
import java.util.List;

/**
 * The data files to read for a table, as of one snapshot.
 *
 * @param table the table
 * @param layout its columns now; older files may lack columns or have them under other names, told apart by field id
 * @param snapshot the snapshot's id; 0 for a table without one
 * @param files Parquet data files with their row counts from the catalogue; may be empty
 */
public record Scan(TableName table, Layout layout, long snapshot, List<DataFile> files) {

    public Scan {
        files = List.copyOf(files);
    }

    /** A data file. */
    public record DataFile(Path path, long rows, long bytes) {}

    /** How many rows the files hold. */
    public long rows() {
        return files.stream().mapToLong(DataFile::rows).sum();
    }
}
