package foz.spec;

import foz.api.failure.Nearest;
import foz.api.failure.Place;
import foz.api.failure.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The mistakes found so far in a folder. */
final class Problems {

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem p) -> !p.place().file().equals(Folder.FOZ_YAML))
            .thenComparing(p -> p.place().file())
            .thenComparingInt(p -> p.place().line())
            .thenComparingInt(p -> p.place().column());

    private final List<Problem> found = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** Notes a mistake. */
    void report(Place place, SpecProblem code, Object... facts) {
        found.add(Problem.at(place, code, facts));
    }

    /** Notes a mistake in a word, suggesting the nearest of the words that would have been right. */
    void reportWord(Place place, String word, Collection<String> known, SpecProblem code, Object... facts) {
        found.add(Problem.at(place, code, facts).suggesting(Nearest.to(word, known)));
    }

    /** Notes what somebody else found. */
    void addAll(Collection<Problem> problems) {
        found.addAll(problems);
    }

    /** Notes what is worth saying and yet no mistake. */
    void warn(Collection<Problem> problems) {
        warnings.addAll(problems);
    }

    /** What is worth saying and yet no mistake. */
    List<Problem> warnings() {
        return warnings;
    }

    /** How many mistakes so far; a difference tells whether something in between went wrong. */
    int count() {
        return found.size();
    }

    /** All of them: {@code foz.yaml} first, then by file, line and column. */
    List<Problem> inOrder() {
        return found.stream().sorted(BY_PLACE).distinct().toList();
    }
}
