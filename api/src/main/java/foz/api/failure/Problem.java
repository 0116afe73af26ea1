package foz.api.failure;

import java.util.Optional;

/**
 * One mistake in what a user wrote, with its place and the way out.
 *
 * @param place where it stands
 * @param sentence what was expected and what was found
 * @param suggestion what to write instead, when one word is near enough to be worth saying
 */
public record Problem(Place place, Sentence sentence, Optional<String> suggestion) {

    /** A problem without a suggestion. */
    public static Problem at(Place place, Code code, Object... facts) {
        return new Problem(place, Sentence.of(code, facts), Optional.empty());
    }

    /** The same problem, with a suggestion. */
    public Problem suggesting(Optional<String> word) {
        return new Problem(place, sentence, word);
    }

    @Override
    public String toString() {
        return place + ": " + sentence.text()
                + suggestion.map(s -> " — did you mean " + s + "?").orElse("");
    }
}
