package foz.app.init;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A source as it will be written down.
 *
 * @param name of the source
 * @param from the path as the pipeline folder sees it
 * @param format the word behind {@code format:}
 * @param options further lines of the source, without indentation
 * @param columns its columns
 * @param after lines that follow the columns, without indentation
 * @param remarks what was found out about the file as a whole
 * @param sample a good row for the test: column to value
 */
record Draft(
        String name,
        String from,
        String format,
        List<String> options,
        List<DraftColumn> columns,
        List<String> after,
        List<String> remarks,
        Map<String, String> sample) {

    /** The limit under which a run takes in a file of which some records can't be used; empty when the usual one does. */
    static Optional<String> maxBad(long bad, long records) {
        double share = records == 0 ? 0 : 100.0 * bad / records;
        return share <= 4
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "max-bad: %d%%   # of this file, %.1f%% can't be used",
                        (int) Math.min(100, Math.ceil(share * 1.5)),
                        share));
    }

    /**
     * A column as it will be written down.
     *
     * @param name in bronze
     * @param type as it is written
     * @param from the header cell, position or pointer
     * @param patterns date letters; empty for none, or for ISO 8601
     * @param remarks for comments
     * @param grouping whether it has few different values, so that groups make sense
     */
    record DraftColumn(
            String name, String type, String from, List<String> patterns, List<String> remarks, boolean grouping) {
        DraftColumn {
            patterns = List.copyOf(patterns);
            remarks = List.copyOf(remarks);
        }
    }
}
