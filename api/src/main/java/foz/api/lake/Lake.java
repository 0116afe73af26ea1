package foz.api.lake;

import foz.api.engine.Scan;
import foz.api.type.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Iceberg tables and the catalogue that says which of their states is visible. Opened for reading by any number of processes, for
 * writing by one. A batch becomes visible as one thing: all tables it touches, the ledger and the account, or nothing.
 */
public interface Lake extends AutoCloseable {

    /** Every table there is, in order of name. */
    List<TableName> tables();

    /** A table as it is now. */
    Optional<TableState> table(TableName table);

    /** All data files of a table's current snapshot, which stay on disk while this lake is open. */
    Scan scan(TableName table);

    /** The data files of a table's current snapshot that may hold rows of these files ({@code _file}); others surely hold none. */
    Scan holding(TableName table, Set<Long> fileIds);

    /**
     * Begins a batch: writes down what is about to happen before anything is written.
     *
     * @throws foz.api.failure.FozException when the lake is open for reading only
     */
    Batch begin(Intent intent);

    /** What was taken in before, and what became of what. */
    Ledger ledger();

    /** What tables were before. */
    History history();

    @Override
    void close();
}
