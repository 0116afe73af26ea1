package foz.api.sql;

import foz.api.type.Schema;
import foz.api.type.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A SELECT that has been checked against the tables it reads.
 *
 * @param columns what it yields, hidden origin columns included where {@code shape} is {@link Shape#ROW_BY_ROW}
 * @param inputs the tables it reads
 * @param shape how it can be refreshed
 * @param reason why it has that shape, as a clause for {@code foz explain}
 * @param executable the text for DuckDB; every table appears as {@code "layer"."name"}; the output columns have exactly the names
 *     and types of {@code columns}
 * @param countFiltered for {@link Shape#ROW_BY_ROW}: a query for the number of input rows that its WHERE turns away, counted apart
 *     from the rows it yields; empty when it has no WHERE or is computed whole
 * @param lineage where each visible column comes from
 */
public record Query(
        Schema columns,
        Set<TableName> inputs,
        Shape shape,
        String reason,
        String executable,
        Optional<String> countFiltered,
        List<ColumnLineage> lineage) {

    public Query {
        inputs = Set.copyOf(inputs);
        lineage = List.copyOf(lineage);
    }

    /** How a table can be brought up to date when its inputs grew. */
    public enum Shape {
        /** Each output row comes from one input row of one table: new input rows yield new output rows. */
        ROW_BY_ROW,
        /** Computed whole. */
        WHOLE
    }

    /**
     * Where a column comes from.
     *
     * @param column the output column
     * @param origins the input columns whose values flow into it
     * @param copied whether the value is that of the single origin, unchanged
     */
    public record ColumnLineage(String column, List<Origin> origins, boolean copied) {
        public ColumnLineage {
            origins = List.copyOf(origins);
        }
    }

    /** A column of a table. */
    public record Origin(TableName table, String column) {}
}
