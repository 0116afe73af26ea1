package foz.engines.duckdb;

import foz.api.engine.Engine;
import foz.engines.database.EngineOptions;
import foz.testkit.engine.EngineChangeSuite;
import java.nio.file.Path;

class DuckDbChangeTest extends EngineChangeSuite {

    @Override
    protected Engine open(Path scratch) {
        return new DuckDbEngine(new EngineOptions(256L << 20, 2, scratch));
    }
}
