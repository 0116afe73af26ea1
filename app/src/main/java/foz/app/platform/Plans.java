package foz.app.platform;

import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import foz.spec.Environment;
import foz.spec.PipelineReader;
import foz.sql.PortableSql;

/** Reads a site's folder into its plan. Starts no engine unless a table says {@code sql: duckdb}. */
public final class Plans {

    private Plans() {}

    /** The plan, or every mistake in the folder. */
    public static Checked<Pipeline> read(Site site) {
        try (Plugins plugins = Plugins.in(site.plugins())) {
            return new PipelineReader(plugins.kinds(), new PortableSql(), () -> {
                        throw new UnsupportedOperationException("sql: duckdb");
                    })
                    .read(site.project(), new Environment(site.environment(), site.variables()));
        }
    }
}
