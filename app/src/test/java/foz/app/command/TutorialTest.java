package foz.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import foz.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the tutorial work as they stand there, in their order. */
class TutorialTest {

    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @TempDir
    Path start;

    @Test
    void everyCommandOfTheTutorialSucceeds() throws Exception {
        Path folder = start;
        for (String line : commands(Repository.root().resolve("docs/tutorial.md"))) {
            List<String> words = words(line);
            switch (words.getFirst()) {
                case "foz" -> {
                    Called called =
                            Called.in(folder, words.subList(1, words.size()).toArray(String[]::new));
                    assertThat(called.code())
                            .as(line + "\n" + called.out() + called.err())
                            .isZero();
                }
                case "cd" -> folder = folder.resolve(words.get(1)).normalize();
                default -> {
                    Process shell = new ProcessBuilder("sh", "-c", line)
                            .directory(folder.toFile())
                            .inheritIO()
                            .start();
                    assertThat(shell.waitFor()).as(line).isZero();
                }
            }
        }
    }

    private static List<String> commands(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            block.group(1).lines().filter(l -> !l.isBlank()).forEach(commands::add);
        }
        assertThat(commands).hasSizeGreaterThan(15);
        return commands;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }
}
