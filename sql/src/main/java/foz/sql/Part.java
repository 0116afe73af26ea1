package foz.sql;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An expression over the leaves of one SELECT, without queries in it and without columns of a SELECT around it.
 *
 * @param text as it is printed; equal texts mean the same
 * @param columns what it is made of
 */
record Part(String text, Set<Column> columns) {

    /** A column of a leaf, in lower case. */
    record Column(Leaf leaf, String name) {}

    Set<Leaf> leaves() {
        Set<Leaf> leaves = new LinkedHashSet<>();
        columns.forEach(c -> leaves.add(c.leaf()));
        return leaves;
    }

    boolean isOf(Leaf leaf) {
        return leaves().equals(Set.of(leaf));
    }
}
