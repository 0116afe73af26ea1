package foz.app.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Files of orders and of their lines that arrive, are corrected and go, at random but by a seed. Orders are never split over files, nor
 * taken from their lines.
 */
final class TpchSeason {

    private static final int FILES = 12;
    private static final int ORDERS = 1000;

    private final Story story;
    private final Random random;
    private final Map<String, String> orders = new TreeMap<>();
    private final Map<String, List<String>> lines = new HashMap<>();
    private final List<String> waiting = new ArrayList<>();
    private final Map<String, List<String>> live = new TreeMap<>();
    private int made;

    TpchSeason(Story story, TpchData data, long seed) {
        this.story = story;
        this.random = new Random(seed);
        data.lines("orders").forEach(line -> orders.put(key(line), line));
        data.lines("lineitem")
                .forEach(line ->
                        lines.computeIfAbsent(key(line), k -> new ArrayList<>()).add(line));
        waiting.addAll(orders.keySet());
        Collections.shuffle(waiting, random);
    }

    /** The files that are there at first, each taken in by itself: what shares a data file changes together. */
    void begin() {
        for (int i = 0; i < FILES; i++) {
            arrive(ORDERS);
            story.runs();
        }
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf('|'));
    }

    /** A few files come, change and go; what happened, in words. */
    List<String> round() {
        List<String> told = new ArrayList<>();
        told.add("arrived " + arrive(50 + random.nextInt(100)));
        told.add("changed " + change(anyFile()));
        if (random.nextBoolean()) {
            told.add("withdrawn " + withdraw(anyFile()));
        }
        return told;
    }

    private String anyFile() {
        List<String> files = List.copyOf(live.keySet());
        return files.get(random.nextInt(files.size()));
    }

    private String arrive(int count) {
        made++;
        String file = "%03d".formatted(made);
        write(file, take(count));
        return file;
    }

    private List<String> take(int count) {
        List<String> some = waiting.subList(0, Math.min(count, waiting.size()));
        List<String> taken = new ArrayList<>(some);
        some.clear();
        return taken;
    }

    /** A tenth of its orders goes, about as many come. */
    private String change(String file) {
        List<String> kept = new ArrayList<>(live.getOrDefault(file, List.of()));
        Collections.shuffle(kept, random);
        int going = kept.size() / 10 + 1;
        List<String> gone = new ArrayList<>(kept.subList(0, going));
        kept.subList(0, going).clear();
        kept.addAll(take(going));
        waiting.addAll(gone);
        write(file, kept);
        return file;
    }

    private String withdraw(String file) {
        story.delete(path("orders", file)).delete(path("lineitem", file));
        waiting.addAll(live.getOrDefault(file, List.of()));
        live.remove(file);
        return file;
    }

    private static String path(String table, String file) {
        return "in/" + table + "/" + file + ".csv";
    }

    private void write(String file, List<String> keys) {
        live.put(file, keys);
        List<String> ordered = new ArrayList<>();
        List<String> itemised = new ArrayList<>();
        for (String key : keys) {
            ordered.add(orders.getOrDefault(key, ""));
            itemised.addAll(lines.getOrDefault(key, List.of()));
        }
        write("orders", file, ordered);
        write("lineitem", file, itemised);
    }

    /** A file that changed has another time than before. */
    private void write(String table, String file, List<String> rows) {
        story.write(path(table, file), TpchData.file(table, rows));
        made++;
        try {
            Path path = story.site.project().resolve(path(table, file));
            Files.setLastModifiedTime(path, FileTime.from(Story.NOW.minusSeconds(100_000L - made)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
