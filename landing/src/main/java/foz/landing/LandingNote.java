package foz.landing;

import foz.api.failure.Code;

/** What is worth saying although nothing failed. */
public enum LandingNote implements Code {
    NOTHING_LISTED,
    FILE_IS_COPY,
    FILE_REPLACED,
    FILE_WITHDRAWN,
    COLUMNS_TAKEN_IN,
    ROW_WITHOUT_FILE
}
