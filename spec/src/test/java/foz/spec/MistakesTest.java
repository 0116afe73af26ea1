package foz.spec;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.failure.Code;
import foz.api.plan.Pipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
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

    @Test
    void everyProblemIsToldInAStory(@TempDir Path folders) throws IOException {
        Set<Code> told = new HashSet<>();
        for (String name : Stories.names()) {
            if (Stories.named(name).read(folders.resolve(name)) instanceof Checked.Refused<Pipeline> refused) {
                refused.problems().forEach(p -> told.add(p.sentence().code()));
            }
        }
        Set<Code> untold = new HashSet<>(EnumSet.allOf(SpecProblem.class));
        untold.removeAll(told);
        assertThat(untold)
                .containsExactlyInAnyOrder(
                        SpecProblem.NOT_UTF_8, SpecProblem.FILE_TOO_LARGE, SpecProblem.UNREADABLE_FILE);
    }

    @Test
    void filesThatCanBeNoTextAreTold(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("foz.yaml"), "pipeline: sales\n");
        Files.createDirectories(folder.resolve("sql/silver"));
        Files.write(
                folder.resolve("sql/silver/latin.sql"), "SELECT 'pre\u00e7o'".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("sql/silver/large.sql"), new byte[3_000_000]);
        Checked<Pipeline> checked = Story.reader().read(folder, Environment.plain(Map.of()));
        assertThat(Story.said(checked, folder)).isEqualTo("""
            sql/silver/large.sql: the file is larger than 2000000 bytes
            sql/silver/latin.sql: the file is not UTF-8 text\
            """);
    }
}
