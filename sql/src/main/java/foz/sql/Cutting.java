package foz.sql;

import foz.api.sql.Incremental;
import foz.api.sql.Query;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;

/**
 * Cuts a query's tree: parts that read big inputs, yield few rows and can follow changes become stages, the largest such part first. The
 * tree given is rewritten in place.
 */
final class Cutting {

    /** Trying a part costs a compilation; a query with more parts than this stays as it is from then on. */
    private static final int MOST_TRIED = 60;

    /** Compiles a part of a query, or says that it can't stand alone. */
    @FunctionalInterface
    interface Compiler {
        Optional<Query> compile(SqlNode tree, List<Query.Stage> stages);
    }

    /** A part that became a stage. */
    private record Cut(TableName table, ColumnNames columns) {}

    private final TableName target;
    private final Compiler compiler;
    private final FreshNames fresh;
    private final Set<String> baseColumns;
    private final List<Query.Stage> stages = new ArrayList<>();
    private final Map<String, Optional<Cut>> tried = new HashMap<>();
    private int cuts;

    /** @param baseColumns in lower case, the names of the columns of all tables that the query reads */
    Cutting(TableName target, SqlNode tree, Set<String> baseColumns, Compiler compiler) {
        this.target = target;
        this.compiler = compiler;
        this.fresh = new FreshNames(tree);
        this.baseColumns = baseColumns;
    }

    /** The stages, each after those that it reads. */
    List<Query.Stage> stages() {
        return stages;
    }

    /** What remains of the query; its rows are those of a table, so that their order counts only where a LIMIT cuts. */
    SqlNode rest(SqlNode tree) {
        return parts(tree, Commons.NONE);
    }

    /** A query within the whole one. */
    private SqlNode query(SqlNode query, Commons commons) {
        return isBoundary(query) ? stageOrParts(query, commons) : parts(query, commons);
    }

    private SqlNode stageOrParts(SqlNode query, Commons commons) {
        Optional<SqlNode> whole = stage(query, commons);
        if (whole.isPresent()) {
            return whole.get();
        }
        int before = cuts;
        SqlNode rest = parts(query, commons);
        return cuts == before ? rest : stage(rest, commons).orElse(rest);
    }

    /** Whether fewer rows are to be expected of it than it reads. */
    private static boolean isBoundary(SqlNode query) {
        return switch (query) {
            case SqlOrderBy order -> order.fetch == null && isBoundary(order.query);
            case SqlWith with -> isBoundary(with.body);
            case SqlSelect select -> select.isDistinct() || select.getQualify() != null || aggregates(select);
            default ->
                OutputNames.isSetOperation(query)
                        && !((SqlCall) query).getOperator().getName().equals("UNION ALL");
        };
    }

    private static boolean aggregates(SqlSelect select) {
        return select.getGroup() != null || select.getHaving() != null || Constructs.aggregates(select.getSelectList());
    }

    /** What remains of a query that is no stage itself. */
    private SqlNode parts(SqlNode query, Commons commons) {
        return switch (query) {
            case SqlOrderBy order when order.fetch == null && order.offset == null -> parts(order.query, commons);
            case SqlOrderBy order -> first(order, commons);
            case SqlWith with -> with(with, commons);
            case SqlSelect select -> select(select, commons);
            case SqlCall call when OutputNames.isSetOperation(call) -> sides(call, commons);
            default -> query;
        };
    }

    private SqlNode first(SqlOrderBy order, Commons commons) {
        String alias = alias();
        Optional<LimitSplit> split = LimitSplit.of((SqlOrderBy) Copies.of(order), alias, fresh);
        if (split.isEmpty()) {
            return order;
        }
        SqlNode all = stageOrParts(split.get().all(), commons);
        return split.get().of(Trees.as(all, alias), alias, order);
    }

