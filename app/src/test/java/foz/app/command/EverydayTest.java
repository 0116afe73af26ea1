package foz.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The everyday verbs on the small example, from outside. */
class EverydayTest {

    @TempDir
    Path above;

    private Path folder;

    @BeforeEach
    void makeTheExample() {
        Called.in(above, "init", "weather");
        folder = above.resolve("weather");
    }

    @Test
    void aRunPrintsWhereEachRowWent() {
        Called run = Called.in(folder, "run");
        assertThat(run.err()).isEmpty();
        assertThat(run.steadyOut()).isEqualTo("""
            bronze.readings        received 9 = written 6 + quarantined 2 + ignored 1 ✓
            silver.readings        received 6 = written 4 + quarantined 1 + duplicate 1 ✓
            gold.readings_by_day   received 3 = written 3 ✓

            3 rows are in the quarantine; to see why: foz bad list
            Done in TIME: 1 file, 9 records; every balance closes.
            """);
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(Called.in(folder, "run").out()).isEqualTo("Nothing new; every table is up to date.\n");
    }

    @Test
    void anAnswerGoesToTheOutputAloneInEveryForm() throws IOException {
        Called.in(folder, "run");
        String sql =
                "SELECT station, warmest, NULL AS note FROM gold.readings_by_day WHERE station = 'North' ORDER BY 1, 2";
        assertThat(Called.in(folder, "query", sql).out()).isEqualTo("""
            station  warmest  note
            ───────  ───────  ────
            North       21.5  NULL
            """);
        assertThat(Called.in(folder, "query", "--format", "csv", sql).out())
                .isEqualTo("station,warmest,note\nNorth,21.5,\n");
        assertThat(Called.in(folder, "query", "--format", "ndjson", sql).out())
                .isEqualTo("{\"station\":\"North\",\"warmest\":21.5,\"note\":null}\n");
        assertThat(Called.in(folder, "--output", "json", "query", sql).out())
                .isEqualTo("[\n  {\"station\":\"North\",\"warmest\":21.5,\"note\":null}\n]\n");
        Called fed = Called.fed("SELECT 1 AS one", folder, "query", "--format", "csv", "-");
        assertThat(fed.out()).isEqualTo("one\n1\n");
        assertThat(fed.err()).isEmpty();
        Called file = Called.in(folder, "query", "--format", "parquet", "--to", "answer.parquet", sql);
        assertThat(file.out()).isEmpty();
        assertThat(file.err()).isEqualTo("1 row in answer.parquet\n");
        assertThat(Files.size(folder.resolve("answer.parquet"))).isPositive();
    }

    @Test
    void aQuestionThatIsNoneFails() {
        Called.in(folder, "run");
        Called drop = Called.in(folder, "query", "DROP TABLE gold.readings_by_day");
        assertThat(drop.code()).isEqualTo(ExitCode.FAILED);
        assertThat(drop.out()).isEmpty();
        assertThat(drop.err()).isEqualTo("foz: expected one SELECT, found DROP\n");
    }

    @Test
    void aBadRowIsShownWithItsPlaceMarkedAndReplayed() {
        Called.in(folder, "run");
        Called list = Called.in(folder, "bad", "list", "--reason", "not-a-number");
        assertThat(list.steadyOut())
                .contains("readings  not-a-number  celsius     1  celsius: expected a number, found \"2O.1\"");
        String id = id(list.out());
        assertThat(Called.in(folder, "bad", "show", id).steadyOut()).isEqualTo("""
            ID  readings, not-a-number, open
            data/readings.csv:6, record 5, byte 133

              South,01/06/2025 12:00,2O.1
                                     ^^^^

              celsius: expected a number, found "2O.1"

              edit this one and put it back:          foz bad replay ID --edit celsius=…
              after a change of foz.yaml, all alike:  foz bad replay --origin readings --reason not-a-number
              not worth keeping:                      foz bad dismiss ID --yes

            """);
        Called replay = Called.in(folder, "bad", "replay", id, "--edit", "celsius=20.1");
        assertThat(replay.code()).isEqualTo(ExitCode.DONE);
        assertThat(replay.out()).startsWith("bronze.readings        received 1 = written 1 ✓\n");
        assertThat(Called.in(
                                folder,
                                "query",
                                "--format",
                                "csv",
                                "SELECT celsius FROM silver.readings WHERE station = 'South' ORDER BY 1")
                        .out())
                .isEqualTo("celsius\n17.9\n20.1\n24.8\n");
        assertThat(Called.in(folder, "bad", "list", "--reason", "not-a-number").out())
                .isEqualTo("No open rows of this kind in the quarantine.\n");
    }

