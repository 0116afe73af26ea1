package foz.api.plan;

/**
 * One field of a partition spec, as Iceberg defines it.
 *
 * @param transform how the column's value becomes the partition's
 * @param column the source column
 * @param width the number of buckets or the truncation width; 0 for the others
 */
public record PartitionField(Transform transform, String column, int width) {

    /** Iceberg's partition transforms. */
    public enum Transform {
        IDENTITY,
        YEAR,
        MONTH,
        DAY,
        HOUR,
        BUCKET,
        TRUNCATE
    }
}
