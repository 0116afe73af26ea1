package foz.sql;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;

/** Prints blocks as of a moment, or with other relations in the place of their leaves. */
final class BlockText {

    /** Which rows of the tables are read. */
    enum Version {
        NOW(""),
        BEFORE("$before"),
        EVER("$ever"),
        CHANGE("$change");

        private final String suffix;

        Version(String suffix) {
            this.suffix = suffix;
        }

        String table(foz.api.type.TableName name) {
            return DuckDbTypes.name(name.layer()) + "." + DuckDbTypes.name(name.name() + suffix);
        }
    }

    /** What each leaf of one SELECT prints as: a relation without its alias, or for a query within an expression the query. */
    interface Reading extends Function<Leaf, String> {}

    private final DuckDbQuery printer;

    BlockText(DuckDbQuery printer) {
        this.printer = printer;
    }

    DuckDbQuery printer() {
        return printer;
    }

    String block(Block block, Version version) {
        return switch (block) {
            case Block.Select select -> {
                if (version == Version.EVER && !Linear.isMonotone(select)) {
                    yield "(" + block(block, Version.BEFORE) + ") UNION ALL (" + block(block, Version.NOW) + ")";
                }
                yield select(select, reading(version), List.of(), "");
            }
            case Block.Combined combined -> {
                if (version == Version.EVER && !combined.isUnionAll()) {
                    yield "(" + block(block, Version.BEFORE) + ") UNION ALL (" + block(block, Version.NOW) + ")";
                }
                yield combined(
                        combined,
                        combined.parts().stream().map(p -> block(p, version)).toList());
            }
            case Block.Limited limited -> {
                if (version == Version.EVER) {
                    yield "(" + block(block, Version.BEFORE) + ") UNION ALL (" + block(block, Version.NOW) + ")";
                }
                String inner = block(limited.of(), version);
                yield printer.with(
                        node -> node == limited.node().query ? Optional.of(inner) : Optional.empty(),
                        () -> printer.query(limited.node()));
            }
            case Block.Constant constant -> printer.query(constant.node());
        };
    }

    static String combined(Block.Combined block, List<String> sides) {
        return sides.stream()
                .map(s -> "(" + s + ")")
                .collect(Collectors.joining(" " + block.node().getOperator().getName() + " "));
    }

    Reading reading(Version version) {
        return leaf -> source(leaf, version);
    }

    /** A leaf as a relation. */
    String source(Leaf leaf, Version version) {
        return switch (leaf.rows()) {
            case Leaf.Table table -> version.table(table.name());
            case Leaf.Nested nested -> derived(leaf, nested.block(), block(nested.block(), version));
            case Leaf.Lateral lateral -> "LATERAL (" + block(lateral.block(), version) + ")";
            case Leaf.Within within -> block(within.block(), version);
            case Leaf.Unnested u -> throw new IllegalStateException("a list in a row has no versions");
            case Leaf.Fixed f -> throw new IllegalStateException("rows in the text have no versions");
        };
    }

    /** A query as a relation with the names that WITH gives its columns; those that FROM gives are printed there. */
    static String derived(Leaf leaf, Block block, String text) {
        boolean sameNames = leaf.columns().equals(block.columns()) || leaf.from() != leaf.source() && !isNamed(leaf);
        return sameNames
                ? "(" + text + ")"
                : "(SELECT * FROM (" + text + ") AS " + DuckDbTypes.name(leaf.alias()) + names(leaf.columns()) + ")";
    }

    private static boolean isNamed(Leaf leaf) {
        return leaf.source() instanceof org.apache.calcite.sql.SqlIdentifier;
    }

    static String names(List<String> columns) {
        return columns.stream().map(DuckDbTypes::name).collect(Collectors.joining(", ", "(", ")"));
    }

    String select(Block.Select select, Reading reading, List<String> more, String behindFrom) {
        return printer.with(substitutes(select, reading), () -> printer.select(select.node(), more, behindFrom));
    }

    /** Other columns over the FROM and WHERE of a SELECT. */
    String rows(Block.Select select, Reading reading, List<String> items, String behindFrom) {
        return "SELECT " + String.join(", ", items)
                + printer.with(substitutes(select, reading), () -> printer.rows(select.node(), behindFrom));
    }

    /** One leaf as it stands in a FROM. */
    String from(Leaf leaf, String source) {
        return printer.with(
                node -> node == leaf.source() ? Optional.of(source) : Optional.empty(),
                () -> printer.from(leaf.from()));
    }

    String from(Leaf leaf) {
        return printer.from(leaf.from());
    }

    String expression(SqlNode node) {
        return printer.expressions().text(node);
    }

    private static Substitutes substitutes(Block.Select select, Reading reading) {
        Map<SqlNode, String> texts = new IdentityHashMap<>();
        List<Leaf> all = new ArrayList<>(select.leaves());
        all.addAll(select.within().values());
        for (Leaf leaf : all) {
            boolean replaced = switch (leaf.rows()) {
                case Leaf.Table t -> true;
                case Leaf.Nested n -> true;
                case Leaf.Lateral l -> true;
                case Leaf.Within w -> true;
                case Leaf.Unnested u -> false;
                case Leaf.Fixed f -> false;
            };
            if (replaced) {
                texts.put(leaf.source(), reading.apply(leaf));
            }
        }
        return node -> Optional.ofNullable(texts.get(node));
    }
}
