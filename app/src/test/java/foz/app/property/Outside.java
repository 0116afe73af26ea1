package foz.app.property;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The folders that sources fetch from, and by an account of its own what of their files counts: one reading per content, which goes when
 * its path goes or holds something else.
 */
final class Outside {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final Path project;
    private final List<Feed> feeds;
    private final Map<String, Map<String, List<Row>>> files = new TreeMap<>();
    private final Map<String, Map<String, Reading>> live = new TreeMap<>();
    private int readings;
    private int tick;

    Outside(Path project, List<Feed> feeds) {
        this.project = project;
        this.feeds = feeds;
        for (Feed feed : feeds) {
            files.put(feed.name(), new TreeMap<>());
            live.put(feed.name(), new TreeMap<>());
        }
    }

    /** A row that counts, with its place of origin. */
    record Live(Row row, int file, int record) {}

    private record Reading(int number, String content, List<Live> rows, List<Live> bad) {}

    void arrive(Feed feed, String file, List<Row> rows) {
        of(files, feed).put(file, rows);
        write(feed, file, rows);
    }

    void withdraw(Feed feed, String file) {
        if (of(files, feed).remove(file) != null) {
            try {
                Files.delete(path(feed, file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void touch(Feed feed, String file) {
        List<Row> rows = of(files, feed).get(file);
        if (rows != null) {
            write(feed, file, rows);
        }
    }

    /** What a run takes in. */
    void land() {
        for (Feed feed : feeds) {
            Map<String, Reading> readingsOfFeed = of(live, feed);
            Map<String, String> now = new TreeMap<>();
            of(files, feed).forEach((name, rows) -> now.put(name, content(feed, rows)));
            readingsOfFeed.entrySet().removeIf(e -> !e.getValue().content().equals(now.get(e.getKey())));
            Set<String> contents = readingsOfFeed.values().stream()
                    .map(Reading::content)
                    .collect(Collectors.toCollection(HashSet::new));
            now.forEach((name, content) -> {
                if (!readingsOfFeed.containsKey(name) && contents.add(content)) {
                    readingsOfFeed.put(name, read(content, of(files, feed).getOrDefault(name, List.of())));
                }
            });
        }
    }

    /** All open rows of a feed's quarantine are put through again. */
    void replay(Feed feed) {
        for (Reading reading : of(live, feed).values()) {
            reading.rows().addAll(reading.bad());
            reading.bad().clear();
        }
    }

    List<Live> rows(Feed feed) {
        return of(live, feed).values().stream().flatMap(r -> r.rows().stream()).toList();
    }

    long openBadRows(Feed feed) {
        return of(live, feed).values().stream().mapToLong(r -> r.bad().size()).sum();
    }

    private Reading read(String content, List<Row> rows) {
        int number = ++readings;
        List<Live> good = new ArrayList<>();
        List<Live> bad = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            (rows.get(i).bad() ? bad : good).add(new Live(rows.get(i), number, i + 1));
        }
        return new Reading(number, content, good, bad);
    }

    private void write(Feed feed, String file, List<Row> rows) {
        try {
            Path path = path(feed, file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content(feed, rows));
            Files.setLastModifiedTime(path, FileTime.from(BEGINNING.plusSeconds(++tick)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Feed feed, List<Row> rows) {
        return rows.stream().map(r -> r.json(feed) + "\n").collect(Collectors.joining());
    }

    private Path path(Feed feed, String file) {
        return project.resolve("in").resolve(feed.name()).resolve(file);
    }

    private static <V> Map<String, V> of(Map<String, Map<String, V>> all, Feed feed) {
        return all.getOrDefault(feed.name(), Map.of());
    }
}
