package foz.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * How the rows of a SELECT depend on a query within it.
 *
 * @param leaf that query
 * @param correlated whether it reads columns of the SELECT around it
 * @param links the equalities by which a change of its rows finds the rows around it; without any, each change touches all of them
 */
record Dependence(Leaf leaf, boolean correlated, List<Link> links) {

    /**
     * An equality between the SELECT around and the query within.
     *
     * @param column the name of the inner value in the relation of what changed
     * @param inner the value's expression, over the FROM of the query within; for one that isn't correlated its output column
     * @param output which output column it is; -1 for another expression
     * @param restricts whether only rows with the value count; not so for NOT IN, where a NULL anywhere counts too
     */
    record Link(Part outer, String column, SqlNode inner, int output, boolean restricts) {}

    static Dependence of(Leaf leaf, RowPart around, BlockText text, Validation validation) {
        Block block = block(leaf);
        boolean correlated = reachesOut(block);
        List<Link> links = new ArrayList<>();
        if (leaf.rows() instanceof Leaf.Within within) {
            for (int i = 0; i < within.among().size(); i++) {
                Optional<SqlNode> inner = inner(block, i, correlated);
                Optional<Part> outer = around.part(within.among().get(i));
                if (inner.isPresent()
                        && outer.isPresent()
                        && around.comparable(within.among().get(i), inner.get())) {
                    links.add(new Link(outer.get(), "l" + links.size(), inner.get(), i, within.filters()));
                }
            }
        }
        if (correlated && block instanceof Block.Select select) {
            correlations(select, around, new RowPart(select, text, validation), links);
        }
        return new Dependence(leaf, correlated, List.copyOf(links));
    }

    static Block block(Leaf leaf) {
        return switch (leaf.rows()) {
            case Leaf.Within within -> within.block();
            case Leaf.Lateral lateral -> lateral.block();
            case Leaf.Nested nested -> nested.block();
            case Leaf.Table t -> throw new IllegalStateException("a table depends on nothing");
            case Leaf.Unnested u -> throw new IllegalStateException("a list in a row is part of the row");
            case Leaf.Fixed f -> throw new IllegalStateException("rows in the text depend on nothing");
        };
    }

    /** The value of an output column, if it can be told from the rows before any grouping. */
    private static Optional<SqlNode> inner(Block block, int column, boolean correlated) {
        if (!(OutputNames.first(node(block)) instanceof org.apache.calcite.sql.SqlSelect first)) {
            return Optional.empty();
        }
        SqlNode item = value(first.getSelectList().get(column));
        boolean ofRows = !Constructs.aggregates(item) && !Constructs.hasWindow(item);
        return !correlated || ofRows && block instanceof Block.Select ? Optional.of(item) : Optional.empty();
    }

    static SqlNode value(SqlNode item) {
        return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    }

    private static SqlNode node(Block block) {
        return switch (block) {
            case Block.Select select -> select.node();
            case Block.Combined combined -> combined.node();
            case Block.Limited limited -> limited.node();
            case Block.Constant constant -> constant.node();
        };
    }

    private static void correlations(Block.Select select, RowPart around, RowPart own, List<Link> links) {
        SqlNode where = select.node().getWhere();
        if (where == null) {
            return;
        }
        for (SqlNode condition : Conjunctions.of(where)) {
            if (condition.getKind() == SqlKind.EQUALS) {
                SqlNode a = ((SqlCall) condition).operand(0);
                SqlNode b = ((SqlCall) condition).operand(1);
                link(a, b, around, own, links);
                link(b, a, around, own, links);
            }
        }
    }

    private static void link(SqlNode inner, SqlNode outer, RowPart around, RowPart own, List<Link> links) {
        Optional<Part> within = own.part(inner).filter(p -> !p.leaves().isEmpty());
        Optional<Part> without = own.part(outer).isPresent()
                ? Optional.empty()
                : around.part(outer).filter(p -> !p.leaves().isEmpty());
        if (within.isPresent() && without.isPresent() && own.comparable(inner, outer)) {
            links.add(new Link(without.get(), "l" + links.size(), inner, -1, true));
        }
    }

    /** Whether a block reads columns of a SELECT around it. */
    static boolean reachesOut(Block block) {
        return reachesOut(block, Set.of());
    }

    private static boolean reachesOut(Block block, Set<String> known) {
        return switch (block) {
            case Block.Select select -> {
                Set<String> aliases = new java.util.HashSet<>(known);
                select.leaves().forEach(l -> aliases.add(l.alias().toLowerCase(Locale.ROOT)));
                yield identifiers(select).stream()
                                .anyMatch(
                                        id -> !aliases.contains(id.names.get(0).toLowerCase(Locale.ROOT)))
                        || select.leaves().stream().anyMatch(l -> isNested(l) && reachesOut(block(l), aliases))
                        || select.within().values().stream().anyMatch(l -> reachesOut(block(l), aliases));
            }
            case Block.Combined combined -> combined.parts().stream().anyMatch(p -> reachesOut(p, known));
            case Block.Limited limited -> reachesOut(limited.of(), known);
            case Block.Constant constant -> false;
        };
    }

    private static boolean isNested(Leaf leaf) {
        return leaf.rows() instanceof Leaf.Nested || leaf.rows() instanceof Leaf.Lateral;
    }

    /** The qualified names in a SELECT's own expressions. */
    private static List<SqlIdentifier> identifiers(Block.Select select) {
        List<SqlIdentifier> found = new ArrayList<>();
        for (SqlNode operand : select.node().getOperandList()) {
            if (operand != null && operand != select.node().getFrom()) {
                collect(operand, found);
            }
        }
        conditions(select.node().getFrom(), found);
        return found;
    }

    private static void conditions(@org.jspecify.annotations.Nullable SqlNode from, List<SqlIdentifier> found) {
        switch (from) {
            case null -> {}
            case org.apache.calcite.sql.SqlJoin join -> {
                conditions(join.getLeft(), found);
                conditions(join.getRight(), found);
                if (join.getCondition() != null) {
                    collect(join.getCondition(), found);
                }
            }
            case SqlCall as
            when as.getKind() == SqlKind.AS && as.operand(0).getKind() == SqlKind.UNNEST ->
                collect(as.operand(0), found);
            default -> {}
        }
    }

    private static void collect(SqlNode node, List<SqlIdentifier> found) {
        if (node instanceof SqlIdentifier id && id.names.size() > 1) {
            found.add(id);
        } else if (!Constructs.isQuery(node)) {
            Constructs.children(node).forEach(child -> collect(child, found));
        }
    }
}
