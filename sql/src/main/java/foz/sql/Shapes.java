package foz.sql;

import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

/** Finds a query's {@link Shape}, from the tree alone: no types are needed. */
final class Shapes {

    private final Map<String, SqlWithItem> common = new HashMap<>();
    private final List<SqlSelect> levels = new ArrayList<>();
    private int used;

    private Shapes() {}

    static Shape of(SqlNode query) {
        Shapes shapes = new Shapes();
        Shape shape = shapes.query(query);
        boolean allUsed = shapes.used == shapes.common.size();
        return shape instanceof Shape.RowByRow && !allUsed
                ? new Shape.Whole("it has a WITH that it doesn't use")
                : shape;
    }

    private Shape query(SqlNode query) {
        return switch (query) {
            case SqlOrderBy order
            when order.fetch != null || order.offset != null -> new Shape.Whole("it takes only some rows (LIMIT)");
            case SqlOrderBy order -> query(order.query);
            case SqlWith with -> {
                with.withList.forEach(
                        n -> common.put(((SqlWithItem) n).name.getSimple().toLowerCase(Locale.ROOT), (SqlWithItem) n));
                yield query(with.body);
            }
            case SqlSelect select -> select(select);
            case SqlCall call
            when OutputNames.isSetOperation(call) ->
                new Shape.Whole(
                        "it puts queries together (" + call.getOperator().getName() + ")");
            default -> new Shape.Whole("it reads no table");
        };
    }

    private Shape select(SqlSelect select) {
        Optional<String> reason = reason(select);
        if (reason.isPresent()) {
            return new Shape.Whole(reason.get());
        }
        levels.add(select);
        return from(select.getFrom());
    }

    private static Optional<String> reason(SqlSelect select) {
        SqlNodeList items = select.getSelectList();
        List<SqlNode> parts = new ArrayList<>(List.of(items));
        for (@Nullable
        SqlNode part : new SqlNode[] {select.getWhere(), select.getHaving(), select.getQualify(), select.getGroup()}) {
            if (part != null) {
                parts.add(part);
            }
        }
        if (select.isDistinct()) {
            return Optional.of("it leaves out repeated rows (DISTINCT)");
        }
        if (select.getGroup() != null || select.getHaving() != null || Constructs.aggregates(items)) {
            return Optional.of("it aggregates");
        }
        if (parts.stream().anyMatch(Constructs::hasWindow)) {
            return Optional.of("it looks at other rows (OVER)");
        }
        if (select.getFetch() != null || select.getOffset() != null) {
            return Optional.of("it takes only some rows (LIMIT)");
        }
        if (parts.stream().anyMatch(p -> !Constructs.subqueries(p).isEmpty())) {
            return Optional.of("it asks another query within an expression");
        }
        return parts.stream()
                .map(Constructs::volatileFunction)
                .flatMap(Optional::stream)
                .findFirst()
                .map(name -> name + " changes from refresh to refresh");
    }

    private Shape from(@Nullable SqlNode from) {
        return switch (from) {
            case null -> new Shape.Whole("it reads no table");
            case SqlIdentifier name -> table(name);
            case SqlJoin join -> new Shape.Whole(joined(join));
            case SqlCall call when call.getKind() == SqlKind.AS -> from(call.operand(0));
            case SqlCall call when call.getKind() == SqlKind.UNNEST -> new Shape.Whole("it unnests a list");
            case SqlNode node when Constructs.isQuery(node) -> query(node);
            default -> new Shape.Whole("it reads no table");
        };
    }

    private Shape table(SqlIdentifier name) {
        SqlWithItem item = name.isSimple() ? common.get(name.getSimple().toLowerCase(Locale.ROOT)) : null;
        if (item != null) {
            used++;
            return query(item.query);
        }
        return new Shape.RowByRow(new TableName(name.names.get(0), name.names.get(1)), levels);
    }

    private static String joined(SqlJoin join) {
        boolean unnests = source(join.getRight()).getKind() == SqlKind.UNNEST;
        return unnests ? "it unnests a list" : "it joins " + named(join.getLeft()) + " with " + named(join.getRight());
    }

    private static SqlNode source(SqlNode from) {
        return from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
    }

    private static String named(SqlNode from) {
        return switch (from) {
            case SqlJoin join -> named(join.getLeft()) + " and " + named(join.getRight());
            case SqlIdentifier name -> String.join(".", name.names);
            case SqlCall as
            when as.getKind() == SqlKind.AS && as.operand(0) instanceof SqlIdentifier name ->
                String.join(".", name.names);
            default -> "a query";
        };
    }
}
