package foz.spec;

import java.util.Map;
import java.util.Optional;

/**
 * Where a pipeline is to run: which of its environments, and the variables set there.
 *
 * @param name the name of a file in {@code env/}, without its ending; empty for none
 * @param variables what {@code ${VAR}} may name
 */
public record Environment(Optional<String> name, Map<String, String> variables) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The folder as it stands, without any file of {@code env/}. */
    public static Environment plain(Map<String, String> variables) {
        return new Environment(Optional.empty(), variables);
    }

    /** The folder with the addresses of {@code env/NAME.yaml}. */
    public static Environment named(String name, Map<String, String> variables) {
        return new Environment(Optional.of(name), variables);
    }
}
