package foz.api.lake;

import foz.api.engine.Target;
import foz.api.plan.PartitionField;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.util.List;

/** A transaction in the making. One thread. Closed without a commit, it takes back what it wrote. */
public interface Batch extends AutoCloseable {

    /** Its id. */
    String id();

    /**
     * Where new data files of a table go. Creates the table, or adds the columns it lacks, as part of this batch; columns that the
     * schema lacks stay and are optional, behind the others, which come into the schema's order.
     *
     * @throws foz.api.failure.FozException when a column's type can't become the wanted one (Iceberg's promotions: int → long,
     *     float → double, a wider decimal)
     */
    Target target(TableName table, Schema schema, List<PartitionField> partitionBy);

    /**
     * Where the data files go of a table that is built anew, all its old files being replaced in this batch. Its columns become exactly
     * these: a column keeps its id where name and type still fit, else it gets a new one; older snapshots stay readable as they were.
     */
    Target rebuild(TableName table, Schema schema, List<PartitionField> partitionBy);

    /**
     * Renames a column of a table as part of this batch, its values stay; before {@link #target}. Nothing happens when there is no such
     * table or column, or when the new name is taken (it was renamed before).
     */
    void rename(TableName table, String from, String to);

    /** Takes a column out of a table as part of this batch; data files and older snapshots keep it. Nothing happens without it. */
    void drop(TableName table, String column);

    /**
     * Makes everything durable, then visible, at once.
     *
     * @throws foz.api.failure.FozException with nothing changed; or with code {@code commit-state-unknown}, after which nothing may be
     *     cleaned up and the next opening finds out
     */
    void commit(Commit commit);

    @Override
    void close();
}
