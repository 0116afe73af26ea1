package foz.api.engine;

import foz.api.plan.PartitionField;
import foz.api.type.Layout;
import foz.api.type.TableName;
import java.nio.file.Path;
import java.util.List;

/**
 * Where data files of a table are written.
 *
 * @param table the table
 * @param layout its columns with field ids, in the order of the table
 * @param partitionBy how rows are spread over files: each file holds rows of one partition
 * @param folder exists; nothing in it counts until it is committed
 * @param prefix file names begin with it, so that what an unfinished batch left can be told
 */
public record Target(TableName table, Layout layout, List<PartitionField> partitionBy, Path folder, String prefix) {

    public Target {
        partitionBy = List.copyOf(partitionBy);
    }
}
