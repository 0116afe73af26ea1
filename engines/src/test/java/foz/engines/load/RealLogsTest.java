package foz.engines.load;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Balance;
import foz.api.engine.Loaded.LoadedFile;
import foz.api.plan.Format;
import foz.testkit.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real access logs against the counts of matching and other lines in {@code answers.json}. */
class RealLogsTest {

    private static final Pattern ANSWER = Pattern.compile(
            "\"(logs/[^\" ]+)( \\(all[^\"]*)?\": \\{\\s*\"lines\": (\\d+),\\s*\"blank_lines\": 0,\\s*\"matched\":"
                    + " (\\d+),");

    @Test
    void asManyLinesMatchAsTheAnswersSay(@TempDir Path folder) throws IOException {
        String answers = Files.readString(Shared.path("answers.json"), StandardCharsets.UTF_8);
        Matcher answer = ANSWER.matcher(answers);
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        while (answer.find()) {
            String name = answer.group(1);
            Balance sum = load(Files.createDirectories(folder.resolve(name)), Shared.path(name));
            expected.add(name + " " + answer.group(3) + " " + answer.group(4));
            found.add(name + " " + sum.received() + " " + sum.written());
        }
        assertThat(expected).hasSize(5);
        assertThat(found).isEqualTo(expected);
    }

    private static Balance load(Path folder, Path logs) throws IOException {
        Loads loads = new Loads(folder)
                .format(new Format.AccessLog())
                .column("host", "string", "host")
                .column("time", "timestamptz", "time")
                .column("status", "int", "status")
                .column("bytes", "long", "bytes");
        try (Stream<Path> files = Files.walk(logs)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                loads.file(Files.readAllBytes(file));
            }
        }
        Balance sum = Balance.EMPTY;
        for (LoadedFile file : loads.load().loaded().files()) {
            assertThat(file.balance().closes()).isTrue();
            sum = sum.plus(file.balance());
        }
        return sum;
    }
}
