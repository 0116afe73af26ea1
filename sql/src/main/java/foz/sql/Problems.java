package foz.sql;

import foz.api.failure.Place;
import foz.api.failure.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The problems found in one query so far, in the order in which they stand; one per place. */
final class Problems {

    private static final System.Logger LOG = System.getLogger(Problems.class.getName());

    private final Place start;
    private final List<Problem> all = new ArrayList<>();

    Problems(Place start) {
        this.start = start;
    }

    /** Whether the place had none yet. */
    boolean add(Refusal refusal) {
        Problem problem = Positions.problem(refusal, start);
        if (all.stream().anyMatch(p -> p.place().equals(problem.place()))) {
            return false;
        }
        return all.add(problem);
    }

    /**
     * Something neither Calcite nor we were prepared for. A user can go on with the other dialect; what happened stands in the log, for us.
     */
    void addUnforeseen(Throwable cause) {
        LOG.log(System.Logger.Level.WARNING, "event=sql-unforeseen file=" + start.file(), cause);
        if (all.isEmpty()) {
            add(Refusal.at(new SqlParserPos(1, 1), SqlProblem.SQL_NOT_PORTABLE, "construct", "this query"));
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Problem> all() {
        return all.stream()
                .sorted(Comparator.comparingInt((Problem p) -> p.place().line())
                        .thenComparingInt(p -> p.place().column()))
                .toList();
    }
}
