package foz.api.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Parquet data file that has been written and not yet committed.
 *
 * @param path absolute
 * @param rows how many rows it holds, as its writer counted
 * @param bytes its size
 * @param partition one value per partition field, in order, as text: identity and truncate as the value itself (bytes as hexadecimal
 *     digits), bucket as its number, year, month, day and hour as the whole number of them since 1970-01-01T00 UTC; empty for NULL
 */
public record WrittenFile(Path path, long rows, long bytes, List<Optional<String>> partition) {

    public WrittenFile {
        partition = List.copyOf(partition);
    }
}
