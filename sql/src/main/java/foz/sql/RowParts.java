package foz.sql;

import java.util.IdentityHashMap;
import java.util.Map;

/** The row parts of all SELECTs of a query, each taken apart once. */
final class RowParts {

    private final Map<Block.Select, RowPart> known = new IdentityHashMap<>();
    private final BlockText text;
    private final Validation validation;

    RowParts(BlockText text, Validation validation) {
        this.text = text;
        this.validation = validation;
    }

    RowPart of(Block.Select select) {
        RowPart part = known.get(select);
        if (part == null) {
            part = new RowPart(select, text, validation);
            known.put(select, part);
        }
        return part;
    }
}
