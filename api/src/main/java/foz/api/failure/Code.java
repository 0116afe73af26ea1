package foz.api.failure;

import java.util.Locale;

/**
 * A stable name for one thing that can be said to a user: a failure, a problem in a pipeline folder, or the reason a row is
 * in the quarantine. Implemented by enums; constants are never reused for another meaning. The sentence that belongs to a
 * code stands in {@code foz/sentences.properties} under {@link #id()}, so that a translation is one file.
 */
public interface Code {

    /** The enum constant's name, such as {@code NOT_A_NUMBER}. */
    String name();

    /** The code as users see it, such as {@code not-a-number}. */
    default String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
