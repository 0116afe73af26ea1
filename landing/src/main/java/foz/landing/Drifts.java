package foz.landing;

import foz.api.balance.Origin;
import foz.api.failure.FozException;
import foz.api.plan.Column;
import foz.api.plan.SourcePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /**
     * Refuses a file with an undeclared column whose name, but for its case, another column has: a table can't hold both.
     *
     * @param others undeclared columns that the table has, or that files beside this one bring
     */
    void refuseTaken(String file, List<String> unknown, Collection<String> others) {
        List<String> declared = new ArrayList<>();
        plan.columns().forEach(column -> declared.add(column.name()));
        Origin.COLUMNS.forEach(column -> declared.add(column.name()));
        Set<String> undeclared = new LinkedHashSet<>(others);
        undeclared.removeAll(declared);
        for (String name : unknown) {
            Optional<String> taken = Stream.concat(
                            declared.stream(), undeclared.stream().filter(other -> !other.equals(name)))
                    .filter(name::equalsIgnoreCase)
                    .findFirst();
            if (taken.isPresent()) {
                throw new FozException(
                        LandingFailure.COLUMN_NAME_TAKEN,
                        "column",
                        name,
                        "file",
                        file,
                        "table",
                        plan.table(),
                        "taken",
                        taken.get(),
                        "source",
                        plan.name());
            }
            undeclared.add(name);
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
