package foz.engines.duckdb;

import foz.api.engine.Compute;
import foz.api.sql.Incremental;
import foz.api.sql.Incremental.Merge;
import foz.api.sql.Incremental.Recompute;
import foz.engines.database.DuckDb;
import foz.engines.database.SqlText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table whose rows hang together in groups: the rows of touched groups make way for those that the groups have now, which are either
 * computed again from the inputs or by putting what changed on top of the table's own rows.
 */
final class GroupsChange {

    private static final String TOUCHED = "_job.\"$touched\"";

    private final Compute job;
    private final Incremental.Groups incremental;
    private final Relations relations;
    private final DuckDb database;

    GroupsChange(Compute job, Incremental.Groups incremental, Relations relations, DuckDb database) {
        this.job = job;
        this.incremental = incremental;
        this.relations = relations;
        this.database = database;
    }

    /** Decides, and takes the rows of touched groups out of the table. */
    Decided decide(Patch rows, Rejects rejects) {
        return incremental
                .merge()
                .filter(this::mayMerge)
                .map(merge -> decide("merge", merge.touched(), merge.fresh(), rows, rejects))
                .orElseGet(() -> again(rows, rejects));
    }

    private Decided again(Patch rows, Rejects rejects) {
        Recompute again = incremental.again();
        relations.run(again.steps());
        return decide("groups", again.touched(), again.fresh(), rows, rejects);
    }

    /** Rows that a rule or a key keeps out of the table can't be merged with. */
    private boolean mayMerge(Merge merge) {
        boolean isComplete =
                job.table().key().isEmpty() && !new Rules(job.table().expectations()).mayRemove();
        if (!isComplete) {
            return false;
        }
        relations.run(merge.steps());
        return merge.takesBack() || !isTrue(merge.goes());
    }

    private boolean isTrue(String question) {
        return database.rows(relations.sql(question), row -> row.getBoolean(1)).stream()
                .anyMatch(Boolean::booleanValue);
    }

    private Decided decide(String how, String touched, String fresh, Patch rows, Rejects rejects) {
        database.execute("CREATE TABLE " + TOUCHED + " AS " + relations.sql(touched));
        if (database.number("SELECT count(*) FROM " + TOUCHED) == 0) {
            return Decided.nothing(how);
        }
        List<String> columns = incremental.columns();
        SetAside yielded = SetAside.of(relations.sql(fresh), "yielded", database);
        Judged judged = Judged.of(job.table(), yielded.relation(), database);
        rows.take("SELECT * FROM " + rows.rows() + " s SEMI JOIN " + TOUCHED + " t ON ("
                + Match.on(columns, TOUCHED, database) + ")");
        return judged.decided(how, yielded.rows(), rejects.replace(old(columns), judged.relation()));
    }

    /** Rows of the quarantine whose group is touched; their cells stand in them as JSON. */
    private String old(List<String> columns) {
        if (columns.isEmpty()) {
            return "true";
        }
        String same = columns.stream()
                .flatMap(c -> job.table().query().columns().field(c).stream())
                .map(f -> "t." + SqlText.name(f.name()) + " IS NOT DISTINCT FROM " + RowJson.cell("s.raw", f))
                .collect(Collectors.joining(" AND "));
        return "EXISTS (SELECT 1 FROM " + TOUCHED + " t WHERE " + same + ")";
    }
}
