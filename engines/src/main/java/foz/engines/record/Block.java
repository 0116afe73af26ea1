package foz.engines.record;

import java.util.Arrays;

/**
 * Some whole records of one file, as they stand one after another, and where they stand. Handed from the reader of bytes to one
 * decoding thread, which moves {@link #position} forward, and back to be filled again.
 */
public final class Block {

    private static final int FIRST_SIZE = 1 << 20;

    /** The bytes; records stand between {@link #position} and {@link #end}. */
    public byte[] bytes = new byte[FIRST_SIZE];

    /** Where the next record begins. */
    public int position;

    /** Where the last record ends, with its line end. */
    public int end;

    /** Which file of the job. */
    public int file;

    /** The ordinal of the next record. */
    public long ordinal;

    /** The line on which the next record begins. */
    public long line;

    /** Set when the block is the beginning of one record that is longer than the limit. */
    public boolean tooLong;

    private long serial;
    private Utf16.Order order = Utf16.Order.NONE;
    private int knownAt;
    private long knownOffset;

    /** Says where in the file {@code bytes[at]} stands, and whether the bytes were translated from UTF-16. */
    public void place(int at, long offset, Utf16.Order order) {
        this.serial++;
        this.order = order;
        this.knownAt = at;
        this.knownOffset = offset;
    }

    /** Another one whenever the block was filled anew. */
    public long serial() {
        return serial;
    }

    /** The offset in the decompressed file of a byte here. Bytes of UTF-16 files are counted back; asked in ascending order. */
    public long offsetOf(int at) {
        if (order == Utf16.Order.NONE) {
            return knownOffset + at - knownAt;
        }
        knownOffset += Utf16.lengthOf(bytes, knownAt, at);
        knownAt = at;
        return knownOffset;
    }

    /** The original bytes of a part. */
    public byte[] original(int from, int to) {
        return order == Utf16.Order.NONE ? Arrays.copyOfRange(bytes, from, to) : Utf16.original(bytes, from, to, order);
    }

    /** Whether all has been decoded. */
    public boolean isDone() {
        return position >= end;
    }
}
