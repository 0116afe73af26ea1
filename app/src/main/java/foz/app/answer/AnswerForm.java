package foz.app.answer;

/** The form of an answer. */
public enum AnswerForm {
    /** For people, cut to the terminal. */
    TABLE,
    /** RFC 4180, with a header; NULL is nothing, an empty text is {@code ""}. */
    CSV,
    /** One array of objects. */
    JSON,
    /** One object per line. */
    NDJSON,
    /** A file. */
    PARQUET
}
