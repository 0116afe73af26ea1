package foz.api.balance;

/**
 * What one refresh cost.
 *
 * @param rowsRead rows that came out of data files, after files and row groups were left out by their bounds
 * @param filesRead data files that could not be left out beforehand
 * @param bytesRead stored bytes of those files
 * @param rowsWritten rows in new data files, kept neighbours included
 * @param bytesWritten stored bytes of the new data files
 * @param millis how long it took
 */
public record Effort(long rowsRead, long filesRead, long bytesRead, long rowsWritten, long bytesWritten, long millis) {

    /** Nothing was done, or nobody measured. */
    public static final Effort NONE = new Effort(0, 0, 0, 0, 0, 0);
}
