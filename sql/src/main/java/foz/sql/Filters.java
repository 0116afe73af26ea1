package foz.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;

/** Counts what the conditions of a row-by-row query turn away, level by level, each over what the level below lets through. */
final class Filters {

    private Filters() {}

    static Optional<String> count(Shape.RowByRow rows, SqlNode tree, DuckDbQuery printer) {
        List<String> counts = new ArrayList<>();
        for (SqlSelect select : rows.levels()) {
            SqlNode condition = select.getWhere();
            if (condition != null) {
                counts.add(printer.turnedAway(select, condition, common(tree)));
            }
        }
        return switch (counts.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(counts.getFirst());
            default -> Optional.of("SELECT (" + String.join(") + (", counts) + ")");
        };
    }

    /** The queries named by WITH, anywhere in a row-by-row query. */
    static Map<String, SqlWithItem> common(SqlNode tree) {
        Map<String, SqlWithItem> common = new HashMap<>();
        collect(tree, common);
        return common;
    }

    private static void collect(SqlNode node, Map<String, SqlWithItem> common) {
        switch (node) {
            case SqlOrderBy order -> collect(order.query, common);
            case SqlWith with -> {
                for (SqlNode item : with.withList) {
                    SqlWithItem named = (SqlWithItem) item;
                    common.put(named.name.getSimple().toLowerCase(Locale.ROOT), named);
                    collect(named.query, common);
                }
                collect(with.body, common);
            }
            case SqlSelect select
            when select.getFrom() instanceof org.apache.calcite.sql.SqlCall from ->
                from.getOperandList().stream()
                        .filter(o -> o != null && Constructs.isQuery(o))
                        .forEach(o -> collect(o, common));
            default -> {}
        }
    }
}
