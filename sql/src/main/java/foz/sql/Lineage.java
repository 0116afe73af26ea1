package foz.sql;

import foz.api.sql.Query.ColumnLineage;
import foz.api.sql.Query.Origin;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
 * Traces each column of a validated query to the columns whose values flow into it. In such a query every column is qualified by an
 * alias of a FROM around it, so that following the names is enough; conditions don't count.
 */
final class Lineage {

    /** What an alias stands for. */
    private record Source(SqlNode node, List<String> names, Frame within) {}

    /** The aliases that can be seen at one place, and the queries named by WITH. */
    private record Frame(Map<String, Source> aliases, Map<String, Source> common, Optional<Frame> outer) {

        Optional<Source> alias(String name) {
            Source found = aliases.get(name.toLowerCase(Locale.ROOT));
            return found != null ? Optional.of(found) : outer.flatMap(o -> o.alias(name));
        }
    }

    private static final Frame EMPTY = new Frame(Map.of(), Map.of(), Optional.empty());

    private Lineage() {}

    static List<ColumnLineage> of(SqlNode query, Schema columns) {
        List<ColumnLineage> lineage = new ArrayList<>();
        for (String column : columns.names()) {
            Set<Origin> origins = column(query, column, EMPTY);
            boolean copied = origins.size() == 1 && copied(query, column, EMPTY);
            lineage.add(new ColumnLineage(column, List.copyOf(origins), copied));
        }
        return lineage;
    }

    /** The origins of one of a query's columns, or of all for {@code *}. */
    private static Set<Origin> column(SqlNode query, String column, Frame outer) {
        return column(query, index(query, column), outer);
    }

