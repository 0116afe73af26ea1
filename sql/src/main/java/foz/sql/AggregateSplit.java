package foz.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT that groups, as two: one that yields each group's keys and aggregates, and one over its rows that does what comes after
 * grouping (HAVING, windows, QUALIFY, DISTINCT, the expressions of the list).
 */
final class AggregateSplit {

    /** The split can't be made without changing what a name means. */
    private static final class Unclear extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unclear() {
            super(null, null, false, false);
        }
    }

    /** A value of the grouping SELECT: an expression of the original, and the column that holds it. */
    private record Held(SqlNode expression, String column) {}

    private final SqlSelect select;
    private final String alias;
    private final FreshNames fresh;
    private final Set<String> columns;
    private final List<Held> held = new ArrayList<>();
    private final SqlNodeList groupedItems = new SqlNodeList(SqlParserPos.ZERO);

    private AggregateSplit(SqlSelect select, String alias, FreshNames fresh, Set<String> columns) {
        this.select = select;
        this.alias = alias;
        this.fresh = fresh;
        this.columns = columns;
    }

    /**
     * @param grouped yields keys and aggregates
     * @param rest over them, under an alias
     */
    record Parts(SqlSelect grouped, SqlSelect rest) {}

    /**
     * Splits a SELECT.
     *
     * @param alias by what the second part calls the rows of the first
     * @param columns in lower case, the names that columns of its FROM may have
     * @return nothing when a name in it could mean two things
     */
    static Optional<Parts> of(SqlSelect select, String alias, FreshNames fresh, Set<String> columns) {
        try {
            return Optional.of(new AggregateSplit(select, alias, fresh, columns).split());
        } catch (Unclear unclear) {
            return Optional.empty();
        }
    }

    private Parts split() {
        SqlNodeList group = select.getGroup();
        SqlNodeList groupedBy = group == null ? null : keys(group);
        Rest rest = new Rest();
        SqlNodeList items = new SqlNodeList(SqlParserPos.ZERO);
        for (SqlNode item : select.getSelectList()) {
            items.add(item(item, rest));
        }
        SqlNode where = rest.optional(select.getHaving());
        SqlNode qualify = rest.optional(select.getQualify());
        SqlNodeList windows = new SqlNodeList(SqlParserPos.ZERO);
        select.getWindowList().forEach(w -> windows.add(rest.window((SqlWindow) w)));
        SqlSelect grouped =
                Trees.select(null, groupedItems, select.getFrom(), select.getWhere(), groupedBy, null, null);
        SqlNodeList distinct =
                select.isDistinct() ? (SqlNodeList) select.getOperandList().getFirst() : null;
        return new Parts(grouped, Trees.select(distinct, items, null, where, null, windows, qualify));
    }

    private SqlNode item(SqlNode item, Rest rest) {
        if (item.getKind() != SqlKind.AS) {
            SqlNode value = rest.anew(item);
            return item instanceof SqlIdentifier id ? Trees.as(value, id.names.getLast()) : value;
        }
        SqlCall as = (SqlCall) item;
        String name = ((SqlIdentifier) as.operand(1)).getSimple();
        SqlNode expression = as.operand(0);
        rest.wished = isAggregate(expression) ? name : null;
        SqlNode value = rest.anew(expression);
        rest.wished = null;
        return Trees.as(value, name);
    }

    private static boolean isAggregate(SqlNode node) {
        return node.getKind() == SqlKind.FILTER || Constructs.isAggregate(node);
    }

    private SqlNodeList keys(SqlNodeList group) {
        SqlNodeList keys = new SqlNodeList(group.getParserPosition());
        for (SqlNode key : group) {
            keys.add(
                    switch (key.getKind()) {
                        case ROLLUP, CUBE, GROUPING_SETS, ROW -> nested(key);
                        default -> key instanceof SqlNodeList ? nested(key) : key(key);
                    });
        }
        return keys;
    }

    /** Keys within grouping sets stay where they are; a number among them would have to be counted anew. */
    private SqlNode nested(SqlNode node) {
        boolean sets = node instanceof SqlNodeList
                || Set.of(SqlKind.ROLLUP, SqlKind.CUBE, SqlKind.GROUPING_SETS, SqlKind.ROW)
                        .contains(node.getKind());
        if (sets) {
            Constructs.children(node).forEach(this::nested);
        } else if (node instanceof SqlLiteral) {
            throw new Unclear();
        } else {
            key(node);
        }
        return node;
    }

    /** Notes a key; a number becomes that of the key's column. */
    private SqlNode key(SqlNode key) {
        Optional<SqlNode> item = item(key);
        if (item.isPresent()) {
            SqlNode value = Trees.value(item.get());
            String name = OutputNames.name(item.get()).filter(fresh::isOpen).orElseGet(fresh::next);
            hold(value, name);
            if (key instanceof SqlIdentifier) {
                require(held.getLast().column().equals(name));
                held.add(new Held(key, name));
            }
        } else {
            hold(key, key instanceof SqlIdentifier id && id.names.size() < 3 ? id.names.getLast() : fresh.next());
        }
        return key instanceof SqlLiteral
                ? SqlLiteral.createExactNumeric(String.valueOf(groupedItems.size()), SqlParserPos.ZERO)
                : key;
    }

    private static void require(boolean clear) {
        if (!clear) {
            throw new Unclear();
        }
    }

    /** The item of the list that a key names by its number or alias. */
    private Optional<SqlNode> item(SqlNode key) {
        if (key instanceof SqlLiteral number) {
            return Optional.of(select.getSelectList().get(number.intValue(true) - 1));
        }
        return key instanceof SqlIdentifier id && id.isSimple() ? aliased(id.getSimple()) : Optional.empty();
    }

    private Optional<SqlNode> aliased(String name) {
        return select.getSelectList().stream()
                .filter(i -> i.getKind() == SqlKind.AS)
                .filter(i -> OutputNames.name(i).filter(name::equalsIgnoreCase).isPresent())
                .findFirst();
    }

    private SqlNode hold(SqlNode expression, String column) {
        boolean taken = held.stream().anyMatch(h -> h.column().equalsIgnoreCase(column));
        String name = taken || column.startsWith("_") ? fresh.next() : column;
        held.add(new Held(expression, name));
        groupedItems.add(Trees.as(Copies.of(expression), name));
        return reference(name);
    }

    private SqlNode reference(String column) {
        return new SqlIdentifier(List.of(alias, column), SqlParserPos.ZERO);
    }

    private Optional<SqlNode> heldAs(SqlNode expression) {
        return held.stream()
                .filter(h -> matches(h.expression(), expression))
                .findFirst()
                .map(h -> reference(h.column()));
    }

    /** A column may be written with its table in one place and without in the other. */
    private static boolean matches(SqlNode a, SqlNode b) {
        if (a instanceof SqlIdentifier x && b instanceof SqlIdentifier y) {
            boolean column = x.names.size() < 3 && y.names.size() < 3 && x.names.size() != y.names.size();
            return column && x.names.getLast().equalsIgnoreCase(y.names.getLast())
                    || String.join(".", x.names).equalsIgnoreCase(String.join(".", y.names));
        }
        return a.equalsDeep(b, Litmus.IGNORE);
    }

    /** Writes expressions of the original anew, over the rows of the grouping SELECT. */
    private final class Rest extends Copies {

        private @Nullable String wished;

        SqlNode anew(SqlNode node) {
            return Copies.of(node, this);
        }

        @Nullable
        SqlNode optional(@Nullable SqlNode node) {
            return node == null ? null : anew(node);
        }

        @Override
        public @Nullable SqlNode visit(SqlIdentifier id) {
            return heldAs(id).orElseGet(() -> alias(id));
        }

        /** The alias of an item stands for its expression, unless FROM may have a column of the name. */
        private SqlNode alias(SqlIdentifier id) {
            boolean clear = id.isSimple() && !columns.contains(FreshNames.lower(id.getSimple()));
            SqlNode item = (clear ? aliased(id.getSimple()) : Optional.<SqlNode>empty()).orElseThrow(Unclear::new);
            return anew(Trees.value(item));
        }

        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            if (Constructs.isQuery(call)) {
                return Copies.of(call);
            }
            if (call instanceof SqlWindow window) {
                return window(window);
            }
            Optional<SqlNode> known = heldAs(call);
            if (known.isPresent()) {
                return known.get();
            }
            return switch (call.getKind()) {
                case OVER -> over(call);
                case DOT ->
                    call.getOperator()
                            .createCall(call.getParserPosition(), anew(call.operand(0)), Copies.of(call.operand(1)));
                default ->
                    isAggregate(call)
                            ? hold(call, wished != null && fresh.isOpen(wished) ? wished : fresh.next())
                            : super.visit(call);
            };
        }

        /** What has OVER behind it is no aggregate of the group; its arguments may be. */
        private SqlNode over(SqlCall over) {
            SqlNode window = over.operand(1) instanceof SqlWindow w ? window(w) : Copies.of(over.operand(1));
            return over.getOperator().createCall(over.getParserPosition(), windowed(over.operand(0)), window);
        }

        private SqlNode windowed(SqlNode function) {
            SqlCall call = (SqlCall) function;
            List<SqlNode> arguments = new ArrayList<>();
            boolean wrapped = Set.of(SqlKind.FILTER, SqlKind.IGNORE_NULLS, SqlKind.RESPECT_NULLS)
                    .contains(call.getKind());
            for (int i = 0; i < call.operandCount(); i++) {
                SqlNode argument = call.operand(i);
                boolean star = argument instanceof SqlIdentifier id && id.isStar();
                arguments.add(star ? argument : wrapped && i == 0 ? windowed(argument) : anew(argument));
            }
            return call.getOperator()
                    .createCall(
                            call.getFunctionQuantifier(), call.getParserPosition(), arguments.toArray(SqlNode[]::new));
        }

        SqlWindow window(SqlWindow window) {
            SqlWindow copy = (SqlWindow) Copies.of(window);
            copy.setPartitionList((SqlNodeList) anew(window.getPartitionList()));
            copy.setOrderList((SqlNodeList) anew(window.getOrderList()));
            return copy;
        }
    }
}
