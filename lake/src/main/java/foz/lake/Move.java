package foz.lake;

import java.nio.file.Path;

/**
 * From where to where the data folder was moved. Iceberg's files name each other by absolute paths.
 *
 * @param from the beginning of locations as they were written
 * @param to the beginning of locations now; the same when the folder stayed
 */
record Move(String from, String to) {

    /** Of a data folder. */
    static Move of(Path from, Path to) {
        return new Move(beginning(from), beginning(to));
    }

    /** No move. */
    static Move none(Path root) {
        return of(root, root);
    }

    boolean happened() {
        return !from.equals(to);
    }

    /** Where a location lies now. A location that already begins as they do now stays, so that asking twice does no harm. */
    String now(String location) {
        boolean isNew = location.startsWith(to);
        boolean isOld = location.startsWith(from);
        // One folder may lie within the other: then the longer beginning decides.
        if (!isOld || (isNew && to.length() >= from.length())) {
            return location;
        }
        return to + location.substring(from.length());
    }

    private static String beginning(Path root) {
        return DataFolder.location(root) + "/lake/";
    }
}
