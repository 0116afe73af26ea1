package foz.sql;

import foz.api.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * The FROM and WHERE of a SELECT, taken apart: which leaves its rows are made of (the main ones; the rows are linear in each), which
 * only add to them (the far sides of outer joins, queries within expressions), and by which equalities they hang together.
 */
final class RowPart {

    /**
     * A condition without queries in it.
     *
     * @param adds the leaves that it says how to find; empty for a condition on main leaves that holds for all rows
     */
    record Condition(Part part, Set<Leaf> adds) {}

    /**
     * Where one expression has a value, the rows of another leaf that count have the same.
     *
     * @param restricts whether rows of that leaf with other values may be left out
     */
    record Equality(Part from, Part to, boolean restricts) {}

    private final Block.Select select;
    private final BlockText text;
    private final Validation validation;
    private final Set<Leaf> main = new LinkedHashSet<>();
    private final Set<Leaf> adding = new LinkedHashSet<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Equality> equalities = new ArrayList<>();
    private final List<Key> full = new ArrayList<>();
    private final List<Dependence> dependences = new ArrayList<>();
    private final Map<String, Type> types = new HashMap<>();
    private final Map<String, Range> ranges = new HashMap<>();

    RowPart(Block.Select select, BlockText text, Validation validation) {
        this.select = select;
        this.text = text;
        this.validation = validation;
        SqlNode from = select.node().getFrom();
        if (from != null) {
            from(from, false);
        }
        SqlNode where = select.node().getWhere();
        if (where != null) {
            Conjunctions.of(where).forEach(c -> condition(c, Set.of(), Set.of()));
        }
        List<Leaf> dependent = new ArrayList<>(select.within().values());
        select.leaves().stream().filter(l -> l.rows() instanceof Leaf.Lateral).forEach(dependent::add);
        dependent.forEach(this::depend);
    }

    Block.Select select() {
        return select;
    }

    /** The leaves that rows are made of. */
    Set<Leaf> main() {
        return main;
    }

    /** The leaves that add to rows, and the queries within expressions. */
    Set<Leaf> adding() {
        return adding;
    }

    List<Condition> conditions() {
        return conditions;
    }

    /** The keys of a full outer join, whose rows come from either side. */
    List<Key> full() {
        return full;
    }

    Optional<Dependence> dependence(Leaf leaf) {
        return dependences.stream().filter(d -> d.leaf() == leaf).findFirst();
    }

    List<Equality> equalities() {
        return equalities;
    }

    private Leaf leaf(SqlNode from) {
        return select.leaves().stream()
                .filter(l -> l.from() == from)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a FROM has something that is no leaf"));
    }

    /** Sorts the leaves; yields those below. */
    private Set<Leaf> from(SqlNode from, boolean adds) {
        if (!(from instanceof SqlJoin join)) {
            Leaf leaf = leaf(from);
            (adds || leaf.rows() instanceof Leaf.Lateral ? adding : main).add(leaf);
            return Set.of(leaf);
        }
        JoinType type = join.getJoinType();
        boolean list = join.getRight() instanceof SqlNode right
                && !(right instanceof SqlJoin)
                && leaf(right).rows() instanceof Leaf.Unnested;
        boolean leftAdds = adds || type == JoinType.RIGHT || type == JoinType.FULL;
        boolean rightAdds = adds || !list && (type == JoinType.LEFT || type == JoinType.FULL);
        Set<Leaf> left = from(join.getLeft(), leftAdds);
        Set<Leaf> right = from(join.getRight(), rightAdds);
        if (!list || type != JoinType.LEFT) {
            on(join, adds, left, right);
        }
        Set<Leaf> both = new LinkedHashSet<>(left);
        both.addAll(right);
        return both;
    }

    private void on(SqlJoin join, boolean adds, Set<Leaf> left, Set<Leaf> right) {
        JoinType type = join.getJoinType();
        Set<Leaf> kept = type == JoinType.LEFT ? left : type == JoinType.RIGHT ? right : Set.of();
        Set<Leaf> added = type == JoinType.LEFT ? right : type == JoinType.RIGHT ? left : Set.of();
        if (adds && added.isEmpty()) {
            added = new LinkedHashSet<>(left);
            added.addAll(right);
        }
        Set<Leaf> found = Set.copyOf(added);
        SqlNode condition = join.getCondition();
        if (join.getConditionType() == JoinConditionType.USING && condition instanceof SqlNodeList names) {
            names.forEach(n -> using(((SqlIdentifier) n).getSimple(), type, left, right, kept, found));
        } else if (condition != null) {
            for (SqlNode each : Conjunctions.of(condition)) {
                if (type == JoinType.FULL) {
                    sides(each).ifPresent(s -> full(s.get(0), s.get(1)));
                } else {
                    condition(each, kept, found);
                }
            }
        }
    }

