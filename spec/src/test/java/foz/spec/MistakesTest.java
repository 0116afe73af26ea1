package foz.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of mistake, as the texts in {@code mistakes/} tell: a folder in, messages out. */
class MistakesTest {

    static Stream<String> stories() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(stories("mistakes"))) {
            return files.map(p -> p.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static Path stories(String name) throws URISyntaxException {
        URL found = Objects.requireNonNull(MistakesTest.class.getResource("/" + name));
        return Path.of(found.toURI());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void isReportedWhereItStands(String name, @TempDir Path folder) throws IOException, URISyntaxException {
        Story story = Story.of(Files.readString(stories("mistakes").resolve(name)));
        assertThat(Story.said(story.read(folder), folder)).isEqualTo(story.problems());
    }
}