    @Test
    void aValueThatATablesSqlCanNotHandleNamesTheTable() throws IOException {
        Files.writeString(
                folder.resolve("sql/gold/broken.sql"), "SELECT CAST(station AS int) AS n FROM silver.readings\n");
        Called run = Called.in(folder, "run");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("foz: gold.broken: the query can't handle a value");
    }

    @Test
    void aQuoteInAnEditIsAQuote() {
        Called.in(folder, "run");
        String id =
                id(Called.in(folder, "bad", "list", "--reason", "not-a-number").out());
        Called replay = Called.in(folder, "bad", "replay", id, "--edit", "celsius=20.1", "--edit", "station=a \"b, c");
        assertThat(replay.code()).isEqualTo(ExitCode.DONE);
        assertThat(Called.in(
                                folder,
                                "query",
                                "--format",
                                "ndjson",
                                "SELECT station FROM bronze.readings WHERE celsius = 20.1")
                        .out())
                .isEqualTo("{\"station\":\"a \\\"b, c\"}\n");
    }

    @Test
    void aRowIsPutBackOnceHoweverOftenItIsNamed() {
        Called.in(folder, "run");
        String id =
                id(Called.in(folder, "bad", "list", "--reason", "not-a-number").out());
        Called.in(folder, "bad", "replay", id, "--edit", "celsius=20.1");
        assertThat(Called.in(folder, "bad", "dismiss", id, "--yes").out()).isEqualTo("0 rows are dismissed.\n");
        assertThat(Called.in(folder, "bad", "replay", id, "--edit", "celsius=20.1")
                        .err())
                .contains("was put back already");
        assertThat(Called.in(
                                folder,
                                "query",
                                "--format",
                                "csv",
                                "SELECT count(*) AS n FROM bronze.readings WHERE celsius = 20.1")
                        .out())
                .isEqualTo("n\n1\n");
    }

