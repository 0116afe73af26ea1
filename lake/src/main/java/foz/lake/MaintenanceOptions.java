package foz.lake;

import foz.api.time.Progress;
import foz.api.type.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a lake is kept small and fast.
 *
 * @param targetBytes how large files become that are put together
 * @param smallBytes files below this are put together
 * @param smallFiles by itself, upkeep puts files of a partition together once there are so many
 * @param automaticBytes by itself, upkeep writes at most so much again at a time
 * @param keep snapshots are kept for so long
 * @param snapshots but at most so many of a table
 * @param behind snapshots that another table stands on are kept until that table has been behind for so long
 * @param behindSnapshots or by so many snapshots
 * @param grace files are deleted so long after a table let go of them, for programs that read without telling us
 * @param order columns to sort a table by, so that readers can skip; without them files stay in the order they came
 * @param progress is told of bytes written again
 */
public record MaintenanceOptions(
        long targetBytes,
        long smallBytes,
        int smallFiles,
        long automaticBytes,
        Duration keep,
        int snapshots,
        Duration behind,
        int behindSnapshots,
        Duration grace,
        Map<TableName, List<String>> order,
        Progress progress) {

    public MaintenanceOptions {
        order = Map.copyOf(order);
        if (smallBytes > targetBytes || smallFiles < 2 || snapshots < 1 || keep.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("options that contradict each other");
        }
    }

    /**
     * What suits a lake on one machine. 256 MB: large enough that opening a file and reading its footer don't count, small enough that
     * writing one again takes a second or two. 32 MB: an eighth of that; a larger file is not worth writing again.
     */
    public static MaintenanceOptions standard() {
        return new MaintenanceOptions(
                256L << 20,
                32L << 20,
                16,
                256L << 20,
                Duration.ofDays(7),
                100,
                Duration.ofDays(30),
                2000,
                Garbage.GRACE,
                Map.of(),
                Progress.UNWATCHED);
    }

    /** The same with other bounds of what is kept. */
    public MaintenanceOptions keeping(Duration time, int most, Duration graceTime) {
        return new MaintenanceOptions(
                targetBytes,
                smallBytes,
                smallFiles,
                automaticBytes,
                time,
                most,
                behind,
                behindSnapshots,
                graceTime,
                order,
                progress);
    }

    /** The same with other sizes of files. */
    public MaintenanceOptions sized(long target, long small, int files) {
        return new MaintenanceOptions(
                target, small, files, automaticBytes, keep, snapshots, behind, behindSnapshots, grace, order, progress);
    }

    /** The same with tables sorted. */
    public MaintenanceOptions sorting(Map<TableName, List<String>> by) {
        return new MaintenanceOptions(
                targetBytes,
                smallBytes,
                smallFiles,
                automaticBytes,
                keep,
                snapshots,
                behind,
                behindSnapshots,
                grace,
                by,
                progress);
    }

    /** The same, watched. */
    public MaintenanceOptions watchedBy(Progress watcher) {
        return new MaintenanceOptions(
                targetBytes,
                smallBytes,
                smallFiles,
                automaticBytes,
                keep,
                snapshots,
                behind,
                behindSnapshots,
                grace,
                order,
                watcher);
    }
}
