package foz.api.plan;

/**
 * What a repeated, a changed or a vanished file means.
 *
 * @param sameContent a file whose decompressed bytes were taken in before
 * @param changedFile a known path with other bytes
 * @param removedFile a known path that is gone
 */
public record FilePolicy(
        @Doc(value = "what a file means whose decompressed bytes were taken in before", standard = "skip")
        SameContent sameContent,

        @Doc(value = "what a known path with other bytes means", standard = "replace")
        ChangedFile changedFile,

        @Doc(value = "what a known path that is gone means", standard = "keep")
        RemovedFile removedFile) {

    /** Skip what was read before, replace what changed, keep what vanished. */
    public static final FilePolicy STANDARD = new FilePolicy(SameContent.SKIP, ChangedFile.REPLACE, RemovedFile.KEEP);

    /** For a file whose decompressed bytes were taken in before under another path. */
    public enum SameContent {
        @Doc("it is recorded as a copy and not read again")
        SKIP,
        @Doc("its rows are taken in again")
        APPEND
    }

    /** For a known path with other bytes. */
    public enum ChangedFile {
        @Doc("the rows of the earlier reading make place for the new ones, in one commit")
        REPLACE,
        @Doc("the new rows come on top of the old ones")
        APPEND,
        @Doc("the source stops and says so")
        FAIL
    }

    /** For a known path that is gone. */
    public enum RemovedFile {
        @Doc("its rows stay")
        KEEP,
        @Doc("its rows are taken out")
        WITHDRAW
    }
}
