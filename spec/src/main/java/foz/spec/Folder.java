package foz.spec;

import foz.api.failure.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A pipeline's folder on disk: reads its texts and lists its files, reporting what can't be read. */
final class Folder {

    static final String FOZ_YAML = "foz.yaml";
    private static final int LARGEST_FILE = 2_000_000;

    private final Path root;
    private final Problems problems;

    Folder(Path root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** Whether a file or folder of that name is there. */
    boolean has(String name) {
        return Files.exists(root.resolve(name));
    }

    /** The text of a file; empty when it can't be read, which is reported. */
    Optional<String> text(String name) {
        Place place = new Place(name, 0, 0);
        try {
            if (Files.size(root.resolve(name)) > LARGEST_FILE) {
                problems.report(place, SpecProblem.FILE_TOO_LARGE, "limit", LARGEST_FILE);
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(root.resolve(name));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            problems.report(place, SpecProblem.NOT_UTF_8);
        } catch (IOException e) {
            problems.report(place, SpecProblem.UNREADABLE_FILE, "detail", e);
        }
        return Optional.empty();
    }

    /** The files below a folder, as names relative to the root with {@code /}, sorted; hidden ones and editors' copies left out. */
    List<String> files(String folder) {
        Path start = root.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(start, 8)) {
            return paths.filter(Files::isRegularFile)
                    .map(p -> root.relativize(p).toString().replace('\\', '/'))
                    .filter(n -> !n.contains("/.") && !n.endsWith("~"))
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            problems.report(new Place(folder, 0, 0), SpecProblem.UNREADABLE_FILE, "detail", e);
            return List.of();
        }
    }
}
