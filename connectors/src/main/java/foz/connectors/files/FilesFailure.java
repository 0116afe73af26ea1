package foz.connectors.files;

import foz.api.failure.Blame;
import foz.api.failure.FailureCode;

/** What can fail with files on disk. */
enum FilesFailure implements FailureCode {
    FOLDER_NOT_LISTED;

    @Override
    public Blame blame() {
        return Blame.OUTSIDE;
    }
}
