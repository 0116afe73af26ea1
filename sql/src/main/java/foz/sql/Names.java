package foz.sql;

import foz.api.failure.Nearest;
import foz.api.failure.Sentence;
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
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Resolves table names, gives every derived table a name and writes out each {@code *} without hidden columns. Works on names alone, so
 * that the validator sees neither stars nor natural joins, which would drag hidden columns in.
 */
final class Names {

    /** A column as {@code *} shows it; without a qualifier where USING merged two. */
    private record Shown(@Nullable String qualifier, String name) {}

    /** What a FROM offers. */
    private record Offer(List<Shown> shown, Map<String, List<String>> byAlias) {
        static final Offer NOTHING = new Offer(List.of(), Map.of());

        static Offer of(String alias, List<String> columns) {
            List<Shown> shown = columns.stream().map(c -> new Shown(alias, c)).toList();
            return new Offer(shown, Map.of(alias.toLowerCase(Locale.ROOT), columns));
        }
    }

    private final Map<TableName, Schema> tables;
    private final Problems problems;
    private final Set<TableName> inputs = new LinkedHashSet<>();
    private boolean complete = true;
    private int unnamed;

    Names(Map<TableName, Schema> tables, Problems problems) {
        this.tables = tables;
        this.problems = problems;
    }

    /** Whether every table was found, so that validating makes sense. */
    boolean complete() {
        return complete;
    }

    Set<TableName> inputs() {
        return inputs;
    }

    /** Resolves a query whose columns become those of a table. */
    void table(SqlNode query) {
        named(query, Map.of());
    }

    /** The names of a query's columns; each must have one, and only one. */
    private List<String> named(SqlNode query, Map<String, List<String>> scope) {
        List<String> names = query(query, scope);
        OutputNames.check(query, problems);
        return names;
    }

    private List<String> query(SqlNode query, Map<String, List<String>> scope) {
        return switch (query) {
            case SqlOrderBy order -> {
                List<String> names = query(order.query, scope);
                inside(order.orderList, scope);
                yield names;
            }
            case SqlWith with -> with(with, scope);
            case SqlSelect select -> select(select, scope);
            case SqlCall call
            when OutputNames.isSetOperation(call) -> {
                List<String> names = query(call.operand(0), scope);
                for (SqlNode other : call.getOperandList().subList(1, call.operandCount())) {
                    query(other, scope);
                }
                yield names;
            }
            default -> List.of();
        };
    }

    private List<String> with(SqlWith with, Map<String, List<String>> outer) {
        Map<String, List<String>> scope = new HashMap<>(outer);
        for (SqlNode node : with.withList) {
            if (node instanceof SqlWithItem item) {
                List<String> columns = item.columnList == null ? named(item.query, scope) : query(item.query, scope);
                scope.put(
                        item.name.getSimple().toLowerCase(Locale.ROOT),
                        item.columnList == null ? columns : simple(item.columnList));
            }
        }
        return query(with.body, scope);
    }

    private static List<String> simple(Iterable<SqlNode> names) {
        List<String> simple = new ArrayList<>();
        names.forEach(n -> simple.add(((SqlIdentifier) n).getSimple()));
        return simple;
    }

    private List<String> select(SqlSelect select, Map<String, List<String>> scope) {
        Offer offer = Offer.NOTHING;
        SqlNode from = select.getFrom();
        if (from != null) {
            from = withAlias(from);
            select.setFrom(from);
            offer = offer(from, scope);
        }
        select.setSelectList(expand(select.getSelectList(), offer));
        if (select.getSelectList().size() == 0 && problems.isEmpty()) {
            throw Refusal.at(select, SqlProblem.SQL_NO_COLUMNS);
        }
        groupByAll(select);
        inside(select.getSelectList(), scope);
        inside(select.getWhere(), scope);
        inside(select.getGroup(), scope);
        inside(select.getHaving(), scope);
        inside(select.getQualify(), scope);
        List<String> names = new ArrayList<>();
        select.getSelectList().forEach(item -> names.add(OutputNames.name(item).orElse("")));
        return names;
    }

