package foz.spec;

import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A pipeline folder as one plain text, with what is expected of it: {@code --- name} begins a file, {@code === problems} the
 * expected messages, {@code === environment NAME} names the environment; what stands before the first file is prose.
 */
record Story(Map<String, String> files, Optional<String> environment, String problems) {

    static final Map<String, String> VARIABLES = Map.of("FOZ_DATA", "data", "ZONE", "America/Sao_Paulo");

    static Story of(String text) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        Optional<String> environment = Optional.empty();
        List<String> part = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("=== environment ")) {
                environment = Optional.of(line.substring("=== environment ".length()));
            } else if (line.startsWith("--- ") || line.startsWith("=== ")) {
                part = new ArrayList<>();
                parts.put(line.substring(4), part);
            } else {
                part.add(line);
            }
        }
        String problems = String.join(
                        "\n", Optional.ofNullable(parts.remove("problems")).orElse(List.of()))
                .strip();
        Map<String, String> files = new LinkedHashMap<>();
        parts.forEach((name, lines) -> files.put(name, String.join("\n", lines) + "\n"));
        return new Story(files, environment, problems);
    }

    /** The folder written to disk and read. */
    Checked<Pipeline> read(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return reader().read(folder, new Environment(environment, VARIABLES));
    }

    static PipelineReader reader() {
        return new PipelineReader(List.of(new FakeFilesKind()), new SmallSqlFront(), SmallSqlFront::new);
    }

    /** The problems as a user sees them, one per line. */
    static String said(Checked<Pipeline> checked, Path folder) {
        return switch (checked) {
            case Checked.Good<Pipeline> good -> "";
            case Checked.Refused<Pipeline> refused ->
                refused.problems().stream()
                        .map(p -> p.toString().replace(folder.toString(), "FOLDER"))
                        .collect(Collectors.joining("\n"));
        };
    }
}
