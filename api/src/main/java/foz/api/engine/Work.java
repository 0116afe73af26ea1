package foz.api.engine;

import java.util.List;
import java.util.Optional;

/** From what a table is computed. */
public sealed interface Work {

    /** From all rows of its inputs; the results take the place of all its rows. */
    record Whole(List<Scan> inputs) implements Work {
        public Whole {
            inputs = List.copyOf(inputs);
        }
    }

    /** A query over single rows, from the rows that its one input gained; the results come on top. */
    record Append(Scan added) implements Work {}

    /**
     * By {@link foz.api.sql.Query#incremental}, which is not {@link foz.api.sql.Incremental.Whole}, from what happened to the inputs;
     * or, for a table with a key, from its key.
     *
     * @param inputs one for each input of the query
     * @param self the table's files
     * @param rejected the quarantine's files that hold what this table put there
     */
    record Change(List<Delta> inputs, Scan self, Scan rejected) implements Work {
        public Change {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * From all rows of its inputs, but only the results whose column lies in a range; they take the place of the table's rows in it.
     *
     * @param column a date or timestamp column of the table
     * @param from inclusive, ISO 8601 in the column's type; empty for no bound, which takes NULL with it
     * @param to exclusive; empty for no bound
     */
    record Slice(List<Scan> inputs, Scan self, Scan rejected, String column, Optional<String> from, Optional<String> to)
            implements Work {
        public Slice {
            inputs = List.copyOf(inputs);
        }
    }
}
