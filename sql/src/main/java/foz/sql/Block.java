package foz.sql;

import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;

/** A part of a validated query that yields rows: each reference to a WITH is a block of its own. Compared by identity. */
sealed interface Block {

    /** The names of its columns. */
    List<String> columns();

    /** The blocks it reads. */
    List<Block> parts();

    /** The tables it reads, each as often as it stands in it. */
    default List<TableName> occurrences() {
        List<TableName> found = new ArrayList<>();
        parts().forEach(p -> found.addAll(p.occurrences()));
        return found;
    }

    default Set<TableName> inputs() {
        return new LinkedHashSet<>(occurrences());
    }

    /**
     * A SELECT.
     *
     * @param leaves what stands in its FROM, from left to right
     * @param within the queries within its expressions, by their node (an identity map)
     */
    record Select(SqlSelect node, List<Leaf> leaves, Map<SqlNode, Leaf> within, List<String> columns) implements Block {

        @Override
        public List<Block> parts() {
            List<Block> parts = new ArrayList<>();
            leaves.forEach(l -> add(l, parts));
            within.values().forEach(l -> add(l, parts));
            return parts;
        }

        private static void add(Leaf leaf, List<Block> parts) {
            switch (leaf.rows()) {
                case Leaf.Nested n -> parts.add(n.block());
                case Leaf.Lateral l -> parts.add(l.block());
                case Leaf.Within w -> parts.add(w.block());
                case Leaf.Table t -> {}
                case Leaf.Unnested u -> {}
                case Leaf.Fixed f -> {}
            }
        }

        @Override
        public List<TableName> occurrences() {
            List<TableName> found = new ArrayList<>(Block.super.occurrences());
            for (Leaf leaf : leaves) {
                if (leaf.rows() instanceof Leaf.Table table) {
                    found.add(table.name());
                }
            }
            return found;
        }

        boolean takesSome() {
            return node.getFetch() != null || node.getOffset() != null;
        }

        boolean aggregates() {
            return node.getGroup() != null || node.getHaving() != null || Constructs.aggregates(node.getSelectList());
        }

        boolean looksAround() {
            return node.getQualify() != null || Constructs.hasWindow(node.getSelectList());
        }

        /** Whether its rows hang together in no way: each comes from one combination of rows of its leaves. */
        boolean isRows() {
            return !aggregates() && !looksAround() && !node.isDistinct() && !takesSome();
        }

        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** UNION, INTERSECT or EXCEPT. */
    record Combined(SqlCall node, List<Block> parts, List<String> columns) implements Block {

        boolean isUnionAll() {
            return node.getKind() == org.apache.calcite.sql.SqlKind.UNION
                    && node.getOperator().getName().endsWith("ALL");
        }

        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** The first rows of a set operation. */
    record Limited(SqlOrderBy node, Block of) implements Block {

        @Override
        public List<Block> parts() {
            return List.of(of);
        }

        @Override
        public List<String> columns() {
            return of.columns();
        }
    }

    /** Rows that stand in the text. */
    record Constant(SqlNode node, List<String> columns) implements Block {

        @Override
        public List<Block> parts() {
            return List.of();
        }
    }
}
