package foz.app.property;

import foz.app.property.TableText.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Draws a history from a seed: the same one always. */
final class HistoryMaker {

    private static final int SHAPES = 6;
    /** Prime, so that neighbouring seeds together take every shape. */
    private static final int STRIDE = 37;

    private final long seed;
    private final Shapes shapes;
    private final Draw draw;
    private final Compiler compiler;
    private final QueryMaker queries;
    private final Map<String, String> stand = new LinkedHashMap<>();
    private final List<TableText> tables = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Set<String>> files = new TreeMap<>();
    private int fileNumber;

    private HistoryMaker(long seed, Shapes shapes, QueryMaker.Count count) {
        this.seed = seed;
        this.shapes = shapes;
        this.draw = new Draw(seed);
        this.compiler = new Compiler(shapes.zone(), shapes.feeds());
        this.queries = new QueryMaker(draw, shapes.feeds(), compiler, count);
    }

    static History make(long seed, Shapes shapes, QueryMaker.Count count) {
        return new HistoryMaker(seed, shapes, count).make();
    }

    private History make() {
        layers();
        shapeTables();
        generated();
        List<Feed> read = shapes.feeds().stream()
                .filter(f -> tables.stream().anyMatch(t -> reads(t.sql(), f.table())))
                .toList();
        happenings(read);
        return new History(seed, shapes.zone(), read, tables, steps);
    }

    private static boolean reads(String sql, String table) {
        return sql.matches("(?s).*\\b" + table.replace(".", "\\.") + "\\b.*");
    }

    /** Silver tables that stand between some feeds and what reads them. */
    private void layers() {
        for (Feed feed : shapes.feeds()) {
            if (draw.percent(25)) {
                layer(feed);
            }
        }
    }

    private void layer(Feed feed) {
        String columns =
                String.join(", ", feed.columns().stream().map(Feed.Column::name).toList());
        String name = "silver." + feed.name();
        String sql = "SELECT " + columns + " FROM " + feed.table();
        Rules rules = Rules.NONE;
        String shape = "all rows";
        switch (draw.between(0, 3)) {
            case 0 -> {
                sql += " WHERE " + queries.condition(feed, "");
                shape = "some rows";
            }
            case 1 -> {
                rules = rules(feed);
                shape = "rules";
            }
            case 2, 3 -> {
                rules = key(feed);
                shape = "key " + rules.keep()
                        + rules.withinDays().map(d -> " within").orElse("");
            }
            default -> throw new IllegalStateException();
        }
        if (compiler.add(name, sql).isPresent()) {
            tables.add(new TableText(name, shape, sql, rules));
            stand.put(feed.table(), name);
        }
    }

    private Rules rules(Feed feed) {
        Map<String, Map<String, String>> expect = new TreeMap<>();
        expect.put("quarantine", Map.of("likely", queries.condition(feed, "")));
        if (draw.percent(50)) {
            expect.put("drop", Map.of("wanted", queries.condition(feed, "")));
        }
        return new Rules(List.of(), "first", Optional.empty(), Optional.empty(), expect);
    }

    private Rules key(Feed feed) {
        Optional<String> by = feed.columns().stream()
                .filter(c -> c.type().startsWith("timestamp") || c.type().equals("date"))
                .map(Feed.Column::name)
                .findFirst();
        Optional<Integer> within = by.isPresent() && draw.percent(40) ? Optional.of(1) : Optional.empty();
        Map<String, Map<String, String>> expect = draw.percent(30) ? rules(feed).expect() : Map.of();
        return new Rules(List.of(feed.columns().getFirst().name()), draw.of("first", "last"), by, within, expect);
    }

