package foz.api.engine;

import foz.api.type.TableName;
import java.util.Optional;

/**
 * What a session asks for once a question names it: tables as they were, and what is known of a table's making. Called by the thread
 * that asks the question.
 */
public interface Past {

    /** Nothing is known but what the session was opened with. */
    Past NONE = new Past() {
        @Override
        public Optional<Scan> at(TableName table, long snapshot) {
            return Optional.empty();
        }

        @Override
        public Optional<Scan> at(TableName table, String time) {
            return Optional.empty();
        }

        @Override
        public Optional<SystemRows> about(TableName part) {
            return Optional.empty();
        }
    };

    /**
     * A table at a snapshot, with the columns it had then; empty for tables that have no snapshots.
     *
     * @throws foz.api.failure.FozException when the snapshot isn't kept
     */
    Optional<Scan> at(TableName table, long snapshot);

    /**
     * A table at its newest snapshot that was there at a time; empty for tables that have no snapshots.
     *
     * @param time ISO 8601, perhaps with a blank for its T, with or without a zone
     * @throws foz.api.failure.FozException when no snapshot as old as that is kept, or the text is no time
     */
    Optional<Scan> at(TableName table, String time);

    /** The rows of a part such as {@code gold.best$snapshots}; empty when there is no such thing. */
    Optional<SystemRows> about(TableName part);
}
