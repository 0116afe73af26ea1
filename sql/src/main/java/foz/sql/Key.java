package foz.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A value that says which group a row is of.
 *
 * @param name its column in the relation of touched groups
 * @param text over the FROM of its SELECT
 * @param parts expressions with its value, where there is more than one: the key itself first, then what equals it
 */
record Key(String name, String text, List<Part> parts) {

    Key {
        parts = List.copyOf(parts);
    }

    Optional<Part> on(Leaf leaf) {
        return parts.stream().filter(p -> p.isOf(leaf)).findFirst();
    }

    Optional<Part> among(Set<Leaf> leaves) {
        return parts.stream().filter(p -> leaves.containsAll(p.leaves())).findFirst();
    }
}
