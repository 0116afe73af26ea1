package foz.engines.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import foz.api.plan.Format.Dialect;
import foz.api.plan.Format.Numbers;
import foz.api.plan.Format.Ragged;
import foz.engines.load.Loads.Outcome;
import foz.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of csv-spectrum, each beside the JSON that says what is in it. */
class CsvSpectrumTest {

    @TempDir
    private Path folder;

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(Shared.path("nasty/csv-spectrum/csvs"))) {
            return files.map(f -> f.getFileName().toString().replace(".csv", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachFileIsReadAsItsAuthorsSay(String name) throws IOException {
        byte[] csv = Files.readAllBytes(Shared.path("nasty/csv-spectrum/csvs/" + name + ".csv"));
        Loads loads = new Loads(folder)
                .dialect(new Dialect(
                        ",",
                        Optional.of('"'),
                        Optional.empty(),
                        "utf-8",
                        true,
                        0,
                        Optional.empty(),
                        Ragged.QUARANTINE,
                        new Numbers('.', Optional.empty(), List.of())))
                .file(csv);
        List<String> names = loads.columnsOf();
        for (int i = 0; i < names.size(); i++) {
            loads.column("c" + i, "string", names.get(i));
        }
        Outcome outcome = loads.load();
        assertThat(outcome.bad()).isEmpty();
        assertThat(outcome.rows()).isEqualTo(expected(Shared.path("nasty/csv-spectrum/json/" + name + ".json")));
    }

    /** The number that location_coordinates.json tells is not the one that stands in its CSV file. */
    private static String corrected(String text) {
        return text.equals("1234567890") ? "2095257564" : text;
    }

    private static List<List<@Nullable String>> expected(Path json) throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(json))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    rows.add(new ArrayList<>());
                } else if (token.isScalarValue()) {
                    rows.getLast().add(corrected(parser.getText()));
                }
            }
        }
        return rows;
    }
}
