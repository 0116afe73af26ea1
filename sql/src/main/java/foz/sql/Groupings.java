package foz.sql;

import foz.api.sql.Incremental.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** Chooses the keys by which a block's rows are told apart into groups, and finds the touched ones. */
final class Groupings {

    private final Changes changes;
    private final BlockText text;
    private final RowParts parts;
    private final Steps steps;
    private final Touches touches;

    Groupings(Changes changes, BlockText text, RowParts parts, Steps steps, Touches touches) {
        this.changes = changes;
        this.text = text;
        this.parts = parts;
        this.steps = steps;
        this.touches = touches;
    }

    Grouped of(Block block) {
        return switch (block) {
            case Block.Select select -> select(select);
            case Block.Combined combined -> combined(combined);
            case Block.Limited limited -> throw new Unfollowable("it takes only some rows (LIMIT)");
            case Block.Constant constant -> throw new Unfollowable("it reads no table");
        };
    }

    private Grouped select(Block.Select select) {
        if (select.takesSome()) {
            throw new Unfollowable("it takes only some rows (LIMIT)");
        }
        RowPart rows = parts.of(select);
        List<Key> keys = keys(select, rows);
        if (keys.isEmpty()) {
            return new Grouped(select, Restriction.none(), List.of(), select.inputs());
        }
        boolean main =
                keys.stream().allMatch(k -> rows.isMain(k) || !rows.full().isEmpty());
        List<Term> terms = main ? touches.of(rows, keys) : exact(rows, keys);
        Restriction touched = Restriction.step(steps, terms, keys, rows);
        return new Grouped(select, touched, outputs(select, keys), select.inputs());
    }

    /** From the rows themselves that came and went: where keys are of what an outer join adds, rows change groups. */
    private List<Term> exact(RowPart rows, List<Key> keys) {
        List<String> items =
                keys.stream().map(k -> k.text() + " AS " + k.name()).toList();
        return changes
                .terms(
                        rows,
                        new LinkedHashSet<>(rows.adding()),
                        (reading, change, behind) -> text.rows(rows.select(), reading, items, behind))
                .stream()
                .map(t -> new Term(t.concerned(), "SELECT DISTINCT * FROM (" + t.sql() + ") AS _rows"))
                .toList();
    }

    private List<Key> keys(Block.Select select, RowPart rows) {
        Optional<Map<String, SqlNode>> expressions = GroupKeys.of(select, text);
        List<Key> all = new ArrayList<>();
        if (expressions.isEmpty()) {
            rows.full().forEach(k -> all.add(new Key("k" + all.size(), k.text(), k.parts())));
            if (all.isEmpty()) {
                throw new Unfollowable("its outer join has no equality");
            }
            return all;
        }
        for (SqlNode node : expressions.get().values()) {
            rows.key("k" + all.size(), node)
                    .filter(k -> !k.parts().getFirst().leaves().isEmpty())
                    .ifPresent(all::add);
        }
        List<Key> main =
                all.stream().filter(k -> rows.isMain(k) || isFull(rows, k)).toList();
        List<Key> cheap = main.stream().filter(changes::isCheap).toList();
        return cheap.isEmpty() ? main.isEmpty() ? all : main : cheap;
    }

    private static boolean isFull(RowPart rows, Key key) {
        return rows.full().stream().anyMatch(f -> f.text().equals(key.text()));
    }

    private List<Integer> outputs(Block.Select select, List<Key> keys) {
        List<String> items = new ArrayList<>();
        SqlNodeList list = select.node().getSelectList();
        list.forEach(i -> items.add(text.expression(Dependence.value(i))));
        return keys.stream().map(k -> items.indexOf(k.text())).toList();
    }

    /** All columns of a set operation are its keys. */
    private Grouped combined(Block.Combined combined) {
        List<Key> keys = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        for (int i = 0; i < combined.columns().size(); i++) {
            keys.add(new Key("k" + i, "k" + i, List.of()));
            outputs.add(i);
        }
        String names = keys.stream().map(Key::name).collect(Collectors.joining(", "));
        List<Term> terms = new ArrayList<>();
        for (Block side : combined.parts()) {
            if (!side.inputs().isEmpty()) {
                Changed changed = changes.of(side);
                terms.add(new Term(
                        changed.concerned(),
                        "SELECT DISTINCT " + names + " FROM " + changed.source() + " AS _side(" + names
                                + ", _change)"));
            }
        }
        Restriction touched = Restriction.step(steps, terms, keys, Set.of());
        return new Grouped(combined, touched, outputs, combined.inputs());
    }
}
