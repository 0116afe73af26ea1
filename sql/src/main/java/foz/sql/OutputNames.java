package foz.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What a query calls its columns, and what it may call them. */
final class OutputNames {

    private OutputNames() {}

    /** Each column has a name, no two the same, and none looks like a row's origin without being it. */
    static void check(SqlNode query, Problems problems) {
        if (first(query) instanceof SqlSelect select) {
            Set<String> seen = new HashSet<>();
            for (SqlNode item : select.getSelectList()) {
                check(item, seen, problems);
            }
        }
    }

    private static void check(SqlNode item, Set<String> seen, Problems problems) {
        Optional<String> name = name(item);
        if (name.isEmpty()) {
            if (item.getKind() != SqlKind.OTHER_FUNCTION || ((SqlCall) item).getOperator() != Operators.PROBLEM) {
                problems.add(Refusal.at(item, SqlProblem.SQL_NEEDS_ALIAS));
            }
        } else if (!seen.add(name.get().toLowerCase(Locale.ROOT))) {
            problems.add(Refusal.at(item, SqlProblem.SQL_DUPLICATE_COLUMN, "column", name.get()));
        } else if (name.get().startsWith("_") && !isItself(item, name.get())) {
            problems.add(Refusal.at(item, SqlProblem.SQL_HIDDEN_NAME, "column", name.get()));
        }
    }

    /** Where rows don't keep their origin, no column may look as if they did. */
    static void refuseHidden(SqlNode query, Problems problems) {
        if (first(query) instanceof SqlSelect select) {
            for (SqlNode item : select.getSelectList()) {
                name(item)
                        .filter(n -> n.startsWith("_"))
                        .ifPresent(n -> problems.add(Refusal.at(item, SqlProblem.SQL_HIDDEN_NAME, "column", n)));
            }
        }
    }

    /** The names of a validated query's columns; one that is handed on keeps the case it was declared with. */
    static List<String> declared(SqlNode query, List<String> written) {
        if (!(first(query) instanceof SqlSelect select)
                || select.getSelectList().size() != written.size()) {
            return written;
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            names.add(declared(select.getSelectList().get(i)).orElse(written.get(i)));
        }
        return names;
    }

    /** The validator gives a column an alias when it was written in another case; that alias stands nowhere in the text. */
    private static Optional<String> declared(SqlNode item) {
        return switch (item) {
            case SqlIdentifier id -> Optional.of(id.names.getLast());
            case SqlCall as
            when as.getKind() == SqlKind.AS && as.operand(1).getParserPosition() == SqlParserPos.ZERO ->
                declared(as.operand(0));
            default -> Optional.empty();
        };
    }

    private static boolean isItself(SqlNode item, String name) {
        SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
        return value instanceof SqlIdentifier id && id.names.getLast().equalsIgnoreCase(name);
    }

    /** The SELECT that names a query's columns. */
    static SqlNode first(SqlNode query) {
        return switch (query) {
            case SqlOrderBy order -> first(order.query);
            case SqlWith with -> first(with.body);
            case SqlSelect select -> select;
            case SqlCall call when isSetOperation(call) -> first(call.operand(0));
            default -> query;
        };
    }

    static boolean isSetOperation(SqlNode node) {
        return node.getKind() == SqlKind.UNION
                || node.getKind() == SqlKind.INTERSECT
                || node.getKind() == SqlKind.EXCEPT;
    }

    static Optional<String> name(SqlNode item) {
        return switch (item) {
            case SqlIdentifier id -> Optional.of(id.names.getLast());
            case SqlCall call
            when call.getKind() == SqlKind.AS -> Optional.of(((SqlIdentifier) call.operand(1)).getSimple());
            default -> Optional.empty();
        };
    }
}