    private void shapeTables() {
        List<String> names = List.copyOf(shapes.queries().keySet());
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < SHAPES; i++) {
            int number = Math.floorMod((seed * SHAPES + i) * STRIDE, names.size());
            if (taken.add(number)) {
                shapeTable("gold.t" + (i + 1), names.get(number));
            }
        }
    }

    private void shapeTable(String name, String shape) {
        String sql = layered(shapes.queries().getOrDefault(shape, ""));
        if (compiler.add(name, sql).isEmpty()) {
            throw new IllegalStateException(shape + " is refused: " + sql);
        }
        tables.add(new TableText(name, shape, sql));
    }

    private String layered(String sql) {
        String layered = sql;
        for (Map.Entry<String, String> e : stand.entrySet()) {
            if (draw.percent(60)) {
                layered = layered.replaceAll("\\b" + e.getKey().replace(".", "\\.") + "\\b", e.getValue());
            }
        }
        return layered;
    }

    private void generated() {
        for (int i = 1; i <= 2; i++) {
            String name = "gold.g" + i;
            queries.query(name).ifPresent(q -> {
                compiler.add(name, q.sql());
                tables.add(new TableText(name, q.shape(), q.sql()));
            });
        }
    }

    private void happenings(List<Feed> feeds) {
        for (Feed feed : feeds) {
            steps.add(new Step.Arrive(feed.name(), "always.ndjson", List.of()));
            for (int i = draw.between(0, 3); i > 0; i--) {
                arrives(feed);
            }
        }
        steps.add(new Step.Run());
        int many = draw.between(6, 12);
        for (int i = 0; i < many; i++) {
            happens(draw.of(feeds));
            if (draw.percent(65)) {
                steps.add(draw.percent(12) ? new Step.Crash(draw.between(1, 90)) : new Step.Run());
            }
        }
        steps.add(new Step.Run());
    }

    private void happens(Feed feed) {
        Optional<String> file = files(feed).stream()
                .skip(draw.between(0, Math.max(0, files(feed).size() - 1)))
                .findFirst();
        int what = draw.between(0, 99);
        if (what < 40 || file.isEmpty()) {
            arrives(feed);
        } else if (what < 58) {
            steps.add(new Step.Arrive(feed.name(), file.get(), changed(feed, file.get())));
        } else if (what < 70) {
            files(feed).remove(file.get());
            steps.add(new Step.Withdraw(feed.name(), file.get()));
        } else if (what < 74) {
            steps.add(new Step.Touch(feed.name(), file.get()));
        } else if (what < 82) {
            steps.add(new Step.Replay(feed.name()));
        } else if (what < 88) {
            change();
        } else if (what < 92) {
            steps.add(new Step.Compact());
        } else if (what < 95) {
            steps.add(new Step.Expire());
        } else if (what < 97) {
            steps.add(new Step.Reopen());
        } else {
            files(feed).forEach(f -> steps.add(new Step.Withdraw(feed.name(), f)));
            files(feed).clear();
        }
    }

    private Set<String> files(Feed feed) {
        return files.computeIfAbsent(feed.name(), f -> new TreeSet<>());
    }

    private void arrives(Feed feed) {
        String file = "f" + ++fileNumber + ".ndjson";
        files(feed).add(file);
        steps.add(new Step.Arrive(feed.name(), file, rows(feed, draw.between(0, 10))));
    }

    private List<Row> rows(Feed feed, int many) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            rows.add(row(feed));
        }
        return rows;
    }

    private Row row(Feed feed) {
        List<Optional<String>> cells = new ArrayList<>();
        for (Feed.Column column : feed.columns()) {
            cells.add(draw.percent(8) ? Optional.empty() : Optional.of(draw.of(column.values())));
        }
        return new Row(cells, draw.percent(5));
    }

    /** The rows a file had last, some of them others, some gone. */
    private List<Row> changed(Feed feed, String file) {
        List<Row> rows = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Arrive a
                    && a.feed().equals(feed.name())
                    && a.file().equals(file)) {
                rows = new ArrayList<>(a.rows());
            }
        }
        rows.replaceAll(r -> draw.percent(30) ? row(feed) : r);
        rows.removeIf(r -> draw.percent(20));
        rows.addAll(rows(feed, draw.between(0, 2)));
        return rows;
    }

    /** Another query for a table that nobody reads; later perhaps the old one again. */
    private void change() {
        TableText table = draw.of(tables);
        boolean isRead = tables.stream().anyMatch(t -> reads(t.sql(), table.name()));
        if (isRead || !table.rules().isEmpty()) {
            return;
        }
        Optional<String> last = steps.stream()
                .filter(s -> s instanceof Step.Change c && c.table().equals(table.name()))
                .map(s -> ((Step.Change) s).sql())
                .reduce((a, b) -> b);
        if (last.filter(sql -> !sql.equals(table.sql())).isPresent()) {
            steps.add(new Step.Change(table.name(), table.sql()));
        } else {
            String other = layered(draw.of(List.copyOf(shapes.queries().values())));
            if (!reads(other, table.name()) && readsOnlyKnown(other)) {
                steps.add(new Step.Change(table.name(), other));
            }
        }
    }

    /** Feeds that no table read at the beginning bring nothing. */
    private boolean readsOnlyKnown(String sql) {
        return shapes.feeds().stream()
                .filter(f -> reads(sql, f.table()))
                .allMatch(f -> tables.stream().anyMatch(t -> reads(t.sql(), f.table())));
    }
}
