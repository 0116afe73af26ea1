package foz.bench;

import foz.api.time.Steps;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sums up how long work took from each step to the next. */
final class Stopwatch implements Steps {

    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private String before = "";
    private long since;

    void starts() {
        before = "start";
        since = System.nanoTime();
    }

    @Override
    public void reached(String step) {
        long now = System.nanoTime();
        nanos.merge(before + " to " + step, now - since, Long::sum);
        before = step;
        since = now;
    }

    String report(int runs) {
        return nanos.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "  %8.1f  %s", e.getValue() / 1e6 / runs, e.getKey()))
                .collect(Collectors.joining("\n"));
    }
}
