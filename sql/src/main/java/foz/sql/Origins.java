package foz.sql;

import foz.api.balance.Origin;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Carries the hidden columns that tell a row's origin through a query that works row by row. */
final class Origins {

    private Origins() {}

    /** Adds the origin columns that the table has to each SELECT that doesn't yield them by itself. */
    static void carry(Shape.RowByRow rows, SqlNode tree, Map<TableName, Schema> tables) {
        Schema table = tables.get(rows.input());
        List<String> hidden = Origin.COLUMNS.stream()
                .map(Field::name)
                .filter(n -> table != null && table.field(n).isPresent())
                .toList();
        Map<String, SqlWithItem> common = Filters.common(tree);
        for (int i = rows.levels().size() - 1; i >= 0; i--) {
            SqlSelect select = rows.levels().get(i);
            List<String> added = missing(select, hidden);
            added.forEach(name -> select.getSelectList()
                    .add(new SqlIdentifier(List.of(alias(select.getFrom()), name), SqlParserPos.ZERO)));
            if (i > 0) {
                rename(rows.levels().get(i - 1), added, common);
            }
        }
    }

    private static List<String> missing(SqlSelect select, List<String> hidden) {
        List<String> present = new ArrayList<>();
        select.getSelectList().forEach(item -> OutputNames.name(item).ifPresent(present::add));
        return hidden.stream()
                .filter(h -> present.stream().noneMatch(h::equalsIgnoreCase))
                .toList();
    }

    private static String alias(@Nullable SqlNode from) {
        return switch (from) {
            case SqlCall as -> ((SqlIdentifier) as.operand(1)).getSimple();
            case SqlIdentifier table -> table.names.getLast();
            case null, default -> throw new IllegalStateException("a row-by-row SELECT reads one thing");
        };
    }

    /** Where the reading SELECT gives the columns names of its own, the added ones need a name too. */
    private static void rename(SqlSelect reader, List<String> added, Map<String, SqlWithItem> common) {
        SqlNode from = reader.getFrom();
        SqlNode source = from instanceof SqlCall as && as.getKind() == SqlKind.AS ? as.operand(0) : from;
        if (source instanceof SqlIdentifier name && name.isSimple()) {
            SqlWithItem item = common.get(name.getSimple().toLowerCase(Locale.ROOT));
            SqlNodeList columns = item == null ? null : item.columnList;
            if (columns != null) {
                added.forEach(column -> columns.add(new SqlIdentifier(column, SqlParserPos.ZERO)));
            }
        }
        if (from instanceof SqlCall as && as.operandCount() > 2) {
            List<SqlNode> operands = new ArrayList<>(as.getOperandList());
            added.forEach(column -> operands.add(new SqlIdentifier(column, SqlParserPos.ZERO)));
            reader.setFrom(SqlStdOperatorTable.AS.createCall(as.getParserPosition(), operands));
        }
    }
}
