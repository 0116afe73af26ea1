package foz.api.sql;

import foz.api.type.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a table follows the changes of its inputs without all of them being read again: SQL that a refresh runs in this order, with
 * relations that the engine provides.
 *
 * <p>For an input {@code "layer"."name"} the SQL may name, besides the input as it is now,
 *
 * <ul>
 *   <li>{@code "layer"."name$before"}: its rows as of the table's position;
 *   <li>{@code "layer"."name$change"}: what happened since, as rows with one more column {@code _change} INTEGER, 1 for a row that came
 *       and -1 for one that went; the bag of rows before plus this bag is the bag of rows now; rows that came and went cancel out;
 *   <li>{@code "layer"."name$ever"}: a bag that contains every row of before and of now (now, and what went).
 * </ul>
 *
 * <p>{@code _job.self} is the table itself as it stands in the lake, hidden columns included. Each step is {@code _job.<name>} once it
 * has run. An input that hasn't changed has an empty change, and before, ever and now are the same.
 */
public sealed interface Incremental {

    /** Why this is the way, as a clause: {@code each row comes from one row of bronze.orders}. */
    String because();

    /** Nothing cheaper is right: computed whole each time. */
    record Whole(String because) implements Incremental {}

    /**
     * The rows that come and go follow from the changes of the inputs alone.
     *
     * @param steps first these
     * @param change a SELECT of the table's columns (hidden ones too) and {@code _change} INTEGER, of any positive or negative value:
     *     so many such rows come or go; rows may stand in it several times and cancel out
     */
    record Rows(String because, List<Step> steps, String change) implements Incremental {
        public Rows {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Rows hang together in groups that know nothing of each other: groups of GROUP BY, partitions of windows, keys of a join. The
     * groups that the changes touch are computed again.
     *
     * @param columns columns of the table that say which group a row is of; empty when all rows are one group
     * @param again how the groups are computed again
     * @param merge how what changed can be put on top of the table's own rows instead, when that is cheaper
     */
    record Groups(String because, List<String> columns, Recompute again, Optional<Merge> merge) implements Incremental {
        public Groups {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Touched groups computed again from the inputs.
     *
     * @param steps first these
     * @param touched a SELECT of the group columns, under their names, distinct: at least the groups whose rows may differ
     * @param fresh a SELECT of the table's columns: all rows that those groups have now, and no others
     */
    record Recompute(List<Step> steps, String touched, String fresh) {
        public Recompute {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Partial aggregates of what changed, merged with the table's own rows.
     *
     * @param steps first these
     * @param touched as in {@link Recompute}
     * @param fresh as in {@link Recompute}; reads {@code _job.self}
     * @param goes a SELECT of one BOOLEAN: whether any row goes away (rather than comes) in what is aggregated
     * @param takesBack whether the aggregates can take rows back; if not, and some go, the groups are computed again
     */
    record Merge(List<Step> steps, String touched, String fresh, String goes, boolean takesBack) {
        public Merge {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A relation computed once: {@code _job.<name>}, the union (all) of its terms. Terms that no change concerns are left out; without
     * any it is empty. Names are unique within a query.
     *
     * @param bounds columns whose least and greatest value later SQL may use as {@code getvariable('<name>.<column>.min')} and
     *     {@code .max}, so that the engine can leave out data files by them; NULL for an empty relation
     */
    record Step(String name, List<Term> terms, List<String> bounds) {
        public Step {
            terms = List.copyOf(terms);
            bounds = List.copyOf(bounds);
        }
    }

    /**
     * A part of a step.
     *
     * @param concerned it yields rows only if one of these inputs changed
     * @param sql a SELECT; all terms of a step yield the same columns
     */
    record Term(Set<TableName> concerned, String sql) {
        public Term {
            concerned = Set.copyOf(concerned);
        }
    }
}
