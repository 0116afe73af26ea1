package foz.api.balance;

/**
 * The account of one edge in one batch: of one file of a source, or of one refresh of a table. It closes when
 * {@code received = filtered + written + quarantined + ignored + dropped + duplicate + conflicting}. The terms are counted apart
 * from each other: received by the scanner of records (for tables: from the footers of the files read, or as the rows the SELECT
 * yields where it is computed whole), written from what was written.
 *
 * <p>What a table receives goes by how it is refreshed ({@link foz.api.engine.Computed#how}):
 *
 * <ul>
 *   <li>append, or whole with a query row by row: the rows of its input (all or those added), which the catalogue counts;
 *   <li>whole else, slice, groups: the rows that its SELECT yields, of all, of the range, of the touched groups;
 *   <li>merge: the merged rows of touched groups;
 *   <li>rows: the rows that come, after those that come and go are set off against each other. Rows that go are in no account;
 *   <li>keys: the rows that come, the rows of the table that make way because they lost or stand for more rows now, and all rows yielded
 *       for keys that a row went from. Of the latter, those that also come count once.
 * </ul>
 *
 * <p>Rows that are only written again because they stand in a file with others that went are neither received nor written.
 *
 * @param received records of the file, or rows read
 * @param filtered rows turned away by the SELECT's WHERE
 * @param written rows in the table's new data files, without those that were in the table before and stay as they are
 * @param quarantined rows refused, put into the quarantine or there already
 * @param ignored records counted but kept nowhere, by the pipeline's wish
 * @param dropped rows left out by an expectation
 * @param duplicate rows of a key already there, equal in every visible column
 * @param conflicting rows of a key already there that differ from the one kept
 */
public record Balance(
        long received,
        long filtered,
        long written,
        long quarantined,
        long ignored,
        long dropped,
        long duplicate,
        long conflicting) {

    /** Nothing came, nothing went. */
    public static final Balance EMPTY = new Balance(0, 0, 0, 0, 0, 0, 0, 0);

    /** The account of a file. */
    public static Balance ofFile(long received, long written, long quarantined, long ignored) {
        return new Balance(received, 0, written, quarantined, ignored, 0, 0, 0);
    }

    /** Whether what came in equals what went where. */
    public boolean closes() {
        return missing() == 0;
    }

    /** How many rows are received but nowhere; negative when there are more than came in. */
    public long missing() {
        return received - filtered - written - quarantined - ignored - dropped - duplicate - conflicting;
    }

    /** Both accounts together. */
    public Balance plus(Balance o) {
        return new Balance(
                received + o.received,
                filtered + o.filtered,
                written + o.written,
                quarantined + o.quarantined,
                ignored + o.ignored,
                dropped + o.dropped,
                duplicate + o.duplicate,
                conflicting + o.conflicting);
    }
}
