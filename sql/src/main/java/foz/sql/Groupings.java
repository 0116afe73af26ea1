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
        boolean pushed = keys.stream().allMatch(rows::isPushed);
        List<Term> terms = pushed
                ? touches.of(rows, keys)
                : rows.full().isEmpty() ? exact(rows, keys) : across(select, rows, keys);
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

    /** From the rows that a FULL JOIN yields for the values that a change touches, as they were and as they are. */
    private List<Term> across(Block.Select select, RowPart rows, List<Key> keys) {
        List<Key> full = new ArrayList<>();
        rows.full().forEach(k -> full.add(new Key("k" + full.size(), k.text(), k.parts())));
        Restriction touched = Restriction.step(steps, touches.of(rows, full), full, rows);
        List<String> items =
                keys.stream().map(k -> k.text() + " AS " + k.name()).toList();
        List<Term> terms = new ArrayList<>();
        for (BlockText.Version version : List.of(BlockText.Version.BEFORE, BlockText.Version.NOW)) {
            BlockText.Reading reading = leaf -> changes.restricted().source(rows, leaf, version, touched);
            String found = text.rows(select, reading, items, Restricted.behind(rows, touched));
            terms.add(new Term(select.inputs(), "SELECT DISTINCT * FROM (" + found + ") AS _rows"));
        }
        return terms;
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
        List<Key> main = all.stream().filter(rows::isPushed).toList();
        List<Key> cheap = main.stream().filter(changes::isCheap).toList();
        return cheap.isEmpty() ? main.isEmpty() ? all : main : cheap;
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
