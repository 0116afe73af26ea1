package foz.api.failure;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody probably meant: the known one with the fewest letters wrong. */
public final class Nearest {

    private Nearest() {}

    /**
     * The known word nearest to what was found, or empty when none is near enough to be worth saying: one letter in three may be
     * wrong, missing, too much or swapped with its neighbour. Case, {@code -} and {@code _} don't count.
     */
    public static Optional<String> to(String found, Collection<String> known) {
        String wanted = plain(found);
        int allowed = Math.max(1, wanted.length() / 3);
        Optional<String> best = Optional.empty();
        for (String word : known) {
            int distance = distance(wanted, plain(word), allowed);
            if (distance <= allowed && !word.equals(found)) {
                best = Optional.of(word);
                allowed = distance - 1;
            }
        }
        return best;
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours; gives up beyond the limit. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
