package foz.sql;

import foz.api.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way to call a function: what it takes, what it yields, and how each engine says it.
 *
 * @param signature as written, such as {@code (text: string, length: integer) -> string}
 * @param parameters what it takes
 * @param repeats whether the last parameter may be given again
 * @param result how its type follows
 * @param duckdb a template: {@code $0} is the first argument, {@code $*} all of them, {@code $type} the result's type, {@code $zone} the
 *     pipeline's time zone as a literal
 * @param spark the same for Spark
 */
record Form(String signature, List<Pattern> parameters, boolean repeats, Result result, String duckdb, String spark) {

    /** How the type of a result follows from the types of the arguments. */
    @FunctionalInterface
    interface Result {
        Optional<Type> of(List<Argument> arguments, Map<String, Type> letters);
    }

    Form {
        parameters = List.copyOf(parameters);
    }

    /** Reads a signature whose result is a type, or a letter bound by the parameters. */
    static Form parse(String signature, String duckdb, String spark) {
        Pattern result =
                Pattern.parse(signature.substring(signature.indexOf("->") + 2).strip());
        return parse(signature, (arguments, letters) -> result.type(letters), duckdb, spark);
    }

    static Form parse(String signature, Result result, String duckdb, String spark) {
        String inner = signature.substring(1, signature.indexOf(") ->"));
        List<Pattern> parameters = new ArrayList<>();
        boolean repeats = inner.endsWith("...");
        for (String each : topLevel(repeats ? inner.substring(0, inner.length() - 3) : inner)) {
            parameters.add(Pattern.parse(each.substring(each.indexOf(':') + 1).strip()));
        }
        return new Form(signature, parameters, repeats, result, duckdb, spark);
    }

    private static List<String> topLevel(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }

    boolean takes(int count) {
        return repeats ? count >= parameters.size() : count == parameters.size();
    }

    Pattern parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    /** The types bound to letters, if the arguments fit. */
    Optional<Map<String, Type>> match(List<Argument> arguments) {
        if (!takes(arguments.size())) {
            return Optional.empty();
        }
        Map<String, Type> letters = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (!parameter(i).fits(arguments.get(i), letters)) {
                return Optional.empty();
            }
        }
        return Optional.of(letters);
    }
}
