package foz.engines.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.balance.Balance;
import foz.api.failure.FozException;
import foz.api.plan.Format;
import foz.api.plan.SourcePlan.Drift;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineOptions;
import foz.engines.load.Loads.Bad;
import foz.engines.load.Loads.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetLoadTest {

    @TempDir
    private Path folder;

    @Test
    void lossyCastsAreRefusedAndExactOnesDone() throws IOException {
        byte[] parquet = parquet("""
            SELECT * FROM (VALUES
              (1, 2.0::DOUBLE, 1.50::DECIMAL(9,3), TIMESTAMP '2019-01-01 00:00:00', 'a'),
              (2, 2.5, 1.50, TIMESTAMP '2019-01-01 00:00:00', 'b'),
              (3, 3, 1.505, TIMESTAMP '2019-01-01 00:00:00', 'c'),
              (4, 4, NULL, TIMESTAMP '2018-11-04 00:30:00', 'd')) t(id, whole, price, \"at\", name)\
            """);
        Outcome outcome = loads().file(parquet).load();
        assertThat(outcome.rows()).containsExactly(Arrays.asList("1", "2", "1.50", "2019-01-01 02:00:00+00", "a"));
        assertThat(outcome.bad())
                .extracting(Bad::code)
                .containsExactly("out-of-range", "too-many-digits", "time-in-gap");
        assertThat(outcome.bad().get(1).sentence()).contains("1.505");
        assertThat(outcome.bad().get(1).raw()).startsWith("{\"id\":3");
        assertThat(outcome.file().balance()).isEqualTo(Balance.ofFile(4, 1, 3, 0));
        assertThat(outcome.file().reasons()).containsEntry("time-in-gap", 1L);
    }

    @Test
    void namesAreThoseOfTheSchema() throws IOException {
        byte[] parquet = parquet("SELECT 1 AS id, 2 AS other");
        assertThat(loads().file(parquet).columnsOf()).containsExactly("id", "other");
        assertThat(loads().drift(Drift.QUARANTINE).file(parquet).load().bad())
                .extracting(Bad::code)
                .containsExactly("missing-column");
    }

    @Test
    void whatIsNoParquetIsAFailure() {
        assertThatThrownBy(() -> loads().file("id,name\n1,a\n").load())
                .isInstanceOf(FozException.class)
                .hasMessageContaining("Parquet");
    }

    private Loads loads() {
        return new Loads(folder)
                .format(new Format.Parquet())
                .column("id", "long", "id")
                .column("whole", "int", "whole")
                .column("price", "decimal(9,2)", "price")
                .column("at", "timestamptz", "at")
                .column("name", "string", "name");
    }

    private byte[] parquet(String select) throws IOException {
        Path file = folder.resolve("given.parquet");
        try (DuckDb database = DuckDb.open(new EngineOptions(64L << 20, 1, folder.resolve("scratch")))) {
            database.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
        }
        return Files.readAllBytes(file);
    }
}
