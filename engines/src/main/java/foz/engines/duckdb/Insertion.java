package foz.engines.duckdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Characters put into a question that its user didn't write.
 *
 * @param at the character before which they come
 * @param text ASCII
 */
record Insertion(int at, String text) {

    /** The text with all insertions. */
    static Question apply(List<Insertion> insertions, String written, StringBuilder text, String prefix) {
        List<Integer> inserted = new ArrayList<>();
        List<Insertion> sorted =
                insertions.stream().sorted(Comparator.comparing(Insertion::at)).toList();
        for (Insertion insertion : sorted) {
            int at = insertion.at() + inserted.size();
            text.insert(at, insertion.text());
            for (int i = 0; i < insertion.text().length(); i++) {
                inserted.add(at + i);
            }
        }
        return new Question(
                written,
                prefix + text,
                inserted.stream().map(i -> i + prefix.length()).toList());
    }
}
