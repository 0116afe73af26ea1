package foz.engines.log;

/** The parts of a line of an access log, as Apache's documentation of mod_log_config names what it writes. */
enum LogField {
    /** The server's name and port, where the log has several ({@code %v:%p}). */
    VHOST,
    HOST,
    IDENT,
    USER,
    TIME,
    REQUEST,
    METHOD,
    TARGET,
    PROTOCOL,
    STATUS,
    BYTES,
    REFERER,
    AGENT
}
