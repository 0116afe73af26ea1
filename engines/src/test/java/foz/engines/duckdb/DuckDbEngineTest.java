package foz.engines.duckdb;

import foz.api.engine.Engine;
import foz.engines.database.EngineOptions;
import foz.testkit.engine.EngineSuite;
import java.nio.file.Path;

class DuckDbEngineTest extends EngineSuite {

    @Override
    protected Engine open(Path scratch) {
        return new DuckDbEngine(new EngineOptions(256L << 20, 2, scratch));
    }
}
