package foz.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import foz.api.failure.Checked;
import foz.api.failure.Problem;
import foz.api.plan.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to the text of a folder, the reader answers with a plan or with problems that have a place, and with nothing else. */
class MutilationTest {

    private static final long SEED = 20261120;
    private static final int TIMES = 300;
    private static final String SIGNS = "{}[]:,-\"'#&*!|>%@`?\n\t ~$.=0a\u00e9\u0000\ud83d";

    @Test
    void endsInAPlanOrInProblems(@TempDir Path folder) throws IOException {
        Story story = Stories.named("valid.txt");
        story.read(folder);
        Random random = new Random(SEED);
        for (String file : List.of("foz.yaml", "tests/sales.yaml", "env/aws.yaml")) {
            String text = story.files().getOrDefault(file, "");
            for (int i = 0; i < TIMES / 3; i++) {
                String mutilated = mutilated(text, random);
                Files.write(folder.resolve(file), mutilated.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                assertThatCode(() -> check(folder))
                        .as("seed %d, %s:%n%s", SEED, file, mutilated)
                        .doesNotThrowAnyException();
            }
            Files.writeString(folder.resolve(file), text);
        }
    }

    private static void check(Path folder) {
        Checked<Pipeline> checked = Story.reader().read(folder, Environment.plain(Story.VARIABLES));
        if (checked instanceof Checked.Refused<Pipeline> refused) {
            assertThat(refused.problems())
                    .isNotEmpty()
                    .extracting(Problem::place)
                    .allMatch(p -> !p.file().isEmpty());
        }
    }

    private static String mutilated(String text, Random random) {
        StringBuilder mutilated = new StringBuilder(text);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(mutilated.length() - 1);
            int end = Math.min(mutilated.length(), at + 1 + random.nextInt(random.nextBoolean() ? 2 : 40));
            String sign = String.valueOf(SIGNS.charAt(random.nextInt(SIGNS.length())));
            switch (random.nextInt(4)) {
                case 0 -> mutilated.delete(at, end);
                case 1 -> mutilated.insert(at, sign);
                case 2 -> mutilated.replace(at, at + 1, sign);
                default -> mutilated.insert(at, mutilated.substring(at, end));
            }
        }
        return mutilated.toString();
    }
}