    private static void groupByAll(SqlSelect select) {
        SqlNodeList group = select.getGroup();
        if (group != null
                && group.size() == 1
                && group.get(0) instanceof SqlIdentifier id
                && id.isSimple()
                && Parsing.ALL.equals(id.getSimple())) {
            SqlNodeList keys = new SqlNodeList(group.getParserPosition());
            int ordinal = 0;
            for (SqlNode item : select.getSelectList()) {
                ordinal++;
                if (!Constructs.aggregates(item)) {
                    keys.add(SqlLiteral.createExactNumeric(String.valueOf(ordinal), id.getParserPosition()));
                }
            }
            select.setGroupBy(keys);
        }
    }

    /** Queries within expressions. */
    private void inside(@Nullable SqlNode node, Map<String, List<String>> scope) {
        if (node != null) {
            Constructs.subqueries(node).forEach(q -> query(q, scope));
        }
    }

    /** A derived table without a name gets one, since the compiled text qualifies every column. */
    private SqlNode withAlias(SqlNode from) {
        if (from instanceof SqlJoin join) {
            join.setLeft(withAlias(join.getLeft()));
            join.setRight(withAlias(join.getRight()));
            return join;
        }
        boolean isNamed =
                from instanceof SqlIdentifier || from.getKind() == SqlKind.AS && ((SqlCall) from).operandCount() > 2;
        if (isNamed) {
            return from;
        }
        SqlParserPos at = from.getParserPosition();
        SqlNode source = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
        if (source.getKind() == SqlKind.UNNEST) {
            SqlNode alias =
                    from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(1) : new SqlIdentifier("q" + ++unnamed, at);
            return SqlStdOperatorTable.AS.createCall(at, source, alias, alias);
        }
        return from.getKind() == SqlKind.AS
                ? from
                : SqlStdOperatorTable.AS.createCall(at, source, new SqlIdentifier("q" + ++unnamed, at));
    }

    private Offer offer(SqlNode from, Map<String, List<String>> scope) {
        return switch (from) {
            case SqlIdentifier table -> Offer.of(table.names.getLast(), columns(table, scope));
            case SqlJoin join -> join(join, scope);
            case SqlBasicCall as
            when as.getKind() == SqlKind.AS -> {
                boolean renamed = as.operandCount() > 2;
                List<String> columns = source(as.operand(0), scope, renamed);
                yield Offer.of(
                        ((SqlIdentifier) as.operand(1)).getSimple(),
                        renamed ? simple(as.getOperandList().subList(2, as.operandCount())) : columns);
            }
            default -> Offer.NOTHING;
        };
    }

    /** The columns of what FROM names; when they are all renamed, they needn't have names before. */
    private List<String> source(SqlNode source, Map<String, List<String>> scope, boolean renamed) {
        return switch (source) {
            case SqlIdentifier table -> columns(table, scope);
            case SqlCall call when call.getKind() == SqlKind.LATERAL -> named(call.operand(0), scope);
            case SqlCall call
            when call.getKind() == SqlKind.UNNEST || call.getKind() == SqlKind.VALUES -> {
                inside(call, scope);
                yield List.of();
            }
            default -> renamed ? query(source, scope) : named(source, scope);
        };
    }

