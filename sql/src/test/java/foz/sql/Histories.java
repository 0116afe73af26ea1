package foz.sql;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.sql.Query;
import foz.api.type.TableName;
import foz.testkit.sql.QueryShapes;
import foz.testkit.sql.QueryShapes.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Random histories of a query's tables, and the smallest one on which following them goes wrong. */
final class Histories {

    private static final int ROUNDS = 5;

    private final QueryShapes shapes;

    Histories(QueryShapes shapes) {
        this.shapes = shapes;
    }

    Query query(String sql) {
        Checked<Query> checked = new PortableSql()
                .query(Shop.TARGET, sql, new Place("shape.sql", 1, 1), shapes.schemas(), shapes.zone());
        return switch (checked) {
            case Checked.Good<Query> good -> good.value();
            case Checked.Refused<Query> refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    private Map<TableName, List<Column>> read(Query query) {
        Map<TableName, List<Column>> read = new LinkedHashMap<>();
        shapes.tables().forEach((name, columns) -> {
            boolean staged = query.stages().stream()
                    .anyMatch(stage -> stage.query().inputs().contains(name));
            if (staged || query.inputs().contains(name)) {
                read.put(name, columns);
            }
        });
        return read;
    }

    /** A history: empty or full at first; then rows come, go, both, all go, nothing happens. */
    List<History.Round> history(Query query, long seed) {
        RandomGenerator random = new Random(seed);
        Map<TableName, List<Column>> tables = read(query);
        Map<TableName, List<String>> standing = new LinkedHashMap<>();
        List<History.Round> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Map<TableName, List<String>> come = new LinkedHashMap<>();
            Map<TableName, List<String>> go = new LinkedHashMap<>();
            int kind = random.nextInt(7);
            for (TableName table : tables.keySet()) {
                boolean stays = i > 0 && random.nextInt(3) == 0;
                List<String> rows = standing.computeIfAbsent(table, t -> new ArrayList<>());
                List<String> going = new ArrayList<>();
                List<String> coming = new ArrayList<>();
                if (!stays && (kind >= 2 || i == 0)) {
                    int most = i == 0 ? random.nextInt(25) : 1 + random.nextInt(5);
                    for (int j = 0; j < most; j++) {
                        coming.add(
                                !rows.isEmpty() && random.nextInt(6) == 0
                                        ? rows.get(random.nextInt(rows.size()))
                                        : History.row(tables.get(table), random));
                    }
                }
                if (!stays && i > 0 && (kind == 1 || kind >= 4)) {
                    int most = kind == 1 && random.nextInt(3) == 0
                            ? rows.size()
                            : Math.min(rows.size(), random.nextInt(5));
                    for (int j = 0; j < most; j++) {
                        going.add(rows.remove(random.nextInt(rows.size())));
                    }
                }
                if (kind == 5 && !going.isEmpty()) {
                    coming.add(going.getFirst());
                }
                rows.addAll(coming);
                come.put(table, coming);
                go.put(table, going);
            }
            rounds.add(new History.Round(come, go));
        }
        return rounds;
    }

    /** What goes wrong in a history; the ways taken are added to {@code ways}. */
    Optional<String> failure(Query query, List<History.Round> rounds, List<String> ways) {
        try (History history = new History(read(query))) {
            for (int i = 0; i < rounds.size(); i++) {
                history.move(rounds.get(i));
                if (i == 0) {
                    history.compute(query, "target.t");
                } else {
                    ways.add(history.refresh(query, "target.t"));
                }
                List<String> differences = history.differences(query, "target.t");
                if (!differences.isEmpty()) {
                    return Optional.of("after round " + i + ":\n  "
                            + differences.stream().limit(8).collect(Collectors.joining("\n  ")));
                }
            }
            return Optional.empty();
        } catch (SQLException | AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Leaves out rounds and rows as long as it still goes wrong. */
    List<History.Round> shrunk(Query query, List<History.Round> rounds) {
        List<History.Round> small = new ArrayList<>(rounds);
        for (int i = small.size() - 1; i > 0; i--) {
            List<History.Round> fewer = new ArrayList<>(small);
            fewer.remove(i);
            if (fails(query, fewer)) {
                small = fewer;
            }
        }
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (int i = 0; i < small.size(); i++) {
                for (boolean coming : new boolean[] {true, false}) {
                    for (TableName table : small.get(i).come().keySet()) {
                        for (int j = rows(small.get(i), coming, table).size() - 1; j >= 0; j--) {
                            List<History.Round> fewer = without(small, i, coming, table, j);
                            if (isPossible(fewer) && fails(query, fewer)) {
                                small = fewer;
                                smaller = true;
                            }
                        }
                    }
                }
            }
        }
        return small;
    }

    private boolean fails(Query query, List<History.Round> rounds) {
        return failure(query, rounds, new ArrayList<>()).isPresent();
    }

    private static List<String> rows(History.Round round, boolean coming, TableName table) {
        return (coming ? round.come() : round.go()).getOrDefault(table, List.of());
    }

    private static List<History.Round> without(
            List<History.Round> rounds, int index, boolean coming, TableName table, int row) {
        List<History.Round> fewer = new ArrayList<>(rounds);
        History.Round round = rounds.get(index);
        Map<TableName, List<String>> changed = new LinkedHashMap<>(coming ? round.come() : round.go());
        List<String> rows = new ArrayList<>(changed.get(table));
        rows.remove(row);
        changed.put(table, rows);
        fewer.set(index, coming ? new History.Round(changed, round.go()) : new History.Round(round.come(), changed));
        return fewer;
    }

    /** Whether only rows go that stand there. */
    private static boolean isPossible(List<History.Round> rounds) {
        Map<String, Integer> standing = new LinkedHashMap<>();
        for (History.Round round : rounds) {
            round.come().forEach((t, rows) -> rows.forEach(r -> standing.merge(t + r, 1, Integer::sum)));
            round.go().forEach((t, rows) -> rows.forEach(r -> standing.merge(t + r, -1, Integer::sum)));
            if (standing.values().stream().anyMatch(n -> n < 0)) {
                return false;
            }
        }
        return true;
    }

    static String told(List<History.Round> rounds) {
        StringBuilder text = new StringBuilder();
        for (History.Round round : rounds) {
            text.append("round\n");
            round.come()
                    .forEach((t, rows) -> rows.forEach(
                            r -> text.append("  + ").append(t).append(r).append('\n')));
            round.go()
                    .forEach((t, rows) -> rows.forEach(
                            r -> text.append("  - ").append(t).append(r).append('\n')));
        }
        return text.toString();
    }
}
