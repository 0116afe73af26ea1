package foz.refresh;

import foz.api.failure.Code;

/** What a user should know of a refresh although nothing failed. */
enum RefreshNote implements Code {
    /** A table that is behind its inputs has its turn at a time. */
    WAITS_UNTIL,
    /** A table that is behind its inputs waits for something. */
    WAITS
}
