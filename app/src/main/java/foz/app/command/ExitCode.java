package foz.app.command;

/** The exit codes of the command. */
public final class ExitCode {

    /** Done; rows in the quarantine alone do not change that. */
    public static final int DONE = 0;
    /** Something was not done. */
    public static final int FAILED = 1;
    /** The command line makes no sense. */
    public static final int WRONG_USAGE = 2;
    /** The pipeline folder makes no sense ({@code EX_CONFIG} of BSD's sysexits). */
    public static final int WRONG_CONFIGURATION = 78;

    private ExitCode() {}
}
