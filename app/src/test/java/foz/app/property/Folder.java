package foz.app.property;

import foz.app.property.TableText.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A history's tables as a pipeline folder. */
final class Folder {

    private Folder() {}

    static void write(Path project, History history, List<TableText> tables) {
        StringBuilder yaml = new StringBuilder("pipeline: property\ntime-zone: " + history.zone() + "\nsources:\n");
        history.feeds().forEach(feed -> source(yaml, feed));
        if (tables.stream().anyMatch(t -> !t.rules().isEmpty())) {
            yaml.append("tables:\n");
        }
        try {
            for (TableText table : tables) {
                Path file = project.resolve("sql/" + table.name().replace('.', '/') + ".sql");
                Files.createDirectories(file.getParent());
                Files.writeString(file, table.sql() + "\n");
                settings(yaml, table);
            }
            Files.writeString(project.resolve("foz.yaml"), yaml.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void source(StringBuilder yaml, Feed feed) {
        yaml.append("  ")
                .append(feed.name())
                .append(":\n    kind: files\n    from: in/")
                .append(feed.name());
        yaml.append("/*\n    format: ndjson\n    removed-file: withdraw\n    max-bad: 100%\n    columns:\n");
        feed.columns().forEach(c -> yaml.append("      %s: \"%s\"%n".formatted(c.name(), c.type())));
    }

    private static void settings(StringBuilder yaml, TableText table) {
        Rules rules = table.rules();
        if (rules.isEmpty()) {
            return;
        }
        yaml.append("  ").append(table.name()).append(":\n");
        if (!rules.key().isEmpty()) {
            yaml.append("    key: ")
                    .append(rules.key())
                    .append("\n    duplicates: {keep: ")
                    .append(rules.keep());
            rules.by().ifPresent(by -> yaml.append(", by: ").append(by));
            rules.withinDays()
                    .ifPresent(days -> yaml.append(", within: ").append(days).append("d"));
            yaml.append("}\n");
        }
        if (!rules.expect().isEmpty()) {
            yaml.append("    expect:\n");
            rules.expect().forEach((outcome, conditions) -> {
                yaml.append("      ").append(outcome).append(":\n");
                conditions.forEach((name, sql) -> yaml.append("        ")
                        .append(name)
                        .append(": \"")
                        .append(sql)
                        .append("\"\n"));
            });
        }
    }
}