    private void using(String name, JoinType type, Set<Leaf> left, Set<Leaf> right, Set<Leaf> kept, Set<Leaf> added) {
        Optional<Part> a = column(left, name);
        Optional<Part> b = column(right, name);
        if (a.isPresent() && b.isPresent()) {
            if (type == JoinType.FULL) {
                full(a.get(), b.get());
            } else {
                equal(a.get(), b.get(), a.get().text() + " = " + b.get().text(), kept, added);
            }
        }
    }

    private static Optional<Part> column(Set<Leaf> leaves, String name) {
        return leaves.stream()
                .filter(l -> l.index(name) >= 0)
                .findFirst()
                .map(l -> new Part(
                        DuckDbTypes.name(l.alias()) + "."
                                + DuckDbTypes.name(l.columns().get(l.index(name))),
                        Set.of(new Part.Column(l, name.toLowerCase(Locale.ROOT)))));
    }

    private void full(Part left, Part right) {
        List<Part> parts = new ArrayList<>(closure(left));
        closure(right).stream().filter(p -> !parts.contains(p)).forEach(parts::add);
        full.add(new Key("k" + full.size(), "coalesce(" + left.text() + ", " + right.text() + ")", parts));
    }

    /** A condition that holds for all rows, or says which rows of the added leaves belong to one of those that are kept. */
    private void condition(SqlNode condition, Set<Leaf> kept, Set<Leaf> added) {
        Optional<List<Part>> sides = sides(condition);
        Optional<Part> whole = part(condition);
        if (sides.isPresent() && whole.isPresent()) {
            equal(sides.get().get(0), sides.get().get(1), whole.get().text(), kept, added);
        } else {
            whole.ifPresent(part -> add(part, added));
        }
    }

    /** A condition on what an outer join added isn't true of rows to which nothing was added: it finds nothing. */
    private boolean add(Part part, Set<Leaf> added) {
        boolean usable = !added.isEmpty() || main.containsAll(part.leaves());
        if (usable) {
            conditions.add(new Condition(part, added));
        }
        return usable;
    }

    private void equal(Part a, Part b, String text, Set<Leaf> kept, Set<Leaf> added) {
        Set<Part.Column> columns = new LinkedHashSet<>(a.columns());
        columns.addAll(b.columns());
        boolean single =
                a.leaves().size() == 1 && b.leaves().size() == 1 && !a.leaves().equals(b.leaves());
        if (!add(new Part(text, columns), added) || !single) {
            return;
        }
        if (kept.isEmpty() || kept.containsAll(a.leaves()) && added.containsAll(b.leaves())) {
            equalities.add(new Equality(a, b, true));
        }
        if (kept.isEmpty() || kept.containsAll(b.leaves()) && added.containsAll(a.leaves())) {
            equalities.add(new Equality(b, a, true));
        }
    }

    /** Both sides of an equality of values of one type. */
    private Optional<List<Part>> sides(SqlNode condition) {
        boolean equal = condition.getKind() == SqlKind.EQUALS || condition.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
        if (!equal) {
            return Optional.empty();
        }
        SqlNode a = ((SqlCall) condition).operand(0);
        SqlNode b = ((SqlCall) condition).operand(1);
        Optional<Part> left = part(a);
        Optional<Part> right = part(b);
        return comparable(a, b) && left.isPresent() && right.isPresent()
                ? Optional.of(List.of(left.get(), right.get()))
                : Optional.empty();
    }

    /** Whether values of both types are the same for the engine whenever they are equal. */
    boolean comparable(SqlNode a, SqlNode b) {
        Optional<Type> left = CalciteTypes.type(validation.type(a));
        Optional<Type> right = CalciteTypes.type(validation.type(b));
        boolean same = left.isPresent() && left.equals(right);
        boolean whole = left.filter(CommonType::isInteger).isPresent()
                && right.filter(CommonType::isInteger).isPresent();
        return same || whole;
    }

