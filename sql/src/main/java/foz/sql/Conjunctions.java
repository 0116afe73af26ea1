package foz.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** The conditions that must all hold, out of one. */
final class Conjunctions {

    private Conjunctions() {}

    static List<SqlNode> of(SqlNode condition) {
        List<SqlNode> parts = new ArrayList<>();
        collect(condition, parts);
        return parts;
    }

    private static void collect(SqlNode condition, List<SqlNode> parts) {
        if (condition.getKind() == SqlKind.AND) {
            ((SqlCall) condition).getOperandList().forEach(o -> collect(o, parts));
        } else {
            parts.add(condition);
        }
    }
}
