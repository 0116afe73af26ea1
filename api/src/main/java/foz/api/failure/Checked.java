package foz.api.failure;

import java.util.List;

/** The outcome of checking something a user wrote: the thing itself, or every problem found in it. */
public sealed interface Checked<T> {

    /** It can be used; {@code warnings} are worth saying all the same. */
    record Good<T>(T value, List<Problem> warnings) implements Checked<T> {
        public Good {
            warnings = List.copyOf(warnings);
        }
    }

    /** It can't be used; at least one problem. */
    record Refused<T>(List<Problem> problems) implements Checked<T> {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
