package foz.app.init;

import foz.app.init.Draft.DraftColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the folder of a pipeline with one source: foz.yaml, a silver and a gold table, a test. */
final class DraftWriter {

    private static final List<String> DATED = List.of("date", "timestamp", "timestamptz");

    private final Draft draft;
    private final Path folder;

    DraftWriter(Draft draft, Path folder) {
        this.draft = draft;
        this.folder = folder;
    }

    /** Writes everything and returns the paths, relative to the folder. */
    List<String> write(String pipeline) throws IOException {
        List<String> written = new ArrayList<>();
        written.add(file("foz.yaml", yaml(pipeline)));
        written.add(file("sql/silver/" + draft.name() + ".sql", silver()));
        written.add(file("sql/gold/" + draft.name() + "_summary.sql", gold()));
        if (!draft.sample().isEmpty()) {
            written.add(file("tests/" + draft.name() + ".yaml", test()));
        }
        written.add(file(".gitignore", ".foz/\n"));
        return written;
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return name;
    }

    private String yaml(String pipeline) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("# Written by foz init from ")
                .append(Yaml.comment(draft.from()))
                .append(", which was read to its last byte.\n");
        yaml.append("# Change what you like; foz validate says whether it still makes sense.\n");
        yaml.append("pipeline: ").append(pipeline).append("\ntime-zone: UTC\n\nsources:\n");
        draft.remarks().forEach(r -> yaml.append("  # ").append(Yaml.comment(r)).append('\n'));
        yaml.append("  ").append(draft.name()).append(":\n    kind: files\n");
        yaml.append("    from: ")
                .append(Yaml.scalar(draft.from()))
                .append("   # * stands for any part of a name, ** for any folders\n");
        yaml.append("    format: ").append(draft.format()).append('\n');
        draft.options().forEach(o -> yaml.append("    ").append(o).append('\n'));
        yaml.append("    columns:\n");
        int widest =
                draft.columns().stream().mapToInt(c -> c.name().length()).max().orElse(0);
        for (DraftColumn column : draft.columns()) {
            column.remarks()
                    .forEach(
                            r -> yaml.append("      # ").append(Yaml.comment(r)).append('\n'));
            yaml.append("      ").append(column(column, Math.min(widest, 32))).append('\n');
        }
        draft.after().forEach(o -> yaml.append("    ").append(o).append('\n'));
        yaml.append("\ntables:\n  silver.").append(draft.name()).append(":\n    expect:\n      warn:\n");
        yaml.append(
                "        # a rule that every row should pass; under quarantine: instead of warn: it keeps rows out\n");
        yaml.append("        known-")
                .append(draft.columns().getFirst().name().replace('_', '-').replaceAll("-$", ""));
        yaml.append(": \"").append(draft.columns().getFirst().name()).append(" IS NOT NULL\"\n");
        return yaml.toString();
    }

    private static String column(DraftColumn c, int widest) {
        String type = c.type().matches(".*[(<].*") ? Yaml.quoted(c.type()) : c.type();
        String pattern = c.patterns().isEmpty()
                ? ""
                : ", pattern: [" + c.patterns().stream().map(Yaml::quoted).collect(Collectors.joining(", ")) + "]";
        String name = c.name() + ":" + " ".repeat(Math.max(0, widest - c.name().length()));
        return name + " {type: " + type + ", from: " + Yaml.scalar(c.from()) + pattern + "}";
    }

    private String silver() {
        return "-- One row for each good row of the file. A place for clean-up: rename, compute, leave out with"
                + " WHERE.\n"
                + draft.columns().stream()
                        .map(DraftColumn::name)
                        .collect(Collectors.joining(",\n       ", "SELECT ", ""))
                + "\nFROM bronze." + draft.name() + "\n";
    }

    private String gold() {
        List<DraftColumn> sums = draft.columns().stream()
                .filter(c -> c.type().startsWith("decimal"))
                .limit(4)
                .toList();
        Optional<DraftColumn> date =
                draft.columns().stream().filter(c -> DATED.contains(c.type())).findFirst();
        Optional<DraftColumn> group =
                draft.columns().stream().filter(DraftColumn::grouping).findFirst();
        List<String> keys = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        date.ifPresent(d -> {
            String month = "CAST(date_trunc('month', " + d.name() + ") AS date)";
            keys.add(month);
            selected.add(month + " AS first_of_month");
        });
        if (date.isEmpty()) {
            group.ifPresent(g -> {
                keys.add(g.name());
                selected.add(g.name());
            });
        }
        selected.add("count(*) AS how_many");
        sums.forEach(s -> selected.add("sum(" + s.name() + ") AS " + s.name()));
        return "-- How many rows, and the sums of amounts"
                + (keys.isEmpty() ? "" : ", by " + (date.isPresent() ? "month" : keys.getFirst())) + ".\n"
                + selected.stream().collect(Collectors.joining(",\n       ", "SELECT ", ""))
                + "\nFROM silver." + draft.name()
                + (keys.isEmpty() ? "" : "\nGROUP BY " + String.join(", ", keys)) + "\n";
    }

    private String test() {
        String row = draft.sample().entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(this::cell)
                .collect(Collectors.joining(", ", "{", "}"));
        return "tests:\n  - name: a row of the file comes through as it is\n    given:\n      bronze." + draft.name()
                + ":\n        - " + row + "\n    expect:\n      silver." + draft.name() + ":\n        - " + row
                + "\n      balance: closed\n";
    }

    private String cell(Map.Entry<String, String> cell) {
        String type = draft.columns().stream()
                .filter(c -> c.name().equals(cell.getKey()))
                .findFirst()
                .orElseThrow()
                .type();
        boolean bare = type.equals("int") || type.equals("long") || type.startsWith("decimal") || type.equals("double");
        return cell.getKey() + ": "
                + (bare && !cell.getValue().startsWith("+") ? cell.getValue() : Yaml.quoted(cell.getValue()));
    }
}
