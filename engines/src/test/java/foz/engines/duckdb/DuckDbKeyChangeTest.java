package foz.engines.duckdb;

import foz.api.engine.Engine;
import foz.engines.database.EngineOptions;
import foz.testkit.engine.EngineKeyChangeSuite;
import java.nio.file.Path;

class DuckDbKeyChangeTest extends EngineKeyChangeSuite {

    @Override
    protected Engine open(Path scratch) {
        return new DuckDbEngine(new EngineOptions(256L << 20, 2, scratch));
    }
}
