package foz.refresh;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A half-open range of wall-clock times.
 *
 * @param from inclusive; empty for no bound
 * @param to exclusive; empty for no bound
 */
public record TimeRange(Optional<LocalDateTime> from, Optional<LocalDateTime> to) {

    /** Everything. */
    public static final TimeRange ALL = new TimeRange(Optional.empty(), Optional.empty());

    private static final String BETWEEN = "..";

    /** The range in pieces that begin where the unit does; where it is open, the extent of the data says how far to cut. */
    List<TimeRange> cut(SliceUnit unit, Optional<LocalDateTime> least, Optional<LocalDateTime> greatest) {
        Optional<LocalDateTime> start = from.or(() -> least);
        Optional<LocalDateTime> end = to.or(() -> greatest);
        if (start.isEmpty() || end.isEmpty()) {
            return List.of(this);
        }
        List<TimeRange> pieces = new ArrayList<>();
        Optional<LocalDateTime> begin = from;
        for (LocalDateTime at = unit.after(start.get()); at.isBefore(end.get()); at = unit.after(at)) {
            pieces.add(new TimeRange(begin, Optional.of(at)));
            begin = Optional.of(at);
        }
        pieces.add(new TimeRange(begin, to));
        return pieces;
    }

    /** Whether all of another lies in it. */
    boolean covers(TimeRange other) {
        boolean below =
                from.isEmpty() || other.from.isPresent() && !other.from.get().isBefore(from.get());
        boolean above = to.isEmpty() || other.to.isPresent() && !other.to.get().isAfter(to.get());
        return below && above;
    }

    /** Ranges put together where they touch, in order. */
    static List<TimeRange> joined(List<TimeRange> ranges) {
        List<TimeRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(range -> range.from().orElse(LocalDateTime.MIN)));
        List<TimeRange> joined = new ArrayList<>();
        for (TimeRange next : sorted) {
            if (!joined.isEmpty() && joined.getLast().touches(next)) {
                joined.add(joined.removeLast().and(next));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    private boolean touches(TimeRange later) {
        return to.isEmpty() || later.from.isEmpty() || !later.from.get().isAfter(to.get());
    }

    private TimeRange and(TimeRange later) {
        boolean open = to.isEmpty() || later.to.isEmpty();
        return new TimeRange(
                from,
                open ? Optional.empty() : Optional.of(to.get().isAfter(later.to.get()) ? to.get() : later.to.get()));
    }

    @Override
    public String toString() {
        return from.map(LocalDateTime::toString).orElse("")
                + BETWEEN
                + to.map(LocalDateTime::toString).orElse("");
    }

    /** As {@link #toString} writes it. */
    static TimeRange parse(String text) {
        int cut = text.indexOf(BETWEEN);
        return new TimeRange(time(text.substring(0, cut)), time(text.substring(cut + BETWEEN.length())));
    }

    private static Optional<LocalDateTime> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDateTime.parse(text));
    }

    static String text(List<TimeRange> ranges) {
        return ranges.stream().map(TimeRange::toString).collect(Collectors.joining(","));
    }

    static List<TimeRange> parseAll(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(TimeRange::parse).toList();
    }
}
