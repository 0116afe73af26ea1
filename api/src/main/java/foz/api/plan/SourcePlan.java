package foz.api.plan;

import foz.api.failure.Place;
import foz.api.type.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One source, checked.
 *
 * @param name its name; rows land in {@code bronze.<name>}
 * @param kind the plug-in's name, such as {@code files}
 * @param options the plug-in's own option record, bound and validated
 * @param format how bytes become records
 * @param columns the declared columns, in order
 * @param ignore reason codes ({@code blank-row}, {@code repeated-header}, …) whose rows are counted as ignored
 * @param drift what an unknown or missing column means
 * @param files what a repeated, changed or vanished file means
 * @param maxBad the share of records (0–1) above which the source stops, once at least 100 records were received
 * @param keepRaw how long original bytes are kept
 * @param partitionBy the bronze table's partitioning
 * @param dropped columns that bronze once had and is to have no longer; data files and older snapshots keep them
 * @param complete when it has brought all that belongs to a period; empty when nobody asks
 * @param place where the source stands in {@code foz.yaml}
 */
public record SourcePlan(
        String name,
        String kind,
        Record options,
        Format format,
        List<Column> columns,
        Set<String> ignore,
        Drift drift,
        FilePolicy files,
        double maxBad,
        KeepRaw keepRaw,
        List<PartitionField> partitionBy,
        Set<String> dropped,
        Optional<Complete> complete,
        Place place) {

    public SourcePlan {
        columns = List.copyOf(columns);
        ignore = Set.copyOf(ignore);
        dropped = Set.copyOf(dropped);
        partitionBy = List.copyOf(partitionBy);
    }

    /** A source that drops nothing and is never said to be complete. */
    public SourcePlan(
            String name,
            String kind,
            Record options,
            Format format,
            List<Column> columns,
            Set<String> ignore,
            Drift drift,
            FilePolicy files,
            double maxBad,
            KeepRaw keepRaw,
            List<PartitionField> partitionBy,
            Place place) {
        this(
                name,
                kind,
                options,
                format,
                columns,
                ignore,
                drift,
                files,
                maxBad,
                keepRaw,
                partitionBy,
                Set.of(),
                Optional.empty(),
                place);
    }

    /** The table its rows land in. */
    public TableName table() {
        return TableName.bronze(name);
    }

    /** What an unknown or a missing column means. */
    public enum Drift {
        @Doc("unknown columns become new string columns of bronze; missing ones are NULL")
        EVOLVE,
        @Doc("every row of such a file goes to the quarantine")
        QUARANTINE,
        @Doc("unknown columns are not read; missing ones are NULL")
        IGNORE,
        @Doc("the source stops and says so; nothing of the file is taken in")
        FAIL
    }
}
