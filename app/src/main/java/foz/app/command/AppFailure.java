package foz.app.command;

import foz.api.failure.Blame;
import foz.api.failure.FailureCode;

/** What can go wrong at the command line itself. */
public enum AppFailure implements FailureCode {
    /** There is no {@code foz.yaml} here or above. */
    NO_PIPELINE_HERE(ExitCode.WRONG_CONFIGURATION),
    /** The folder to be made is there and not empty. */
    FOLDER_NOT_EMPTY(ExitCode.FAILED),
    /** A file named on the command line can't be read. */
    FILE_NOT_READABLE(ExitCode.FAILED),
    /** A file can't be written. */
    FILE_NOT_WRITABLE(ExitCode.FAILED),
    /** The file to be written is there. */
    FILE_EXISTS(ExitCode.FAILED),
    /** A verb that takes something away was not confirmed. */
    NEEDS_YES(ExitCode.WRONG_USAGE),
    /** A value of an option can't be used. */
    WRONG_OPTION(ExitCode.WRONG_USAGE),
    /** No table of that name. */
    NO_SUCH_TABLE(ExitCode.FAILED),
    /** No source of that name. */
    NO_SUCH_SOURCE(ExitCode.FAILED),
    /** No row of that id in the quarantine. */
    NO_SUCH_ROW(ExitCode.FAILED),
    /** Several rows of the quarantine have ids that begin so. */
    MANY_SUCH_ROWS(ExitCode.FAILED),
    /** The field to be edited can't be found in the record. */
    NOTHING_TO_EDIT(ExitCode.FAILED),
    /** Nothing has been run here yet. */
    NOTHING_RUN_YET(ExitCode.FAILED);

    private final int exitCode;

    AppFailure(int exitCode) {
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    @Override
    public Blame blame() {
        return Blame.USER;
    }
}
