package foz.app.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories that once came out wrong, as small as they got. */
class KnownHistoriesTest {

    static List<Path> known() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(KnownHistoriesTest.class.getResource("/foz/app/property"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("known")
    void comesOutRight(Path file) throws IOException {
        History history = HistoryText.parse(Files.readString(file));
        assertThat(Player.play(history, new Ways()))
                .as(file.getFileName().toString())
                .isEqualTo(Optional.empty());
    }
}
