package foz.api.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A place outside that holds named objects (files), each a sequence of bytes. Used by one thread at a time. */
public interface Source extends AutoCloseable {

    /**
     * What is there now, ordered by name.
     *
     * @throws foz.api.failure.FozException when the place can't be listed; an empty list means that it holds nothing
     */
    List<SourceObject> list();

    /**
     * Opens an object from its beginning. The caller closes the stream.
     *
     * @throws IOException when it can't be read
     */
    InputStream open(SourceObject object) throws IOException;

    @Override
    default void close() {}
}
