package foz.app.property;

import foz.app.property.TableText.Rules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rules and a key make of the rows that a query yields, in plain Java.
 *
 * @param kept numbers of the rows that stay
 * @param quarantined how many a rule put into the quarantine
 */
record Verdict(List<Long> kept, long quarantined) {

    private static final String NULL = "NULL";

    /** Of the oracle's table {@code yielded}, whose rows have a number {@code _n} and an origin. */
    static Verdict of(Rules rules, Oracle oracle) {
        long quarantined =
                numbers(oracle, "NOT (" + all(rules, "quarantine") + ")").size();
        String stays = all(rules, "quarantine") + " AND " + all(rules, "drop");
        if (rules.key().isEmpty()) {
            return new Verdict(numbers(oracle, stays), quarantined);
        }
        Map<Object, List<Candidate>> byKey = new LinkedHashMap<>();
        for (Candidate candidate : candidates(rules, oracle, stays)) {
            byKey.computeIfAbsent(candidate.key(), k -> new ArrayList<>()).add(candidate);
        }
        List<Long> kept = new ArrayList<>();
        byKey.values().forEach(rivals -> kept.addAll(winners(rivals, rules)));
        return new Verdict(kept, quarantined);
    }

    /**
     * A row that might stay.
     *
     * @param place what decides between rows with one {@code by}: origin, then cells
     */
    private record Candidate(long number, Object key, Object by, long file, long recordNumber) {}

    private static String all(Rules rules, String outcome) {
        return rules.expect().getOrDefault(outcome, Map.of()).values().stream()
                .map(c -> "((" + c + ") IS TRUE)")
                .reduce("TRUE", (a, b) -> a + " AND " + b);
    }

    private static List<Long> numbers(Oracle oracle, String condition) {
        return oracle.bag("SELECT _n FROM yielded WHERE " + condition).rows().stream()
                .map(r -> Long.parseLong(r.getFirst().toString()))
                .toList();
    }

    private static List<Candidate> candidates(Rules rules, Oracle oracle, String stays) {
        Bag rows = oracle.bag("SELECT _n, _file, _record, CAST(" + rules.by().orElse("NULL") + " AS TIMESTAMP) AS _by, "
                + String.join(", ", rules.key()) + " FROM yielded WHERE " + stays);
        List<Candidate> candidates = new ArrayList<>();
        for (List<Object> row : rows.rows()) {
            candidates.add(new Candidate(
                    Long.parseLong(row.get(0).toString()),
                    List.copyOf(row.subList(4, row.size())),
                    row.get(3),
                    new BigDecimal(row.get(1).toString()).longValue(),
                    new BigDecimal(row.get(2).toString()).longValue()));
        }
        return candidates;
    }

    private static List<Long> winners(List<Candidate> rivals, Rules rules) {
        Map<Integer, Candidate> best = new HashMap<>();
        List<Candidate> sorted = rivals.stream().sorted(order(true)).toList();
        int group = 0;
        for (int i = 0; i < sorted.size(); i++) {
            if (i > 0 && !near(sorted.get(i - 1), sorted.get(i), rules)) {
                group++;
            }
            best.merge(
                    group,
                    sorted.get(i),
                    (a, b) -> order(rules.keep().equals("first")).compare(a, b) <= 0 ? a : b);
        }
        return best.values().stream().map(Candidate::number).toList();
    }

    private static boolean near(Candidate one, Candidate other, Rules rules) {
        if (rules.withinDays().isEmpty()) {
            return true;
        }
        if (one.by().equals(NULL) || other.by().equals(NULL)) {
            return one.by().equals(other.by());
        }
        Duration apart = Duration.between(time(one), time(other));
        return apart.compareTo(Duration.ofDays(rules.withinDays().get())) <= 0;
    }

    private static LocalDateTime time(Candidate candidate) {
        return LocalDateTime.parse(candidate.by().toString());
    }

    /** Rows without a time come last either way. */
    private static Comparator<Candidate> order(boolean first) {
        Comparator<Candidate> time = Comparator.comparing(c -> c.by().toString());
        Comparator<Candidate> origin =
                Comparator.comparingLong(Candidate::file).thenComparingLong(Candidate::recordNumber);
        return Comparator.<Candidate, Boolean>comparing(c -> c.by().equals(NULL))
                .thenComparing(first ? time : time.reversed())
                .thenComparing(first ? origin : origin.reversed());
    }
}
