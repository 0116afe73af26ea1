package foz.sql;

import foz.api.type.TableName;
import java.util.List;
import org.apache.calcite.sql.SqlSelect;

/** How a query's rows depend on those of its tables. Later kinds of refresh become further cases. */
sealed interface Shape {

    /**
     * Each row comes from one row of one table.
     *
     * @param levels the SELECTs it passes through, the outermost first
     */
    record RowByRow(TableName input, List<SqlSelect> levels) implements Shape {
        public RowByRow {
            levels = List.copyOf(levels);
        }
    }

    /** Anything else, and what makes it so. */
    record Whole(String reason) implements Shape {}
}
