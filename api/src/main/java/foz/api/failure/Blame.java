package foz.api.failure;

/** Whose move it is after a failure. */
public enum Blame {
    /** The person who wrote the pipeline or the command. */
    USER,
    /** A system outside Foz. */
    OUTSIDE,
    /** Memory, disk, time: the machine has no more of it. */
    CAPACITY,
    /** Foz itself: a defect to report. */
    PLATFORM
}
