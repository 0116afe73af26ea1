package foz.sql;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A query that takes the first rows of another.
 *
 * @param all the other, with a column for each expression that the order needs and the list doesn't hold
 * @param columns those of the query
 * @param order over the columns of the other, under its alias
 */
record LimitSplit(SqlNode all, ColumnNames columns, SqlNodeList order) {

    /** Splits a query; nothing when a name in its order could mean two things. */
    static Optional<LimitSplit> of(SqlOrderBy query, String alias, FreshNames fresh) {
        return ColumnNames.give(query.query, fresh).flatMap(columns -> {
            SqlNodeList order = new SqlNodeList(SqlParserPos.ZERO);
            for (SqlNode key : query.orderList) {
                Optional<SqlNode> anew = key(key, query.query, columns, alias, fresh);
                if (anew.isEmpty()) {
                    return Optional.empty();
                }
                order.add(anew.get());
            }
            return Optional.of(new LimitSplit(query.query, columns, order));
        });
    }

    private static Optional<SqlNode> key(
            SqlNode key, SqlNode query, ColumnNames columns, String alias, FreshNames fresh) {
        boolean wrapped = key.getKind() == SqlKind.DESCENDING
                || key.getKind() == SqlKind.NULLS_FIRST
                || key.getKind() == SqlKind.NULLS_LAST;
        if (wrapped) {
            SqlCall call = (SqlCall) key;
            return key(call.operand(0), query, columns, alias, fresh)
                    .map(inner -> call.getOperator().createCall(call.getParserPosition(), inner));
        }
        if (key instanceof SqlLiteral) {
            return Optional.of(key);
        }
        Optional<String> named = key instanceof SqlIdentifier id && id.isSimple()
                ? columns.position(id.getSimple()).map(columns.columns()::get)
                : Optional.empty();
        return named.or(() -> added(key, query, columns, fresh)).map(c -> column(alias, c));
    }

    private static SqlNode column(String alias, String name) {
        return new SqlIdentifier(List.of(alias, name), SqlParserPos.ZERO);
    }

    /** A further column of the query; not where rows are told apart by their columns, and not where an alias could be meant. */
    private static Optional<String> added(SqlNode key, SqlNode query, ColumnNames columns, FreshNames fresh) {
        boolean clear = FreshNames.simple(key).stream()
                .allMatch(name -> columns.position(name).isEmpty());
        if (!clear || !(body(query) instanceof SqlSelect select) || select.isDistinct()) {
            return Optional.empty();
        }
        String name = fresh.next();
        select.getSelectList().add(Trees.as(key, name));
        return Optional.of(name);
    }

    private static SqlNode body(SqlNode query) {
        return query instanceof SqlWith with ? body(with.body) : query;
    }

    /** The first rows again, out of FROM. */
    SqlNode of(SqlNode from, String alias, SqlOrderBy query) {
        SqlNode select = Trees.columns(from, alias, columns.columns(), columns.names());
        return new SqlOrderBy(query.getParserPosition(), select, order, query.offset, query.fetch);
    }
}
