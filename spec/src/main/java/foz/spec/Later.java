package foz.spec;

/** The type of a key that belongs to the language but not yet to this version: known, documented, and answered with when it comes. */
enum Later {
    ABSENT
}
