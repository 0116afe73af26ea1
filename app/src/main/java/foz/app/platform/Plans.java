package foz.app.platform;

import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import foz.engines.duckdb.DuckDbSql;
import foz.spec.Environment;
import foz.spec.PipelineReader;
import foz.sql.PortableSql;

/** Reads a site's folder into its plan. Starts no engine unless a table says {@code sql: duckdb}. */
public final class Plans {

    private Plans() {}

    /** The plan, or every mistake in the folder. */
    public static Checked<Pipeline> read(Site site) {
        return new PipelineReader(
                        Plugins.in(site.plugins()).kinds(), new PortableSql(), () -> new DuckDbSql(site.scratch()))
                .read(site.project(), new Environment(site.environment(), site.variables()));
    }
}