    private SqlNode with(SqlWith with, Commons outer) {
        Commons commons = outer;
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            item.query = query(item.query, commons);
            commons = commons.and(item);
        }
        SqlNode body = parts(with.body, commons);
        Commons own =
                new Commons(with.withList.stream().map(SqlWithItem.class::cast).toList());
        return own.completed(body);
    }

    private SqlNode sides(SqlCall call, Commons commons) {
        for (int i = 0; i < call.operandCount(); i++) {
            call.setOperand(i, query(call.operand(i), commons));
        }
        return call;
    }

    private SqlNode select(SqlSelect select, Commons commons) {
        if (!aggregates(select)) {
            return inner(select, commons);
        }
        return grouped(select, commons).orElseGet(() -> {
            int before = cuts;
            SqlSelect rest = inner(select, commons);
            return cuts == before || follows(rest, commons)
                    ? rest
                    : grouped(rest, commons).orElse(rest);
        });
    }

    /** Whether what was cut out was all that kept it from following changes. */
    private boolean follows(SqlNode rest, Commons commons) {
        return compiler.compile(commons.completed(Copies.of(rest)), stages)
                .filter(query -> !(query.incremental() instanceof Incremental.Whole))
                .isPresent();
    }

    /** The groups as a stage, and what comes after grouping over it. */
    private Optional<SqlNode> grouped(SqlSelect select, Commons commons) {
        String alias = alias();
        Set<String> columns = new HashSet<>(baseColumns);
        if (select.getFrom() != null) {
            FreshNames.identifiers(select.getFrom())
                    .forEach(id -> id.names.forEach(n -> columns.add(FreshNames.lower(n))));
        }
        return AggregateSplit.of((SqlSelect) Copies.of(select), alias, fresh, columns)
                .flatMap(parts -> cut(parts.grouped(), commons).map(cut -> {
                    parts.rest().setFrom(Trees.table(cut.table(), alias));
                    return inner(parts.rest(), commons);
                }));
    }

    /** The queries within a SELECT. */
    private SqlSelect inner(SqlSelect select, Commons commons) {
        SqlNode from = select.getFrom();
        if (from != null) {
            select.setFrom(from(from, commons));
        }
        inside(select.getSelectList(), commons);
        SqlNode where = select.getWhere();
        if (where != null) {
            select.setWhere(inside(where, commons));
        }
        SqlNode having = select.getHaving();
        if (having != null) {
            select.setHaving(inside(having, commons));
        }
        SqlNode qualify = select.getQualify();
        if (qualify != null) {
            select.setQualify(inside(qualify, commons));
        }
        return select;
    }

    private SqlNode from(SqlNode from, Commons commons) {
        if (from instanceof SqlJoin join) {
            join.setLeft(from(join.getLeft(), commons));
            join.setRight(from(join.getRight(), commons));
            SqlNode condition = join.getCondition();
            if (condition != null) {
                join.setOperand(5, inside(condition, commons));
            }
        } else if (from.getKind() == SqlKind.AS && Constructs.isQuery(((SqlCall) from).operand(0))) {
            ((SqlCall) from).setOperand(0, query(((SqlCall) from).operand(0), commons));
        }
        return from;
    }

    private SqlNode inside(SqlNode node, Commons commons) {
        if (Constructs.isQuery(node)) {
            return query(node, commons);
        }
        if (node instanceof SqlNodeList list) {
            for (int i = 0; i < list.size(); i++) {
                SqlNode item = list.get(i);
                if (item != null) {
                    list.set(i, inside(item, commons));
                }
            }
        } else if (node instanceof SqlCall call) {
            for (int i = 0; i < call.operandCount(); i++) {
                SqlNode operand = call.operand(i);
                boolean holdsQueries = operand instanceof SqlCall || operand instanceof SqlNodeList;
                if (holdsQueries) {
                    call.setOperand(i, inside(operand, commons));
                }
            }
        }
        return node;
    }

    private String alias() {
        return fresh.next("s");
    }

    /** The query read out of a stage, if it can be one. */
    private Optional<SqlNode> stage(SqlNode query, Commons commons) {
        return cut(query, commons).map(cut -> {
            String alias = alias();
            ColumnNames columns = cut.columns();
            return Trees.columns(Trees.table(cut.table(), alias), alias, columns.columns(), columns.names());
        });
    }

    /** The stage of a query; equal queries have the same. */
    private Optional<Cut> cut(SqlNode query, Commons commons) {
        SqlNode tree = commons.completed(Copies.of(unordered(query)));
        String text = tree.toString();
        if (!tried.containsKey(text)) {
            boolean enough = tried.size() >= MOST_TRIED;
            tried.put(
                    text,
                    enough ? Optional.empty() : ColumnNames.give(tree, fresh).flatMap(c -> kept(tree, c)));
        }
        Optional<Cut> cut = tried.getOrDefault(text, Optional.empty());
        cuts += cut.isPresent() ? 1 : 0;
        return cut;
    }

    private static SqlNode unordered(SqlNode query) {
        return query instanceof SqlOrderBy order && order.fetch == null && order.offset == null ? order.query : query;
    }

    private Optional<Cut> kept(SqlNode tree, ColumnNames columns) {
        return compiler.compile(tree, stages).filter(this::isWorthKeeping).map(query -> {
            TableName table = target.part(String.valueOf(stages.size() + 1));
            stages.add(new Query.Stage(table, query));
            return new Cut(table, columns);
        });
    }

    /** It follows changes, does more than to pick rows, and isn't made of stages alone. */
    private boolean isWorthKeeping(Query query) {
        return !(query.incremental() instanceof Incremental.Whole)
                && query.shape() == Query.Shape.WHOLE
                && query.inputs().stream().anyMatch(i -> !i.whole().equals(target) || i.equals(target));
    }
}
