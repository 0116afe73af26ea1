package foz.landing;

import foz.api.failure.FozException;
import foz.api.plan.Column;
import foz.api.plan.SourcePlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How the columns of a file differ from the declared ones. */
final class Drifts {

    private final SourcePlan plan;

    Drifts(SourcePlan plan) {
        this.plan = plan;
    }

    /** Columns of the file that no declared column is read from. */
    List<String> unknown(List<String> found) {
        Set<String> declared = new HashSet<>();
        for (Column column : plan.columns()) {
            declared.add(column.from());
            declared.add(firstStep(column.from()));
        }
        return found.stream()
                .filter(name -> !name.isBlank() && !declared.contains(name))
                .toList();
    }

    /** Declared columns that the file lacks. */
    List<String> missing(List<String> found) {
        return plan.columns().stream()
                .map(Column::from)
                .filter(from -> !found.contains(from) && !found.contains(firstStep(from)))
                .toList();
    }

    /** Refuses a file whose columns are not exactly the declared ones; files without column names can't drift. */
    void refuse(String file, List<String> found) {
        List<String> unknown = unknown(found);
        List<String> missing = missing(found);
        if (!found.isEmpty() && !(unknown.isEmpty() && missing.isEmpty())) {
            throw new FozException(
                    LandingFailure.COLUMNS_DRIFTED,
                    "file",
                    file,
                    "unknown",
                    unknown.isEmpty() ? "none" : String.join(", ", unknown),
                    "missing",
                    missing.isEmpty() ? "none" : String.join(", ", missing));
        }
    }

    /** The top-level name of a JSON pointer. */
    private static String firstStep(String from) {
        if (!from.startsWith("/")) {
            return from;
        }
        int end = from.indexOf('/', 1);
        return (end < 0 ? from.substring(1) : from.substring(1, end))
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
