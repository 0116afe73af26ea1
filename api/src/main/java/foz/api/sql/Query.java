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
 * @param inputs the tables it reads, its stages among them
 * @param shape how it can be refreshed
 * @param reason why it has that shape, as a clause for {@code foz explain}
 * @param executable the text for DuckDB; every table appears as {@code "layer"."name"}; the output columns have exactly the names
 *     and types of {@code columns}
 * @param countFiltered for {@link Shape#ROW_BY_ROW}: a query for the number of input rows that its WHERE turns away, counted apart
 *     from the rows it yields; empty when it has no WHERE or is computed whole
 * @param lineage where each visible column comes from
 * @param incremental how it follows changes of its inputs
 * @param stages queries whose results are kept as tables of their own because this one reads them: the table itself can then be
 *     computed whole from little. In the order in which they are refreshed; their names are the table's with {@code $} and a number
 */
public record Query(
        Schema columns,
        Set<TableName> inputs,
        Shape shape,
        String reason,
        String executable,
        Optional<String> countFiltered,
        List<ColumnLineage> lineage,
        Incremental incremental,
        List<Stage> stages) {

    public Query {
        inputs = Set.copyOf(inputs);
        lineage = List.copyOf(lineage);
        stages = List.copyOf(stages);
    }

    /** A query that can be computed whole only, without stages. */
    public Query(
            Schema columns,
            Set<TableName> inputs,
            Shape shape,
            String reason,
            String executable,
            Optional<String> countFiltered,
            List<ColumnLineage> lineage) {
        this(
                columns,
                inputs,
                shape,
                reason,
                executable,
                countFiltered,
                lineage,
                new Incremental.Whole(reason),
                List.of());
    }

    /**
     * A part of a query that is kept as a table of its own.
     *
     * @param table its name, such as {@code gold.best$1}
     * @param query its query, without stages
     */
    public record Stage(TableName table, Query query) {}

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
