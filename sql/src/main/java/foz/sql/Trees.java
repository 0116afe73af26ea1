package foz.sql;

import foz.api.type.TableName;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Makes the nodes that rewritings need. */
final class Trees {

    /** Not {@link SqlParserPos#ZERO}, by which aliases of the validator's own are known. */
    private static final SqlParserPos NOWHERE = new SqlParserPos(1, 1);

    private Trees() {}

    static SqlNode as(SqlNode value, String name) {
        return SqlStdOperatorTable.AS.createCall(NOWHERE, value, new SqlIdentifier(name, NOWHERE));
    }

    /** An item of a list without its alias. */
    static SqlNode value(SqlNode item) {
        return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    }

    static SqlNode table(TableName table, String alias) {
        return as(new SqlIdentifier(List.of(table.layer(), table.name()), NOWHERE), alias);
    }

    static SqlSelect select(
            @Nullable SqlNodeList keywords,
            SqlNodeList items,
            @Nullable SqlNode from,
            @Nullable SqlNode where,
            @Nullable SqlNodeList group,
            @Nullable SqlNodeList windows,
            @Nullable SqlNode qualify) {
        return new SqlSelect(
                NOWHERE, keywords, items, from, where, group, null, windows, qualify, null, null, null, null);
    }

    /** A SELECT of columns, each under a name or, where that is null, without an alias. */
    static SqlSelect columns(SqlNode from, String alias, List<String> columns, List<@Nullable String> names) {
        SqlNodeList items = new SqlNodeList(NOWHERE);
        for (int i = 0; i < columns.size(); i++) {
            SqlNode column = new SqlIdentifier(List.of(alias, columns.get(i)), NOWHERE);
            String name = names.get(i);
            items.add(name == null ? column : as(column, name));
        }
        return select(null, items, from, null, null, null, null);
    }
}