    @Test
    void dismissingNeedsAYes() {
        Called.in(folder, "run");
        Called asked = Called.in(folder, "bad", "dismiss", "--reason", "not-a-timestamp");
        assertThat(asked.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(asked.err()).isEqualTo("foz: this closes 1 row; say --yes if that is what you want\n");
        assertThat(Called.in(folder, "bad", "dismiss", "--reason", "not-a-timestamp", "--yes")
                        .out())
                .isEqualTo("1 row is dismissed.\n");
        assertThat(Called.in(folder, "bad", "list", "--reason", "not-a-timestamp")
                        .out())
                .startsWith("No open rows");
        assertThat(Called.in(folder, "status").steadyOut())
                .contains("2 open rows in the quarantine")
                .contains("Last change AGO.");
    }

    @Test
    void aFailingTestIsToldRowByRowAndIsAFailure() throws IOException {
        assertThat(Called.in(folder, "test").code()).isEqualTo(ExitCode.DONE);
        Path tests = folder.resolve("tests/readings.yaml");
        Files.writeString(tests, Files.readString(tests).replace("warmest: 21.5}]", "warmest: 22.0}]"));
        Called failing = Called.in(folder, "test");
        assertThat(failing.code()).isEqualTo(ExitCode.FAILED);
        assertThat(failing.steadyOut()).isEqualTo("""
            ✗ an impossible temperature is quarantined   tests/readings.yaml:2:5
                gold.readings_by_day: expected 1 row, found 1
                  - station: North, measured_on: 2025-06-01, readings: 1, warmest: 22
                  + station: North, measured_on: 2025-06-01, readings: 1, warmest: 21.5

            1 test, 1 not as expected, in TIME.
            """);
    }

    @Test
    void lineageGoesDownToTheFieldsOfTheFile() {
        assertThat(Called.in(folder, "lineage", "gold.readings_by_day.warmest").out())
                .isEqualTo("""
                    gold.readings_by_day.warmest
                      computed from silver.readings.celsius
                        copied from bronze.readings.celsius
                          field Celsius of source readings
                    """);
        Called unknown = Called.in(folder, "lineage", "gold.reading_by_day");
        assertThat(unknown.code()).isEqualTo(ExitCode.FAILED);
        assertThat(unknown.err()).contains("no table gold.reading_by_day; there are bronze.readings, silver.readings");
    }

    @Test
    void aMistakeInTheFolderIsWrongConfigurationForEveryVerbThatNeedsThePlan() throws IOException {
        Path yaml = folder.resolve("foz.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("format: csv", "fromat: csv"));
        Called validate = Called.in(folder, "validate");
        assertThat(validate.code()).isEqualTo(ExitCode.WRONG_CONFIGURATION);
        assertThat(validate.err()).contains("foz.yaml:9:5:").contains("fromat").contains("did you mean format?");
        assertThat(Called.in(folder, "run").code()).isEqualTo(ExitCode.WRONG_CONFIGURATION);
        assertThat(Called.in(folder, "test").code()).isEqualTo(ExitCode.WRONG_CONFIGURATION);
    }

    @Test
    void aSourceWithTooManyBadRowsFailsTheRun() throws IOException {
        StringBuilder rows = new StringBuilder("Station,Time,Celsius\n");
        for (int i = 0; i < 200; i++) {
            rows.append("North,01/06/2025 06:00,warm\n");
        }
        Files.writeString(folder.resolve("data/readings-bad.csv"), rows);
        Called run = Called.in(folder, "run");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("foz:").contains("Not everything is done");
    }

    @Test
    void outsideOfAFolderItSaysWhatToDo() {
        Called run = Called.in(above, "run");
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_CONFIGURATION);
        assertThat(run.err()).startsWith("foz: no foz.yaml in ").contains("foz init DIR");
        Called status = Called.in(folder, "status");
        assertThat(status.code()).isEqualTo(ExitCode.FAILED);
        assertThat(status.err()).isEqualTo("foz: nothing has been taken in here yet; start with: foz run\n");
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() {
        Called again = Called.in(above, "init", "weather");
        assertThat(again.code()).isEqualTo(ExitCode.FAILED);
        assertThat(again.err()).isEqualTo("foz: weather is there and not empty; name another folder\n");
    }

    @Test
    void resultsForProgramsAreJsonEverywhere() {
        assertThat(Called.in(folder, "run", "--output", "json").out()).contains("\"done\" : true");
        assertThat(Called.in(folder, "status", "--output", "json").out()).contains("\"open-quarantine\" : 3");
        assertThat(Called.in(folder, "bad", "list", "--output", "json").out()).contains("\"code\" : \"not-a-number\"");
        assertThat(Called.in(folder, "lineage", "--output", "json").out()).contains("\"column\" : \"warmest\"");
        assertThat(Called.in(folder, "validate", "--output", "json").out()).contains("\"valid\" : true");
        assertThat(Called.in(folder, "test", "--output", "json").out()).contains("\"passed\" : true");
    }

    private static String id(String list) {
        Matcher id = Pattern.compile("foz bad show (\\S+)").matcher(list);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }
}
