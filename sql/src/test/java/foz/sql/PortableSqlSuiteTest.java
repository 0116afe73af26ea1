package foz.sql;

import foz.api.sql.SqlFront;
import foz.testkit.sql.SqlFrontSuite;

/** The portable front does what every front does. */
class PortableSqlSuiteTest extends SqlFrontSuite {

    @Override
    protected SqlFront front() {
        return new PortableSql();
    }
}