    private List<String> columns(SqlIdentifier table, Map<String, List<String>> scope) {
        if (table.isSimple()) {
            List<String> common = scope.get(table.getSimple().toLowerCase(Locale.ROOT));
            if (common != null) {
                return common;
            }
        }
        Optional<TableName> name = TableName.parse(String.join(".", table.names).toLowerCase(Locale.ROOT));
        Optional<Schema> schema = name.map(tables::get);
        if (name.isEmpty() || schema.isEmpty()) {
            complete = false;
            String written = String.join(".", table.names);
            List<String> known =
                    tables.keySet().stream().map(TableName::toString).toList();
            Optional<String> nearest = Nearest.to(written, known)
                    .or(() -> known.stream()
                            .filter(k -> k.endsWith("." + written.toLowerCase(Locale.ROOT)))
                            .findFirst());
            problems.add(new Refusal(
                    table.getParserPosition(), Sentence.of(SqlProblem.SQL_UNKNOWN_TABLE, "table", written), nearest));
            return List.of();
        }
        inputs.add(name.get());
        table.setNames(List.of(name.get().layer(), name.get().name()), null);
        return schema.get().names();
    }

    private Offer join(SqlJoin join, Map<String, List<String>> scope) {
        Offer left = offer(join.getLeft(), scope);
        Offer right = offer(join.getRight(), scope);
        if (join.isNatural()) {
            explicit(join, left, right);
        }
        List<String> merged = List.of();
        SqlNode condition = join.getCondition();
        if (join.getConditionType() == JoinConditionType.USING && condition instanceof SqlNodeList list) {
            merged = simple(list);
        } else if (condition != null) {
            inside(condition, scope);
        }
        List<Shown> shown = new ArrayList<>();
        merged.forEach(name -> shown.add(new Shown(null, name)));
        List<String> names = merged;
        for (Offer side : List.of(left, right)) {
            side.shown().stream()
                    .filter(s -> names.stream().noneMatch(s.name()::equalsIgnoreCase))
                    .forEach(shown::add);
        }
        Map<String, List<String>> byAlias = new HashMap<>(left.byAlias());
        byAlias.putAll(right.byAlias());
        return new Offer(shown, byAlias);
    }

    /** NATURAL as USING the visible columns that both sides have. */
    private static void explicit(SqlJoin join, Offer left, Offer right) {
        SqlParserPos at = join.getParserPosition();
        SqlNodeList common = new SqlNodeList(at);
        for (Shown column : left.shown()) {
            boolean shared = right.shown().stream().anyMatch(r -> r.name().equalsIgnoreCase(column.name()));
            if (shared && !column.name().startsWith("_")) {
                common.add(new SqlIdentifier(column.name(), at));
            }
        }
        join.setOperand(1, SqlLiteral.createBoolean(false, at));
        join.setOperand(4, (common.size() == 0 ? JoinConditionType.NONE : JoinConditionType.USING).symbol(at));
        join.setOperand(5, common.size() == 0 ? null : common);
    }

    private SqlNodeList expand(SqlNodeList items, Offer offer) {
        SqlNodeList expanded = new SqlNodeList(items.getParserPosition());
        for (SqlNode item : items) {
            Optional<Star> star = Star.of(item);
            if (star.isPresent()) {
                star(star.get(), offer, expanded);
            } else {
                expanded.add(item);
            }
        }
        return expanded;
    }

    private void star(Star star, Offer offer, SqlNodeList expanded) {
        List<Shown> columns = offer.shown();
        if (star.qualifier().isPresent()) {
            String alias = star.qualifier().get();
            List<String> names = offer.byAlias().get(alias.toLowerCase(Locale.ROOT));
            if (names == null) {
                problems.add(new Refusal(
                        star.position(),
                        Sentence.of(SqlProblem.SQL_UNKNOWN_TABLE, "table", alias),
                        Nearest.to(alias, offer.byAlias().keySet())));
                return;
            }
            columns = names.stream().map(n -> new Shown(alias, n)).toList();
        }
        List<Shown> visible =
                columns.stream().filter(c -> !c.name().startsWith("_")).toList();
        List<String> names = visible.stream().map(Shown::name).toList();
        star.unknown(names).forEach(problems::add);
        for (Shown column : visible) {
            star.column(column.qualifier(), column.name()).ifPresent(expanded::add);
        }
    }
}
