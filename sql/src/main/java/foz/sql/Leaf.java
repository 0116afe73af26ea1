package foz.sql;

import foz.api.type.TableName;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlNode;

/** One occurrence of something that a SELECT reads; two of the same table are two leaves. */
final class Leaf {

    /** What a leaf's rows are. */
    sealed interface Rows {}

    /** A table of the lake. */
    record Table(TableName name) implements Rows {}

    /** A query in its place. */
    record Nested(Block block) implements Rows {}

    /** A query that is run for each row of what stands before it. */
    record Lateral(Block block) implements Rows {}

    /** The elements of a list in each row of what stands before it. */
    record Unnested(SqlNode list) implements Rows {}

    /** Rows that stand in the text. */
    record Fixed() implements Rows {}

    /**
     * A query within an expression: not in the FROM, yet the rows depend on it.
     *
     * @param among the values looked for among its own, for IN; empty for other uses
     * @param filters whether it is an IN that rows must fulfil: then a NULL on either side is the same as no match
     */
    record Within(Block block, List<SqlNode> among, boolean filters) implements Rows {}

    private final SqlNode from;
    private final SqlNode source;
    private final String alias;
    private final Rows rows;
    private final List<String> columns;

    /**
     * @param from its place in the FROM, alias and all
     * @param source what the alias stands for
     * @param columns the names of its columns, in their order; empty when nobody needs to know
     */
    Leaf(SqlNode from, SqlNode source, String alias, Rows rows, List<String> columns) {
        this.from = from;
        this.source = source;
        this.alias = alias;
        this.rows = rows;
        this.columns = List.copyOf(columns);
    }

    SqlNode from() {
        return from;
    }

    SqlNode source() {
        return source;
    }

    String alias() {
        return alias;
    }

    Rows rows() {
        return rows;
    }

    List<String> columns() {
        return columns;
    }

    boolean isCalled(String name) {
        return alias.equalsIgnoreCase(name);
    }

    int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    boolean changes() {
        return switch (rows) {
            case Table t -> true;
            case Nested n -> !n.block().inputs().isEmpty();
            case Lateral l -> !l.block().inputs().isEmpty();
            case Within w -> !w.block().inputs().isEmpty();
            case Unnested u -> false;
            case Fixed f -> false;
        };
    }

    @Override
    public String toString() {
        return alias.toLowerCase(Locale.ROOT);
    }
}
