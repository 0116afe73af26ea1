package foz.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of mistake, as the texts in {@code mistakes/} tell: a folder in, messages out. */
class MistakesTest {

    static List<String> stories() {
        return Stories.names();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void isReportedWhereItStands(String name, @TempDir Path folder) throws IOException {
        Story story = Stories.named(name);
        assertThat(Story.said(story.read(folder), folder)).isEqualTo(story.problems());
    }
}
