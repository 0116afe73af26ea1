package foz.sql;

import foz.api.sql.Incremental.Step;
import foz.api.sql.Incremental.Term;
import java.util.ArrayList;
import java.util.List;

/** The steps of a refresh as they come to be needed, under names that no other way of the same query uses. */
final class Steps {

    private final String prefix;
    private final List<Step> steps = new ArrayList<>();

    Steps(String prefix) {
        this.prefix = prefix;
    }

    /** Adds a step; yields the relation it makes. */
    String add(String what, List<Term> terms, List<String> bounds) {
        String name = prefix + what + "_" + (steps.size() + 1);
        steps.add(new Step(name, terms, bounds));
        return "_job." + name;
    }

    List<Step> all() {
        return List.copyOf(steps);
    }
}
