package foz.engines.record;

/**
 * Counts the records of a file by looking at its bytes alone, and says where they end. It shares no code with the decoder, so that
 * the balance holds two opinions against each other. Keeps nothing between calls but what is said of the last one.
 */
public interface RecordCounter {

    /**
     * Finds the end of the record that begins here.
     *
     * @param last whether no more bytes follow {@code to}, or none may be waited for
     * @return the end with the line end; -1 when it can't be known without more bytes
     */
    int end(byte[] bytes, int from, int to, boolean last);

    /** Whether what the last call of {@link #end} found is a record, and not a comment or the signs around records. */
    boolean isRecord();

    /** How many lines end within what the last call of {@link #end} found. */
    int lines();
}
