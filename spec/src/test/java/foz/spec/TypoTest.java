package foz.spec;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.failure.Problem;
import foz.api.plan.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whichever of Foz's own keys loses, doubles or swaps a letter, the mistake is found on its line and the right key is suggested. */
class TypoTest {

    private static final Pattern KEY = Pattern.compile("(?<=[\\s{,])[a-z][a-z-]+(?=: |:$)", Pattern.MULTILINE);
    private static final Set<String> OURS = Stream.of(
                    FozYaml.class,
                    SourceYaml.class,
                    SourceYaml.ColumnYaml.class,
                    TableYaml.class,
                    TableYaml.DuplicatesYaml.class,
                    TestsYaml.class,
                    TestsYaml.TestYaml.class,
                    TestsYaml.StepYaml.class,
                    TestsYaml.ExpectYaml.class,
                    FakeFilesKind.Options.class)
            .flatMap(c -> RecordShape.of(c).writtenKeys())
            .map(Key::name)
            .collect(Collectors.toSet());

    @Test
    void inAnyKeyIsSeenThrough(@TempDir Path folder) throws IOException {
        Story story = Stories.named("valid.txt");
        story.read(folder);
        int tried = 0;
        for (String file : List.of("foz.yaml", "tests/sales.yaml")) {
            String text = story.files().getOrDefault(file, "");
            for (MatchResult key : KEY.matcher(text)
                    .results()
                    .filter(k -> OURS.contains(k.group()))
                    .toList()) {
                for (String typo : typos(key.group())) {
                    Files.writeString(
                            folder.resolve(file), text.substring(0, key.start()) + typo + text.substring(key.end()));
                    check(folder, key, typo, text);
                    tried++;
                }
            }
            Files.writeString(folder.resolve(file), text);
        }
        assertThat(tried).isGreaterThan(150);
    }

    private static void check(Path folder, MatchResult key, String typo, String text) {
        int line = 1
                + (int) text.substring(0, key.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        Checked<Pipeline> checked = Story.reader().read(folder, Environment.plain(Story.VARIABLES));
        assertThat(checked).as(typo).isInstanceOf(Checked.Refused.class);
        List<Problem> problems = ((Checked.Refused<Pipeline>) checked).problems();
        assertThat(problems)
                .as("%s instead of %s in line %d: %s", typo, key.group(), line, problems)
                .anyMatch(p -> p.place().line() == line && p.suggestion().equals(java.util.Optional.of(key.group())));
    }

    private static List<String> typos(String key) {
        List<String> typos = new ArrayList<>();
        int middle = key.length() / 2;
        typos.add(key.substring(0, middle) + key.substring(middle - 1));
        if (key.length() > 3) {
            typos.add(key.substring(0, middle) + key.substring(middle + 1));
            typos.add(key.substring(0, middle - 1)
                    + key.charAt(middle)
                    + key.charAt(middle - 1)
                    + key.substring(middle + 1));
        }
        // "form" is no key, and yet nothing but a swapped "from"; a swap of two equal letters is no typo
        typos.removeIf(t -> t.equals(key) || OURS.contains(t));
        return typos;
    }

    @Test
    void knowsMoreThanAFewKeys() {
        assertThat(OURS)
                .contains("time-zone", "pattern", "at-once", "quarantine")
                .hasSizeGreaterThan(40);
        assertThat(Map.copyOf(Stories.named("valid.txt").files())).containsKey("foz.yaml");
    }
}
