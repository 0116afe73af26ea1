package foz.app.init;

import foz.app.init.ColumnProfile.Misses;
import foz.app.init.DatePattern.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fewest patterns that read a column's dates.
 *
 * @param patterns the one that reads most values first
 * @param misses what none of them reads
 */
record DateChoice(List<DatePattern> patterns, Misses misses) {

    private static final int MOST_PATTERNS = 3;

    DateChoice {
        patterns = List.copyOf(patterns);
    }

    Sort sort() {
        return patterns.getFirst().sort();
    }

    /** The best choice of any sort; empty when nothing in the column looks like a date. */
    static Optional<DateChoice> of(ColumnProfile column, boolean dayFirst) {
        List<DateChoice> choices = new ArrayList<>();
        for (Sort sort : Sort.values()) {
            cover(column, sort, dayFirst).ifPresent(choices::add);
        }
        return choices.stream().min(Comparator.comparingLong(c -> c.misses().count()));
    }

    // Greedy: the pattern that reads most, then the one that reads most of the rest, while it is worth it.
    private static Optional<DateChoice> cover(ColumnProfile column, Sort sort, boolean dayFirst) {
        List<DatePattern> chosen = new ArrayList<>();
        long covered = 0;
        while (chosen.size() < MOST_PATTERNS) {
            long known = covered;
            Optional<DatePattern> best = DatePattern.ALL.stream()
                    .filter(p -> p.sort() == sort
                            && (chosen.isEmpty() || !p.letters().isEmpty()))
                    .max(Comparator.<DatePattern>comparingLong(p -> gain(column, p, known))
                            .thenComparing(p -> p.swapped().isEmpty() || p.dayFirst() == dayFirst)
                            .thenComparing(p -> -DatePattern.ALL.indexOf(p)));
            long gain = best.map(p -> gain(column, p, known)).orElse(0L);
            if (gain == 0 || !chosen.isEmpty() && gain * 100 < column.values()) {
                break;
            }
            chosen.add(best.get());
            covered |= best.get().bit();
        }
        return chosen.isEmpty()
                ? Optional.empty()
                : Optional.of(new DateChoice(spelled(chosen), misses(column, covered)));
    }

    private static long gain(ColumnProfile column, DatePattern pattern, long known) {
        return column.dates().entrySet().stream()
                .filter(e -> (e.getKey() & pattern.bit()) != 0 && (e.getKey() & known) == 0)
                .mapToLong(e -> e.getValue().count())
                .sum();
    }

    private static Misses misses(ColumnProfile column, long covered) {
        Misses misses = new Misses();
        column.dates().entrySet().stream()
                .filter(e -> (e.getKey() & covered) == 0)
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparingLong(Misses::line))
                .forEach(misses::addAll);
        return misses;
    }

    // Beside another pattern ISO 8601 has to be spelled out.
    private static List<DatePattern> spelled(List<DatePattern> chosen) {
        return chosen.size() == 1 || !chosen.getFirst().letters().isEmpty()
                ? chosen
                : java.util.stream.Stream.concat(
                                chosen.getFirst().spelled().stream(),
                                chosen.stream().skip(1))
                        .distinct()
                        .toList();
    }

    /** The first of the patterns that reads the text. */
    Optional<DatePattern> reading(String text) {
        return patterns.stream().filter(p -> p.matches(text)).findFirst();
    }

    /** What speaks for or against day and month changed over, where both are numbers. */
    Optional<String> order(ColumnProfile column) {
        Optional<DatePattern> pattern =
                patterns.stream().filter(p -> p.swapped().isPresent()).findFirst();
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        DatePattern swapped = pattern.get().swapped().orElseThrow();
        Optional<Misses> against = column.dates().entrySet().stream()
                .filter(e -> (e.getKey() & pattern.get().bit()) != 0 && (e.getKey() & swapped.bit()) == 0)
                .map(Map.Entry::getValue)
                .min(Comparator.comparingLong(Misses::line));
        return Optional.of(against.map(
                        m -> "not " + swapped.pattern() + ": line " + m.line() + " has " + TypeChoice.quoted(m.value()))
                .orElse("every value reads as " + swapped.pattern() + " too; "
                        + (pattern.get().dayFirst() ? "day" : "month") + " first is a guess"));
    }
}
