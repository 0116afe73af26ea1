package foz.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** Looks in a whole query for functions whose value differs from refresh to refresh. */
final class Volatile {

    private Volatile() {}

    static Optional<String> in(SqlNode node) {
        if (node instanceof SqlCall call) {
            Optional<Function> function = Operators.function(call.getOperator());
            if (function.filter(f -> f.sort() == Function.Sort.VOLATILE).isPresent()) {
                return function.map(Function::name);
            }
        }
        List<SqlNode> children = new ArrayList<>();
        if (node instanceof SqlNodeList list) {
            list.stream().filter(Objects::nonNull).forEach(children::add);
        } else if (node instanceof SqlCall call) {
            call.getOperandList().stream().filter(Objects::nonNull).forEach(children::add);
        }
        return children.stream().map(Volatile::in).flatMap(Optional::stream).findFirst();
    }
}
