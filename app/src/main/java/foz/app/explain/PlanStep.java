package foz.app.explain;

import foz.api.type.TableName;
import foz.app.json.Json;
import foz.refresh.Outlook;
import java.util.List;
import java.util.Map;

/**
 * What the next run would do to one table.
 *
 * @param what in a word: {@code new}, {@code whole}, {@code follows}, {@code waits}, {@code taken in}, {@code columns}
 * @param because why
 * @param reads at least so much of its inputs
 * @param details sentences about columns and inputs
 */
record PlanStep(TableName table, String what, String because, Outlook.Amount reads, List<String> details) {

    PlanStep {
        details = List.copyOf(details);
    }

    Map<String, Object> json() {
        return Json.object(
                "table",
                table,
                "what",
                what,
                "because",
                because,
                "reads",
                OutlookJson.amount(reads),
                "details",
                details);
    }
}
