package foz.engines.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyProfileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT i FROM range(10) t(i) | 10",
                "SELECT i FROM range(10) t(i) UNION ALL SELECT i + 1 FROM range(20) u(i) | 30",
                "SELECT i FROM (SELECT i FROM range(4) t(i) UNION ALL SELECT i FROM range(5) u(i)) UNION ALL SELECT 1"
                        + " | 10",
                "WITH c AS MATERIALIZED (SELECT i FROM range(10) t(i) WHERE i > 2) SELECT x.i FROM c x JOIN c y USING"
                        + " (i) | 7",
                "SELECT i, (SELECT max(j) FROM range(9) u(j) WHERE j < i) FROM range(10) t(i) | 10",
                "SELECT i FROM range(10) t(i) LIMIT 3 | 3",
                "SELECT i FROM range(10) t(i) WHERE i > 100 | 0",
            })
    void countsTheRowsThatASelectYieldsWhateverItsLastOperator(String select, long rows) {
        try (DuckDb database = DuckDb.open(EngineOptions.standard(folder))) {
            database.countRows();
            database.execute("COPY (" + select + ") TO '" + folder.resolve("rows.parquet") + "' (FORMAT parquet)");
            assertThat(database.rowsIntoCopy()).isEqualTo(rows);
        }
    }
}
