package foz.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a query are called once it is a table.
 *
 * @param columns their names in the table, which a table may have
 * @param names what the query calls them; null for one without a name
 */
record ColumnNames(List<String> columns, List<@Nullable String> names) {

    /** Names the columns of a query in its tree; nothing when it has no list of columns. */
    static Optional<ColumnNames> give(SqlNode query, FreshNames fresh) {
        if (!(OutputNames.first(query) instanceof SqlSelect select)) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        List<@Nullable String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        SqlNodeList items = select.getSelectList();
        for (int i = 0; i < items.size(); i++) {
            SqlNode item = items.get(i);
            Optional<String> name = OutputNames.name(item);
            Optional<String> kept = name.filter(fresh::isOpen).filter(n -> taken.add(FreshNames.lower(n)));
            String column = kept.orElseGet(fresh::next);
            if (kept.isEmpty()) {
                items.set(i, Trees.as(Trees.value(item), column));
            }
            columns.add(column);
            names.add(name.orElse(null));
        }
        return Optional.of(new ColumnNames(columns, names));
    }

    /** The position of the column that the query calls by a name. */
    Optional<Integer> position(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (name.equalsIgnoreCase(names.get(i))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
