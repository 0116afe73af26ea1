package foz.api.engine;

import foz.api.plan.SourcePlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A job: decode these files into a bronze table.
 *
 * @param batch the batch's id, put into {@code _batch}
 * @param arrivedAt put into {@code _arrived_at}
 * @param source how to read them
 * @param zone for text without a zone in {@code timestamptz} columns
 * @param files what to read
 * @param rows where good rows go; its layout is the declared columns, columns that drifted in, and {@link foz.api.balance.Origin#COLUMNS}
 * @param quarantine where bad rows go
 * @param progress is told of bytes read (decompressed), from any thread
 */
public record Load(
        String batch,
        Instant arrivedAt,
        SourcePlan source,
        ZoneId zone,
        List<LoadFile> files,
        Target rows,
        Target quarantine,
        java.util.function.LongConsumer progress) {

    public Load {
        files = List.copyOf(files);
    }
}
