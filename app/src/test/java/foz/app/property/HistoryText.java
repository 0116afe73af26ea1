package foz.app.property;

import foz.app.property.TableText.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A history as text that can be pasted into a file of known ones, and back. */
final class HistoryText {

    private static final String NULL = "~";

    private HistoryText() {}

    static String of(History history) {
        List<String> lines = new ArrayList<>();
        lines.add("seed " + history.seed());
        lines.add("zone " + history.zone());
        for (Feed feed : history.feeds()) {
            lines.add("feed " + feed.name());
            feed.columns().forEach(c -> lines.add("  column " + c.name() + " " + c.type()));
        }
        for (TableText table : history.tables()) {
            lines.add("table " + table.name() + " as " + table.shape());
            lines.add("  sql " + table.sql());
            rules(table.rules(), lines);
        }
        for (Step step : history.steps()) {
            lines.add(line(step));
            if (step instanceof Step.Arrive arrive) {
                arrive.rows()
                        .forEach(r -> lines.add((r.bad() ? "  bad " : "  row ")
                                + r.cells().stream().map(c -> c.orElse(NULL)).collect(Collectors.joining(" | "))));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static void rules(Rules rules, List<String> lines) {
        if (!rules.key().isEmpty()) {
            lines.add("  key " + String.join(", ", rules.key()));
            lines.add("  keep " + rules.keep());
            rules.by().ifPresent(by -> lines.add("  by " + by));
            rules.withinDays().ifPresent(days -> lines.add("  within " + days));
        }
        rules.expect()
                .forEach((outcome, conditions) ->
                        conditions.forEach((name, sql) -> lines.add("  expect " + outcome + " " + name + " " + sql)));
    }

    /** A step without its rows. */
    static String line(Step step) {
        return switch (step) {
            case Step.Arrive s -> "arrive " + s.feed() + " " + s.file();
            case Step.Withdraw s -> "withdraw " + s.feed() + " " + s.file();
            case Step.Touch s -> "touch " + s.feed() + " " + s.file();
            case Step.Replay s -> "replay " + s.feed();
            case Step.Change s -> "change " + s.table() + " " + s.sql();
            case Step.Compact s -> "compact";
            case Step.Expire s -> "expire";
            case Step.Reopen s -> "reopen";
            case Step.Run s -> "run";
            case Step.Crash s -> "crash " + s.at();
        };
    }

    static History parse(String text) {
        Parsing parsing = new Parsing();
        text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(parsing::line);
        return parsing.history();
    }

    private static final class Parsing {

        private long seed;
        private String zone = "UTC";
        private final List<Feed> feeds = new ArrayList<>();
        private final List<TableText> tables = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();

        void line(String line) {
            String[] words = line.strip().split(" ", 2);
            String rest = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "seed" -> seed = Long.parseLong(rest);
                case "zone" -> zone = rest;
                case "feed" -> feeds.add(new Feed(rest, List.of()));
                case "column" -> column(rest);
                case "table" ->
                    tables.add(new TableText(rest.split(" as ", 2)[0], rest.split(" as ", 2)[1], "", Rules.NONE));
                case "sql", "key", "keep", "by", "within", "expect" -> table(words[0], rest);
                case "row", "bad" -> row(rest, words[0].equals("bad"));
                default -> steps.add(step(words[0], rest));
            }
        }

        private void column(String rest) {
            Feed last = feeds.removeLast();
            List<Feed.Column> columns = new ArrayList<>(last.columns());
            columns.add(new Feed.Column(rest.split(" ", 2)[0], rest.split(" ", 2)[1], List.of()));
            feeds.add(new Feed(last.name(), columns));
        }

        private void table(String word, String rest) {
            TableText t = tables.removeLast();
            Rules r = t.rules();
            tables.add(
                    switch (word) {
                        case "sql" -> t.with(rest);
                        case "key" ->
                            with(
                                    t,
                                    new Rules(
                                            Arrays.asList(rest.split(", ")),
                                            r.keep(),
                                            r.by(),
                                            r.withinDays(),
                                            r.expect()));
                        case "keep" -> with(t, new Rules(r.key(), rest, r.by(), r.withinDays(), r.expect()));
                        case "by" ->
                            with(t, new Rules(r.key(), r.keep(), Optional.of(rest), r.withinDays(), r.expect()));
                        case "within" ->
                            with(
                                    t,
                                    new Rules(
                                            r.key(), r.keep(), r.by(), Optional.of(Integer.valueOf(rest)), r.expect()));
                        default ->
                            with(t, new Rules(r.key(), r.keep(), r.by(), r.withinDays(), expecting(r.expect(), rest)));
                    });
        }

        private static TableText with(TableText table, Rules rules) {
            return new TableText(table.name(), table.shape(), table.sql(), rules);
        }

        private static Map<String, Map<String, String>> expecting(
                Map<String, Map<String, String>> before, String rest) {
            String[] words = rest.split(" ", 3);
            Map<String, Map<String, String>> expect = new LinkedHashMap<>(before);
            Map<String, String> conditions = new LinkedHashMap<>(expect.getOrDefault(words[0], Map.of()));
            conditions.put(words[1], words[2]);
            expect.put(words[0], conditions);
            return expect;
        }

        private void row(String rest, boolean bad) {
            Step.Arrive last = (Step.Arrive) steps.removeLast();
            List<Row> rows = new ArrayList<>(last.rows());
            rows.add(new Row(
                    Arrays.stream(rest.split(" \\| ", -1))
                            .map(c -> c.equals(NULL) ? Optional.<String>empty() : Optional.of(c))
                            .toList(),
                    bad));
            steps.add(new Step.Arrive(last.feed(), last.file(), rows));
        }

        private static Step step(String word, String rest) {
            String[] two = (rest + " ").split(" ", 2);
            return switch (word) {
                case "arrive" -> new Step.Arrive(two[0], two[1].strip(), List.of());
                case "withdraw" -> new Step.Withdraw(two[0], two[1].strip());
                case "touch" -> new Step.Touch(two[0], two[1].strip());
                case "replay" -> new Step.Replay(rest);
                case "change" -> new Step.Change(two[0], two[1].strip());
                case "compact" -> new Step.Compact();
                case "expire" -> new Step.Expire();
                case "reopen" -> new Step.Reopen();
                case "run" -> new Step.Run();
                case "crash" -> new Step.Crash(Integer.parseInt(rest));
                default -> throw new IllegalArgumentException("no step: " + word + " " + rest);
            };
        }

        History history() {
            return new History(seed, zone, feeds, tables, steps);
        }
    }
}
