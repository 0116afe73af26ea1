package foz.sql;

import foz.api.failure.Nearest;
import foz.api.failure.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A {@code *} in a SELECT.
 *
 * @param position where it stands
 * @param qualifier the table it's limited to
 * @param without columns it leaves out
 * @param instead expressions that take the place of columns, each with its column's name
 */
record Star(SqlParserPos position, Optional<String> qualifier, List<SqlIdentifier> without, List<SqlCall> instead) {

    static Optional<Star> of(SqlNode item) {
        return switch (item) {
            case SqlStarExclude star -> {
                List<SqlIdentifier> without = new ArrayList<>();
                star.getExcludeList().forEach(n -> without.add((SqlIdentifier) n));
                yield Optional.of(of(star.getStarIdentifier(), without, List.of()));
            }
            case SqlStarReplace star -> {
                List<SqlCall> instead = new ArrayList<>();
                star.getReplaceList().forEach(n -> instead.add((SqlCall) n));
                yield Optional.of(of(star.getStarIdentifier(), List.of(), instead));
            }
            case SqlIdentifier id when id.isStar() -> Optional.of(of(id, List.of(), List.of()));
            default -> Optional.empty();
        };
    }

    private static Star of(SqlIdentifier star, List<SqlIdentifier> without, List<SqlCall> instead) {
        int size = star.names.size();
        Optional<String> qualifier = size == 1 ? Optional.empty() : Optional.of(star.names.get(size - 2));
        return new Star(star.getParserPosition(), qualifier, without, instead);
    }

    /** Names in EXCLUDE or REPLACE that the star doesn't have. */
    List<Refusal> unknown(List<String> columns) {
        List<SqlIdentifier> named = new ArrayList<>(without);
        instead.forEach(call -> named.add(call.operand(1)));
        return named.stream()
                .filter(id -> columns.stream().noneMatch(id.names.getLast()::equalsIgnoreCase))
                .map(id -> new Refusal(
                        id.getParserPosition(),
                        Sentence.of(SqlProblem.SQL_UNKNOWN_COLUMN, "column", id.names.getLast()),
                        Nearest.to(id.names.getLast(), columns)))
                .toList();
    }

    /** What stands for one column; nothing when it's left out. */
    Optional<SqlNode> column(@Nullable String from, String name) {
        if (without.stream().anyMatch(id -> id.names.getLast().equalsIgnoreCase(name))) {
            return Optional.empty();
        }
        for (SqlCall call : instead) {
            SqlIdentifier alias = call.operand(1);
            if (alias.names.getLast().equalsIgnoreCase(name)) {
                return Optional.of(SqlStdOperatorTable.AS.createCall(
                        call.getParserPosition(), call.operand(0), new SqlIdentifier(name, position)));
            }
        }
        return Optional.of(new SqlIdentifier(from == null ? List.of(name) : List.of(from, name), position));
    }
}
