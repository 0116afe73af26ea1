package foz.engines.duckdb;

import static foz.testkit.engine.Layouts.columns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.balance.Balance;
import foz.api.engine.Engine;
import foz.api.failure.FozException;
import foz.api.plan.TablePlan.Duplicates;
import foz.api.plan.TablePlan.Keep;
import foz.api.type.TableName;
import foz.engines.database.EngineFailure;
import foz.engines.database.EngineOptions;
import foz.testkit.engine.EngineBench;
import foz.testkit.engine.EngineBench.Refresh;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLimitTest {

    private static final TableName TABLE = new TableName("silver", "t");

    @TempDir
    Path folder;

    @Test
    void repeatedKeysThatDoNotFitIntoMemoryAreSpilled() {
        Refresh refresh = new Refresh(
                        TABLE,
                        "SELECT i // 2 AS id, md5(CAST(i AS VARCHAR)) AS cell FROM range(1000000) t(i)",
                        columns("id long", "cell string"))
                .key("id")
                .duplicates(new Duplicates(Keep.FIRST, Optional.empty()));

        try (Engine engine = narrowEngine()) {
            assertThat(new EngineBench(engine, folder).compute(refresh).balance())
                    .isEqualTo(new Balance(1_000_000, 0, 500_000, 0, 0, 0, 0, 500_000));
        }
    }

    @Test
    void whatCannotBeSpilledIsAMatterOfCapacity() {
        Refresh refresh = new Refresh(
                TABLE, "SELECT list(md5(CAST(i AS VARCHAR))) AS l FROM range(3000000) t(i)", columns("l list<string>"));

        try (Engine engine = narrowEngine()) {
            EngineBench bench = new EngineBench(engine, folder);
            assertThatThrownBy(() -> bench.compute(refresh))
                    .isInstanceOfSatisfying(
                            FozException.class, e -> assertThat(e.code()).isEqualTo(EngineFailure.OUT_OF_MEMORY))
                    .hasMessageContainingAll("64MiB", "--memory");
        }
    }

    private Engine narrowEngine() {
        return new DuckDbEngine(new EngineOptions(64L << 20, 2, folder.resolve("scratch")));
    }
}
