package foz.engines.record;

import java.util.List;
import java.util.Optional;

/** A text format, bound to one source: how its files are counted and cut, and how they are decoded. */
public interface RecordFormat {

    /** A counter for a new file. */
    RecordCounter counter();

    /** How many lines stand before the header, or before the first record, and are neither. */
    int preambleLines();

    /** Whether a file's first record names its columns. */
    boolean hasHeader();

    /** The encoding of its files. */
    TextEncoding encoding();

    /** The names of a file's columns: those in its header, or else those of its first records. */
    List<String> names(Optional<byte[]> header, Block firstRecords);

    /** A decoder for a file with this header. Asked for by each thread for itself. */
    RecordDecoder decoder(Optional<byte[]> header);
}
