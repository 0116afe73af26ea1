package foz.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Copies trees, so that one can be validated, which writes into it, and another be kept. */
class Copies extends SqlShuttle {

    private static final Copies PLAIN = new Copies();

    /** A tree that shares no node with the original. */
    static SqlNode of(SqlNode node) {
        return of(node, PLAIN);
    }

    /** The same, as another shuttle copies. */
    static SqlNode of(SqlNode node, Copies copies) {
        SqlNode copy = node.accept(copies);
        return copy == null ? node : copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlLiteral literal) {
        return literal.clone(literal.getParserPosition());
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier id) {
        return id.clone(id.getParserPosition());
    }

    @Override
    public @Nullable SqlNode visit(SqlNodeList list) {
        SqlNodeList copy = new SqlNodeList(list.getParserPosition());
        list.forEach(node -> copy.add(node == null ? null : node.accept(this)));
        return copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        CallCopyingArgHandler arguments = new CallCopyingArgHandler(call, true);
        call.getOperator().acceptCall(this, call, false, arguments);
        return arguments.result();
    }
}
