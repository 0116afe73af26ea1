package foz.api.lake;

import foz.api.plan.PartitionField;
import foz.api.type.Layout;
import foz.api.type.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as it is now.
 *
 * @param layout its columns
 * @param partitionBy its current partition spec
 * @param snapshot the current snapshot's id; 0 when it has none
 * @param committedAt when that snapshot was committed
 * @param summary what the newest snapshot of Foz's own says of its position
 * @param foreign the newest snapshot in which another program changed rows after the last change of Foz's own; compactions change none
 * @param rows how many rows
 * @param files how many data files
 * @param bytes how large they are
 */
public record TableState(
        TableName table,
        Layout layout,
        List<PartitionField> partitionBy,
        long snapshot,
        Optional<Instant> committedAt,
        Map<String, String> summary,
        Optional<Snapshot> foreign,
        long rows,
        long files,
        long bytes) {}
