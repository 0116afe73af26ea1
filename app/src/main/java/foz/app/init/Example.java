package foz.app.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small pipeline folder that explains itself. */
final class Example {

    static final List<String> FILES = List.of(
            "foz.yaml",
            "sql/silver/readings.sql",
            "sql/gold/readings_by_day.sql",
            "tests/readings.yaml",
            "data/readings.csv",
            ".gitignore");

    private Example() {}

    static void write(Path folder, String pipeline) throws IOException {
        for (String name : FILES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text(name).replace("PIPELINE", pipeline));
        }
    }

    private static String text(String name) {
        return switch (name) {
            case "foz.yaml" -> YAML;
            case "sql/silver/readings.sql" -> SILVER;
            case "sql/gold/readings_by_day.sql" -> GOLD;
            case "tests/readings.yaml" -> TEST;
            case "data/readings.csv" -> DATA;
            default -> ".foz/\n";
        };
    }

    private static final String YAML = """
        # What comes in, and the settings that SQL can't say. foz validate checks it, foz run runs it.
        pipeline: PIPELINE
        time-zone: UTC

        sources:
          readings:                        # its rows land in bronze.readings
            kind: files
            from: data/readings*.csv       # every file that matches is taken in once, whenever it comes
            format: csv
            columns:                       # name: {type, the header it is read from}
              station:     {type: string, from: Station, required: true}
              measured_at: {type: timestamp, from: Time, pattern: ["dd/MM/yyyy HH:mm"]}
              celsius:     {type: "decimal(5,1)", from: Celsius}
            ignore: [blank-row, repeated-header]   # counted, but kept nowhere

        tables:
          silver.readings:
            key: [station, measured_at]    # a second row of the same key is left out, and counted
            duplicates: {keep: first, by: measured_at}
            expect:
              quarantine:                  # a row for which this is not true goes to the quarantine
                possible-temperature: "celsius BETWEEN -90 AND 60"
        """;

    private static final String SILVER = """
        SELECT station, measured_at, celsius
        FROM bronze.readings
        """;

    private static final String GOLD = """
        SELECT station,
               CAST(measured_at AS date) AS measured_on,
               count(*) AS readings,
               min(celsius) AS coldest,
               max(celsius) AS warmest
        FROM silver.readings
        GROUP BY station, CAST(measured_at AS date)
        """;

    private static final String TEST = """
        tests:
          - name: an impossible temperature is quarantined
            given:
              bronze.readings:
                - {station: North, measured_at: "2025-06-01T12:00:00", celsius: 21.5}
                - {station: North, measured_at: "2025-06-01T13:00:00", celsius: 215.0}
            expect:
              gold.readings_by_day: [{station: North, measured_on: "2025-06-01", readings: 1, warmest: 21.5}]
              quarantine: [{in: silver.readings, rule: possible-temperature}]
              balance: closed
        """;

    private static final String DATA = """
        Station,Time,Celsius
        North,01/06/2025 06:00,14.2
        North,01/06/2025 12:00,21.5
        North,01/06/2025 12:00,21.5
        South,01/06/2025 06:00,17.9
        South,01/06/2025 12:00,2O.1
        South,31/06/2025 12:00,20.1

        North,02/06/2025 12:00,235.0
        South,02/06/2025 12:00,24.8
        """;
}
