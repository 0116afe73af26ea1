package foz.app.property;

import foz.api.balance.BatchRow;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How often each shape was refreshed each way, over all histories. Any thread. */
final class Ways {

    /** First builds, what follows a change of a definition, and inputs that changed beyond recognition are whole by nature. */
    private static final Pattern BY_NATURE = Pattern.compile(
            "it is new|its SQL or settings changed|.* was built anew, .*|more rows of .* came and went than there are");

    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
    private final Map<String, Set<String>> wholeBecause = new TreeMap<>();

    synchronized void count(String shape, BatchRow account) {
        boolean byNature = account.how().equals("whole")
                && BY_NATURE.matcher(account.because()).matches();
        counts.computeIfAbsent(shape, s -> new TreeMap<>()).merge(byNature ? "anew" : account.how(), 1, Integer::sum);
        if (account.how().equals("whole") && !byNature) {
            wholeBecause.computeIfAbsent(shape, s -> new TreeSet<>()).add(account.because());
        }
    }

    synchronized Set<String> shapes() {
        return Set.copyOf(counts.keySet());
    }

    synchronized int howOften(String way) {
        return counts.values().stream().mapToInt(m -> m.getOrDefault(way, 0)).sum();
    }

    synchronized Map<String, Set<String>> wholeBecause() {
        return Map.copyOf(wholeBecause);
    }

    synchronized String report() {
        return counts.entrySet().stream()
                .map(e -> "  " + e.getKey() + " " + e.getValue()
                        + (wholeBecause.containsKey(e.getKey())
                                ? " whole because " + wholeBecause.get(e.getKey())
                                : ""))
                .collect(Collectors.joining("\n"));
    }
}