    private static int index(SqlNode query, String column) {
        if (OutputNames.first(query) instanceof SqlSelect select) {
            for (int i = 0; i < select.getSelectList().size(); i++) {
                if (OutputNames.name(select.getSelectList().get(i))
                        .filter(column::equalsIgnoreCase)
                        .isPresent()) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static Set<Origin> column(SqlNode query, int index, Frame outer) {
        Set<Origin> origins = new LinkedHashSet<>();
        switch (query) {
            case SqlOrderBy order -> origins.addAll(column(order.query, index, outer));
            case SqlWith with -> origins.addAll(column(with.body, index, with(with, outer)));
            case SqlSelect select -> {
                Frame frame = frame(select, outer);
                for (int i = 0; i < select.getSelectList().size(); i++) {
                    if (index < 0 || i == index) {
                        origins.addAll(expression(select.getSelectList().get(i), frame));
                    }
                }
            }
            case SqlCall call
            when OutputNames.isSetOperation(call) ->
                call.getOperandList().forEach(side -> origins.addAll(column(side, index, outer)));
            case SqlCall call when call.getKind() == SqlKind.VALUES -> {}
            default -> {}
        }
        return origins;
    }

    private static Frame with(SqlWith with, Frame outer) {
        Frame frame = outer;
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            Map<String, Source> common = new HashMap<>(frame.common());
            common.put(
                    item.name.getSimple().toLowerCase(Locale.ROOT),
                    new Source(item.query, names(item.columnList), frame));
            frame = new Frame(Map.of(), common, Optional.of(outer));
        }
        return frame;
    }

    private static List<String> names(@Nullable Iterable<SqlNode> identifiers) {
        List<String> names = new ArrayList<>();
        if (identifiers != null) {
            identifiers.forEach(n -> names.add(((SqlIdentifier) n).getSimple()));
        }
        return names;
    }

    private static Frame frame(SqlSelect select, Frame outer) {
        Map<String, Source> aliases = new HashMap<>();
        Frame frame = new Frame(aliases, outer.common(), Optional.of(outer));
        from(select.getFrom(), aliases, frame);
        return frame;
    }

    private static void from(@Nullable SqlNode from, Map<String, Source> aliases, Frame frame) {
        switch (from) {
            case null -> {}
            case SqlJoin join -> {
                from(join.getLeft(), aliases, frame);
                from(join.getRight(), aliases, frame);
            }
            case SqlIdentifier table ->
                aliases.put(table.names.getLast().toLowerCase(Locale.ROOT), new Source(table, List.of(), frame));
            case SqlCall as
            when as.getKind() == SqlKind.AS -> {
                List<String> names = names(as.getOperandList().subList(2, as.operandCount()));
                SqlNode source = as.operand(0);
                aliases.put(
                        names(List.of(as.operand(1))).getFirst().toLowerCase(Locale.ROOT),
                        new Source(source, names, frame));
            }
            default -> {}
        }
    }

    private static Set<Origin> expression(SqlNode node, Frame frame) {
        Set<Origin> origins = new LinkedHashSet<>();
        if (node instanceof SqlIdentifier id) {
            if (!id.isStar() && id.names.size() > 1) {
                frame.alias(id.names.get(0)).ifPresent(source -> origins.addAll(from(source, id.names.get(1))));
            }
        } else if (Constructs.isQuery(node)) {
            origins.addAll(column(node, -1, frame));
        } else if (node.getKind() == SqlKind.AS) {
            origins.addAll(expression(((SqlCall) node).operand(0), frame));
        } else if (node.getKind() == SqlKind.OVER) {
            origins.addAll(expression(((SqlCall) node).operand(0), frame));
        } else if (node.getKind() != SqlKind.EXISTS) {
            Constructs.children(node).forEach(child -> origins.addAll(expression(child, frame)));
        }
        return origins;
    }

    private static Set<Origin> from(Source source, String column) {
        return switch (source.node()) {
            case SqlIdentifier table -> {
                Optional<Source> common = common(table, source.within());
                yield common.isPresent() ? from(common.get(), column) : Set.of(origin(table, column));
            }
            case SqlCall call
            when call.getKind() == SqlKind.UNNEST ->
                expression(new SqlNodeList(call.getOperandList(), call.getParserPosition()), source.within());
            case SqlCall call
            when call.getKind() == SqlKind.LATERAL ->
                from(new Source(call.operand(0), source.names(), source.within()), column);
            default -> column(source.node(), index(source, column), source.within());
        };
    }

    private static Origin origin(SqlIdentifier table, String column) {
        return new Origin(new TableName(table.names.get(0), table.names.get(1)), column);
    }

    private static Optional<Source> common(SqlIdentifier table, Frame within) {
        return table.isSimple()
                ? Optional.ofNullable(within.common().get(table.getSimple().toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static int index(Source source, String column) {
        for (int i = 0; i < source.names().size(); i++) {
            if (source.names().get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return index(source.node(), column);
    }

    /** Whether nothing happens to the value on its way. */
    private static boolean copied(SqlNode query, String column, Frame outer) {
        return copied(query, index(query, column), outer);
    }

    private static boolean copied(SqlNode query, int index, Frame outer) {
        return switch (query) {
            case SqlOrderBy order -> copied(order.query, index, outer);
            case SqlWith with -> copied(with.body, index, with(with, outer));
            case SqlSelect select
            when index >= 0 -> copied(select.getSelectList().get(index), frame(select, outer));
            default -> false;
        };
    }

    private static boolean copied(SqlNode item, Frame frame) {
        SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
        boolean plain = value instanceof SqlIdentifier id && id.names.size() == 2;
        return plain
                && frame.alias(((SqlIdentifier) value).names.get(0))
                        .filter(s -> copied(s, ((SqlIdentifier) value).names.get(1)))
                        .isPresent();
    }

    private static boolean copied(Source source, String column) {
        return switch (source.node()) {
            case SqlIdentifier table ->
                common(table, source.within()).map(c -> copied(c, column)).orElse(true);
            case SqlCall call when call.getKind() == SqlKind.UNNEST || call.getKind() == SqlKind.VALUES -> false;
            case SqlCall call
            when call.getKind() == SqlKind.LATERAL ->
                copied(new Source(call.operand(0), source.names(), source.within()), column);
            default -> copied(source.node(), index(source, column), source.within());
        };
    }
}
