package foz.app.command;

import foz.api.failure.FozException;
import foz.api.plan.Pipeline;
import foz.api.plan.TablePlan;
import foz.api.type.TableName;
import java.util.stream.Collectors;

/** A table of the pipeline that a SELECT fills, by the name that somebody typed. */
final class DerivedTable {

    private DerivedTable() {}

    static TablePlan of(Pipeline plan, String name) {
        return TableName.parse(name)
                .flatMap(plan::table)
                .orElseThrow(() -> new FozException(
                        AppFailure.NO_SUCH_TABLE,
                        "table",
                        name,
                        "tables",
                        plan.tables().stream().map(t -> t.name().toString()).collect(Collectors.joining(", "))));
    }
}
