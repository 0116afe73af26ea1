package foz.sql;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that a mistyped one most likely means. */
final class Nearest {

    private Nearest() {}

    /** The nearest of the words, if it's near enough to be worth saying. */
    static Optional<String> to(String word, Collection<String> words) {
        String lower = word.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, lower.length() / 3);
        return words.stream()
                .filter(w -> distance(lower, w.toLowerCase(Locale.ROOT)) <= limit)
                .min(Comparator.comparingInt((String w) -> distance(lower, w.toLowerCase(Locale.ROOT)))
                        .thenComparing(w -> w));
    }

    /** Levenshtein's distance, where swapping two neighbours counts as one step. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
