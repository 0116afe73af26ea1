package foz.lake;

import foz.api.failure.FozException;
import foz.api.type.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What upkeep would do to a lake, or did.
 *
 * @param tables one for each table that was looked at
 * @param deleted files that nobody needs any more
 * @param waiting files that were let go and can't be deleted yet
 */
public record Upkeep(List<TableUpkeep> tables, List<Path> deleted, Waiting waiting) {

    public Upkeep {
        tables = List.copyOf(tables);
        deleted = List.copyOf(deleted);
    }

    /** Nothing to do. */
    static Upkeep nothing() {
        return new Upkeep(List.of(), List.of(), new Waiting(0, 0));
    }

    /** What went wrong, table by table; the other tables were done. */
    public List<FozException> failures() {
        return tables.stream().flatMap(table -> table.failure().stream()).toList();
    }

    /**
     * Files that will be deleted later.
     *
     * @param forReaders so many are kept because somebody began to read before they were let go
     * @param forGrace so many because they were let go a moment ago
     */
    public record Waiting(long forReaders, long forGrace) {}

    /**
     * What is done to one table.
     *
     * @param remarks in words, what an operator should know
     * @param failure why it was not done to its end
     */
    public record TableUpkeep(
            TableName table,
            Compacted compacted,
            Expired expired,
            List<String> remarks,
            Optional<FozException> failure) {

        public TableUpkeep {
            remarks = List.copyOf(remarks);
        }

        /** Whether there is anything to do or tell. */
        public boolean isNothing() {
            return compacted.files() == 0
                    && expired.snapshots().isEmpty()
                    && expired.manifests() == 0
                    && remarks.isEmpty()
                    && failure.isEmpty();
        }
    }

    /**
     * Files put together.
     *
     * @param files so many
     * @param rows that they hold
     * @param bytes their size
     * @param into so many take their place; in a plan, at least
     * @param written their size; 0 in a plan
     */
    public record Compacted(long files, long rows, long bytes, long into, long written) {

        static final Compacted NONE = new Compacted(0, 0, 0, 0, 0);

        Compacted and(Compacted other) {
            return new Compacted(
                    files + other.files,
                    rows + other.rows,
                    bytes + other.bytes,
                    into + other.into,
                    written + other.written);
        }
    }

    /**
     * What the table lets go of.
     *
     * @param snapshots the ids of its snapshots that are no longer kept
     * @param kept how many it keeps
     * @param files data and metadata files that none of the kept ones needs
     * @param bytes their size
     * @param manifests so many manifests are written as few; 0 when they are few
     */
    public record Expired(List<Long> snapshots, int kept, List<Path> files, long bytes, int manifests) {

        public Expired {
            snapshots = List.copyOf(snapshots);
            files = List.copyOf(files);
        }

        static Expired none(int kept) {
            return new Expired(List.of(), kept, List.of(), 0, 0);
        }
    }
}
