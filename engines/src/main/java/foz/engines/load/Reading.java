package foz.engines.load;

import foz.engines.record.Block;
import java.io.IOException;

/** One file being read from its beginning to its end. One thread at a time. */
interface Reading extends AutoCloseable {

    /** Fills a block with the next whole records; false when there are none left, and the file's account is then finished. */
    boolean fill(Block block) throws IOException;

    @Override
    void close() throws IOException;
}
