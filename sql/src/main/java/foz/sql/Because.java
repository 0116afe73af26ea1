package foz.sql;

import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Says for people why a query is followed in its way. */
final class Because {

    private Because() {}

    static String rows(RowPart rows) {
        List<Leaf> changing = rows.main().stream().filter(Leaf::changes).toList();
        String from = changing.stream().map(Because::named).collect(Collectors.joining(", "));
        String each = changing.size() > 1 ? "one row of each of " : "one row of ";
        String added =
                rows.adding().stream().filter(Leaf::changes).map(Because::named).collect(Collectors.joining(", "));
        String reaches = added.isEmpty() ? "" : "; a change of " + added + " reaches the rows that match it";
        return "each row comes from " + each + from + reaches;
    }

    /** A table by its name; a query by its own, and those of the tables in it. */
    private static String named(Leaf leaf) {
        String tables =
                Touches.inputs(leaf).stream().map(TableName::toString).sorted().collect(Collectors.joining(", "));
        return switch (leaf.rows()) {
            case Leaf.Table table -> tables;
            case Leaf.Within within -> tables;
            case Leaf.Nested nested -> leaf + " (" + tables + ")";
            case Leaf.Lateral lateral -> leaf + " (" + tables + ")";
            case Leaf.Unnested u -> leaf.toString();
            case Leaf.Fixed f -> leaf.toString();
        };
    }

    static String merged(List<String> columns) {
        return columns.isEmpty()
                ? "its one row is merged from partial sums"
                : "its groups (" + String.join(", ", columns) + ") are merged from partial sums";
    }

    /** @param keys the expressions by their text */
    static String grouped(Block.Select select, Map<String, SqlNode> keys) {
        List<String> words = new ArrayList<>();
        keys.values().forEach(k -> words.add(word(k)));
        String list = words.isEmpty() ? "a key" : String.join(", ", words);
        if (select.looksAround()) {
            return "rows of one " + list + " hang together (PARTITION BY " + list + ")";
        }
        if (select.node().isDistinct()) {
            return "equal rows hang together (DISTINCT)";
        }
        return select.aggregates()
                ? "its groups (" + list + ") are each computed again"
                : "rows with the same key hang together (FULL JOIN)";
    }

    private static String word(SqlNode key) {
        return switch (key) {
            case SqlIdentifier id -> id.names.getLast();
            case SqlCall call when call.getKind() == SqlKind.CAST -> word(call.operand(0));
            case SqlCall call ->
                call.getOperandList().stream()
                        .filter(o -> o instanceof SqlIdentifier || o instanceof SqlCall)
                        .map(Because::word)
                        .findFirst()
                        .orElse("a key");
            default -> "a key";
        };
    }
}
