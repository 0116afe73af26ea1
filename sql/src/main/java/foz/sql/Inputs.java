package foz.sql;

import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/** The tables a parsed query names. */
final class Inputs {

    private final Set<TableName> found = new LinkedHashSet<>();

    private Inputs() {}

    static List<TableName> of(SqlNode query) {
        Inputs inputs = new Inputs();
        inputs.visit(query, Set.of());
        return new ArrayList<>(inputs.found);
    }

    private void visit(@Nullable SqlNode node, Set<String> common) {
        switch (node) {
            case null -> {}
            case SqlWith with -> with(with, common);
            case SqlSelect select -> {
                from(select.getFrom(), common);
                select.getOperandList().stream()
                        .filter(o -> o != select.getFrom())
                        .forEach(o -> visit(o, common));
            }
            case SqlNodeList list -> list.forEach(n -> visit(n, common));
            case SqlCall call -> call.getOperandList().forEach(n -> visit(n, common));
            default -> {}
        }
    }

    private void with(SqlWith with, Set<String> outer) {
        Set<String> common = new HashSet<>(outer);
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            visit(item.query, common);
            common.add(item.name.getSimple().toLowerCase(Locale.ROOT));
        }
        visit(with.body, common);
    }

    private void from(@Nullable SqlNode from, Set<String> common) {
        switch (from) {
            case null -> {}
            case SqlIdentifier table -> table(table, common);
            case SqlJoin join -> {
                from(join.getLeft(), common);
                from(join.getRight(), common);
                visit(join.getCondition(), common);
            }
            case SqlCall as when as.getKind() == SqlKind.AS -> from(as.operand(0), common);
            default -> visit(from, common);
        }
    }

    private void table(SqlIdentifier table, Set<String> common) {
        if (!(table.isSimple() && common.contains(table.getSimple().toLowerCase(Locale.ROOT)))) {
            TableName.parse(String.join(".", table.names).toLowerCase(Locale.ROOT))
                    .ifPresent(found::add);
        }
    }
}
