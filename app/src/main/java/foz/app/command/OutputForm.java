package foz.app.command;

/** The form of a verb's result. */
public enum OutputForm {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON
}
