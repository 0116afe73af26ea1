package foz.connectors.files;

import foz.api.failure.Code;

/** What can be wrong with the options of {@code kind: files}. */
enum FilesProblem implements Code {
    EMPTY_GLOB,
    BAD_GLOB,
    NOT_A_LOCAL_PATH
}
