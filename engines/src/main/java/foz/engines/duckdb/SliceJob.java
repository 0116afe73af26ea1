package foz.engines.duckdb;

import foz.api.engine.Compute;
import foz.api.engine.Work;
import foz.api.failure.FozException;
import foz.api.plan.TablePlan;
import foz.api.plan.TablePlan.Outcome;
import foz.api.type.Field;
import foz.api.type.Type;
import foz.engines.database.DuckDb;
import foz.engines.database.DuckDbTypes;
import foz.engines.database.EngineFailure;
import foz.engines.database.SqlText;
import java.util.ArrayList;
import java.util.List;

/** A range of a table computed from all rows of the inputs: what the query yields in it takes the place of what the table has there. */
final class SliceJob {

    private final TablePlan table;
    private final Work.Slice slice;
    private final Relations relations;
    private final DuckDb database;

    SliceJob(Compute job, Work.Slice slice, Relations relations, DuckDb database) {
        this.table = job.table();
        this.slice = slice;
        this.relations = relations;
        this.database = database;
    }

    /**
     * Decides, and takes the rows of the range out of the table and its part of the quarantine.
     *
     * @throws FozException when the column doesn't part the table's rows into ranges that know nothing of each other
     */
    Decided decide(Patch rows, Rejects rejects) {
        Field column = column();
        String name = SqlText.name(column.name());
        SetAside yielded = SetAside.of(
                "SELECT * FROM (" + relations.sql(table.query().executable()) + "\n) WHERE " + within(name, column),
                "yielded",
                database);
        Judged judged = Judged.of(table, yielded.relation(), database);
        rows.take("SELECT * FROM " + rows.rows() + " WHERE " + within(name, column));
        String old = within(RowJson.cell("s.raw", column), column);
        return judged.decided("slice", yielded.rows(), rejects.replace(old, judged.relation()));
    }

    private Field column() {
        Field column = table.query()
                .columns()
                .field(slice.column())
                .filter(f -> !isTold() || !f.name().startsWith("_"))
                .orElseThrow(() -> noColumn("no such column"));
        if (column.type() != Type.Primitive.DATE
                && column.type() != Type.Primitive.TIMESTAMP
                && column.type() != Type.Primitive.TIMESTAMPTZ) {
            throw noColumn(column.type());
        }
        if (!table.key().isEmpty() && table.key().stream().noneMatch(column.name()::equalsIgnoreCase)) {
            throw new FozException(
                    EngineFailure.SLICE_ACROSS_KEY, "table", table.name(), "column", column.name(), "key", table.key());
        }
        return column;
    }

    /** Whether a row's place must be told from its JSON, which has no hidden columns. */
    private boolean isTold() {
        return table.expectations().stream().anyMatch(e -> e.outcome() == Outcome.QUARANTINE);
    }

    private FozException noColumn(Object found) {
        return new FozException(
                EngineFailure.SLICE_COLUMN, "table", table.name(), "column", slice.column(), "found", found);
    }

    private String within(String value, Field column) {
        List<String> bounds = new ArrayList<>();
        slice.from().ifPresent(from -> bounds.add(value + " >= " + literal(from, column)));
        slice.to().ifPresent(to -> bounds.add(value + " < " + literal(to, column)));
        String range = bounds.isEmpty() ? "true" : String.join(" AND ", bounds);
        return slice.from().isPresent() ? range : "(" + range + " OR " + value + " IS NULL)";
    }

    private static String literal(String text, Field column) {
        return "CAST(" + SqlText.literal(text) + " AS " + DuckDbTypes.text(column.type()) + ")";
    }
}