    /** How the rows depend on a query within an expression, or beside the FROM. */
    private void depend(Leaf leaf) {
        Dependence dependence = Dependence.of(leaf, this, text, validation);
        dependences.add(dependence);
        adding.add(leaf);
        for (Dependence.Link link : dependence.links()) {
            Part inner = new Part(
                    DuckDbTypes.name(leaf.alias()) + "." + DuckDbTypes.name(link.column()),
                    Set.of(new Part.Column(leaf, link.column())));
            Set<Part.Column> columns = new LinkedHashSet<>(link.outer().columns());
            columns.addAll(inner.columns());
            conditions.add(new Condition(new Part(link.outer().text() + " = " + inner.text(), columns), Set.of(leaf)));
            equalities.add(new Equality(link.outer(), inner, link.restricts()));
        }
    }

    /** An expression over the leaves; empty when it has a query in it, or reaches beyond this SELECT. */
    Optional<Part> part(SqlNode node) {
        Set<Part.Column> columns = new LinkedHashSet<>();
        if (!collect(node, columns)) {
            return Optional.empty();
        }
        String printed = text.expression(node);
        Optional<Type> type = node instanceof SqlIdentifier
                ? validation.type(node, select.node())
                : CalciteTypes.type(validation.type(node));
        type.ifPresent(t -> types.put(printed, t));
        Range.of(node, text, validation).ifPresent(r -> ranges.put(printed, r));
        return Optional.of(new Part(printed, columns));
    }

    private boolean collect(SqlNode node, Set<Part.Column> columns) {
        if (Constructs.isQuery(node)) {
            return false;
        }
        if (node instanceof SqlIdentifier id && !id.isStar()) {
            Optional<Leaf> leaf = id.names.size() < 2
                    ? Optional.empty()
                    : select.leaves().stream()
                            .filter(l -> l.isCalled(id.names.get(0)))
                            .findFirst();
            leaf.ifPresent(l -> columns.add(new Part.Column(l, id.names.get(1).toLowerCase(Locale.ROOT))));
            return leaf.isPresent();
        }
        if (node.getKind() == SqlKind.DOT) {
            return collect(((SqlCall) node).operand(0), columns);
        }
        return Constructs.children(node).stream().allMatch(child -> collect(child, columns));
    }

    /** What has the same value as an expression, itself first. */
    List<Part> closure(Part part) {
        List<Part> found = new ArrayList<>(List.of(part));
        for (int i = 0; i < found.size(); i++) {
            Part each = found.get(i);
            for (Equality equality : equalities) {
                boolean more = equality.from().text().equals(each.text()) && !found.contains(equality.to());
                if (more) {
                    found.add(equality.to());
                }
            }
        }
        return found;
    }

    /** An expression as a key; where USING made one column of two, the one that is always there. */
    Optional<Key> key(String name, SqlNode node) {
        return part(node).map(part -> {
            Part own = part;
            if (node.getKind() == SqlKind.COALESCE) {
                own = merged((SqlCall) node).orElse(part);
            }
            for (Key each : full) {
                if (each.text().equals(part.text())) {
                    return new Key(name, part.text(), each.parts());
                }
            }
            return new Key(name, part.text(), closure(own));
        });
    }

    private Optional<Part> merged(SqlCall coalesce) {
        List<Part> parts = coalesce.getOperandList().stream()
                .map(this::part)
                .flatMap(Optional::stream)
                .toList();
        return parts.stream()
                .filter(p -> main.containsAll(p.leaves()) && closure(p).containsAll(parts))
                .findFirst();
    }

    /** Whether a key's value is that of main leaves: then rows that are added to don't move to another group. */
    boolean isMain(Key key) {
        return main.containsAll(key.parts().getFirst().leaves());
    }

    /**
     * Whether leaves may be read without rows of other groups of this key. Not so where the key is of what an outer join adds: without
     * its match a row would come out as one that has none.
     */
    boolean isPushed(Key key) {
        return full.isEmpty() ? isMain(key) : isFull(key);
    }

    /** Whether it is the value by which a FULL JOIN finds its rows. */
    boolean isFull(Key key) {
        return full.stream().anyMatch(f -> f.text().equals(key.text()));
    }

    Optional<Type> type(Part part) {
        return Optional.ofNullable(types.get(part.text()));
    }

    /** The column near whose values a part's lie. */
    Optional<Range> range(Part part) {
        return Optional.ofNullable(ranges.get(part.text()));
    }

    boolean restricts(Part part) {
        return equalities.stream()
                .filter(e -> e.to().text().equals(part.text()))
                .allMatch(Equality::restricts);
    }
}
