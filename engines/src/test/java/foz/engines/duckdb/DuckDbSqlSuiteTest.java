package foz.engines.duckdb;

import foz.api.sql.SqlFront;
import foz.testkit.sql.SqlFrontSuite;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB's own front does what every front does. */
class DuckDbSqlSuiteTest extends SqlFrontSuite {

    @TempDir
    Path scratch;

    @Override
    protected SqlFront front() {
        return new DuckDbSql(scratch);
    }
}
