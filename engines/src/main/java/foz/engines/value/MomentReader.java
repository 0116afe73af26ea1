package foz.engines.value;

/** Reads text as a date, a time or both. One thread. */
interface MomentReader {

    /** Whether the text fits; the parts are then in the moment. */
    boolean read(byte[] text, int from, int to, Moment moment);
}
