package foz.api.engine;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A place to ask questions in DuckDB's SQL over the tables it was opened with. It takes single SELECTs, can't read or write any
 * other file, and gives up at its time-out. One question at a time, but {@link #cancel} may come from another thread.
 */
public interface Session extends AutoCloseable {

    /**
     * Asks, and hands over the answer row by row while it is computed.
     *
     * @throws foz.api.failure.FozException refused by the gate, wrong SQL (with its position), out of memory or time
     */
    void ask(String sql, Consumer<Answer> reader);

    /** Asks, and writes the answer as a Parquet file that must not exist yet. */
    long write(String sql, Path file);

    /** Ends the question being answered, if any. */
    void cancel();

    @Override
    void close();
}
