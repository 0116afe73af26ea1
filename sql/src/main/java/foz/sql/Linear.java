package foz.sql;

import java.util.List;

/** Tells blocks whose rows only ever come from rows that come. */
final class Linear {

    private Linear() {}

    /** Whether more rows below never make fewer rows above, and each comes from one combination of rows. */
    static boolean isMonotone(Block block) {
        return switch (block) {
            case Block.Select select -> select.isRows() && select.within().isEmpty() && isMonotone(select);
            case Block.Combined combined ->
                combined.isUnionAll() && combined.parts().stream().allMatch(Linear::isMonotone);
            case Block.Limited l -> false;
            case Block.Constant c -> true;
        };
    }

    private static boolean isMonotone(Block.Select select) {
        return !OuterJoins.has(select.node().getFrom())
                && select.leaves().stream().allMatch(l -> switch (l.rows()) {
                    case Leaf.Table t -> true;
                    case Leaf.Nested n -> isMonotone(n.block());
                    case Leaf.Lateral lateral -> isMonotone(lateral.block());
                    case Leaf.Within w -> false;
                    case Leaf.Unnested u -> true;
                    case Leaf.Fixed f -> true;
                });
    }

    /** Whether rows hang together in groups somewhere in a block. */
    static boolean hasGroups(Block block) {
        return switch (block) {
            case Block.Select select ->
                !select.isRows() || select.parts().stream().anyMatch(Linear::hasGroups);
            case Block.Combined combined ->
                !combined.isUnionAll() || combined.parts().stream().anyMatch(Linear::hasGroups);
            case Block.Limited l -> true;
            case Block.Constant c -> false;
        };
    }

    /** Whether rows that come make rows come and none go, whatever groups are touched. */
    static boolean isClean(RowPart rows) {
        return rows.full().isEmpty()
                && rows.select().leaves().stream().filter(rows.main()::contains).allMatch(l -> switch (l.rows()) {
                    case Leaf.Nested n -> !hasGroups(n.block());
                    case Leaf.Lateral lateral -> false;
                    case Leaf.Within w -> false;
                    case Leaf.Table t -> true;
                    case Leaf.Unnested u -> true;
                    case Leaf.Fixed f -> true;
                });
    }

    /** Outer joins in a FROM; of a list in the row itself they change nothing. */
    private static final class OuterJoins {

        static boolean has(org.apache.calcite.sql.@org.jspecify.annotations.Nullable SqlNode from) {
            if (!(from instanceof org.apache.calcite.sql.SqlJoin join)) {
                return false;
            }
            return switch (join.getJoinType()) {
                        case LEFT -> !isList(join.getRight());
                        case RIGHT, FULL -> true;
                        default -> false;
                    }
                    || List.of(join.getLeft(), join.getRight()).stream().anyMatch(OuterJoins::has);
        }

        private static boolean isList(org.apache.calcite.sql.SqlNode from) {
            return from instanceof org.apache.calcite.sql.SqlCall as
                    && as.getKind() == org.apache.calcite.sql.SqlKind.AS
                    && as.operand(0).getKind() == org.apache.calcite.sql.SqlKind.UNNEST;
        }
    }
}
