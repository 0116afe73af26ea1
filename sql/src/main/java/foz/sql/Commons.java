package foz.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * The queries named by WITH that can be seen from one place of a tree.
 *
 * @param items each after those that it may read
 */
record Commons(List<SqlWithItem> items) {

    static final Commons NONE = new Commons(List.of());

    Commons {
        items = List.copyOf(items);
    }

    Commons and(SqlWithItem item) {
        List<SqlWithItem> more = new ArrayList<>(items);
        more.add(item);
        return new Commons(more);
    }

    /** The query with those that it reads in front of it, so that it can stand alone. */
    SqlNode completed(SqlNode query) {
        SqlNodeList needed = needed(query);
        return needed.size() == 0 ? query : prepended(needed, query);
    }

    private static SqlNode prepended(SqlNodeList needed, SqlNode query) {
        return switch (query) {
            case SqlOrderBy order ->
                new SqlOrderBy(
                        order.getParserPosition(),
                        prepended(needed, order.query),
                        order.orderList,
                        order.offset,
                        order.fetch);
            case SqlWith with -> {
                SqlNodeList all = new SqlNodeList(needed, with.getParserPosition());
                with.withList.forEach(all::add);
                yield new SqlWith(with.getParserPosition(), all, with.body);
            }
            default -> new SqlWith(query.getParserPosition(), needed, query);
        };
    }

    /** Those that a query reads, directly or through others, in their order. */
    SqlNodeList needed(SqlNode query) {
        Set<String> names = new HashSet<>();
        read(query, names);
        List<SqlNode> needed = new ArrayList<>();
        for (SqlWithItem item : items.reversed()) {
            if (names.contains(name(item))) {
                needed.addFirst(item);
                read(item.query, names);
            }
        }
        return new SqlNodeList(needed, query.getParserPosition());
    }

    private static String name(SqlWithItem item) {
        return item.name.getSimple().toLowerCase(Locale.ROOT);
    }

    /** What stands in FROM without a layer before it. */
    private static void read(@Nullable SqlNode node, Set<String> names) {
        switch (node) {
            case null -> {}
            case SqlSelect select -> {
                from(select.getFrom(), names);
                select.getOperandList().stream()
                        .filter(o -> o != select.getFrom())
                        .forEach(o -> read(o, names));
            }
            case SqlNodeList list -> list.forEach(n -> read(n, names));
            case SqlCall call -> call.getOperandList().forEach(n -> read(n, names));
            default -> {}
        }
    }

    private static void from(@Nullable SqlNode from, Set<String> names) {
        switch (from) {
            case null -> {}
            case SqlIdentifier table
            when table.isSimple() -> names.add(table.getSimple().toLowerCase(Locale.ROOT));
            case SqlJoin join -> {
                from(join.getLeft(), names);
                from(join.getRight(), names);
                read(join.getCondition(), names);
            }
            case SqlCall as when as.getKind() == SqlKind.AS -> from(as.operand(0), names);
            default -> read(from, names);
        }
    }
}
