package foz.testkit.lake;

import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes and reads data files for tests of a lake; what an engine is in use. */
public interface RowFiles {

    /**
     * Writes rows as one data file.
     *
     * @param rows numbers, texts, booleans or null, in the order of the target's columns
     * @param partition the file's partition, one value per field
     */
    WrittenFile write(Target target, List<Optional<String>> partition, List<List<@Nullable Object>> rows);

    /** The rows of all files, in the order of the table's columns, sorted by their text. */
    List<List<@Nullable Object>> read(Scan scan);
}
