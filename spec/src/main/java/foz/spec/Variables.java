package foz.spec;

import foz.api.failure.Place;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment's variables, as values in YAML may name them: {@code ${VAR}}, {@code ${VAR:-otherwise}}, {@code $${} for the plain signs. */
final class Variables {

    /** For texts whose variables are not to be looked up, such as the file of another environment. */
    static final Variables UNTOUCHED = new Variables(Map.of(), true);

    private static final Pattern USE = Pattern.compile("\\$\\$\\{|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(:-[^}]*)?})?");

    private final Map<String, String> values;
    private final boolean untouched;

    Variables(Map<String, String> values) {
        this(values, false);
    }

    private Variables(Map<String, String> values, boolean untouched) {
        this.values = Map.copyOf(values);
        this.untouched = untouched;
    }

    /** The text with every variable replaced; empty when one is unset or written wrongly, which is reported. */
    Optional<String> fill(String text, Place place, Problems problems) {
        if (untouched || !text.contains("${")) {
            return Optional.of(text);
        }
        int before = problems.count();
        String filled = USE.matcher(text).replaceAll(use -> Matcher.quoteReplacement(value(use, place, problems)));
        return problems.count() == before ? Optional.of(filled) : Optional.empty();
    }

    private String value(MatchResult use, Place place, Problems problems) {
        String name = use.group(1);
        String otherwise = use.group(2);
        if (use.group().equals("$${")) {
            return "${";
        }
        if (name == null) {
            problems.report(place, SpecProblem.BROKEN_VARIABLE);
            return "";
        }
        String set = values.get(name);
        if (set == null && otherwise == null) {
            problems.reportWord(place, name, values.keySet(), SpecProblem.UNSET_VARIABLE, "name", name);
            return "";
        }
        return set != null ? set : otherwise == null ? "" : otherwise.substring(2);
    }
}
