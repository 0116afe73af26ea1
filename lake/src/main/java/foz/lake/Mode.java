package foz.lake;

/** What a lake is opened for. */
public enum Mode {
    /** Tables stay as they were at the opening; any number of processes. */
    READ,
    /** One process at a time. */
    WRITE
}
