package foz.api.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A data file of a table as its manifest tells of it.
 *
 * @param path absolute
 * @param rows how many it holds
 * @param bytes its size
 * @param partition one value per partition field, as people read it; empty for NULL
 * @param lower column to least value, as text, possibly cut short
 * @param upper column to greatest value, as text, possibly cut short
 */
public record FileInfo(
        Path path,
        long rows,
        long bytes,
        List<Optional<String>> partition,
        Map<String, String> lower,
        Map<String, String> upper) {

    public FileInfo {
        partition = List.copyOf(partition);
        lower = Map.copyOf(lower);
        upper = Map.copyOf(upper);
    }
}
