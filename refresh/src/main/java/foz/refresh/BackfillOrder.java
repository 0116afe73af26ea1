package foz.refresh;

import java.util.Optional;

/**
 * What is asked of a backfill. Where nothing is said, one that was begun goes on as it was asked for.
 *
 * @param column a date or timestamp column of the table; empty for the one it is partitioned by, or the only one
 * @param range what to compute again; empty for all, or for what was begun
 * @param unit how long slices are; empty for a month, or for what was begun
 */
public record BackfillOrder(Optional<String> column, Optional<TimeRange> range, Optional<SliceUnit> unit) {}
