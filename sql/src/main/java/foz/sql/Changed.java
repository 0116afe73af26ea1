package foz.sql;

import foz.api.type.TableName;
import java.util.Set;

/**
 * A relation of what changed in a block.
 *
 * @param source to stand in a FROM, without an alias
 * @param whole whether it has all columns of the block, and {@code _change} behind them
 * @param concerned it's empty unless one of these changed
 */
record Changed(String source, boolean whole, Set<TableName> concerned) {

    Changed {
        concerned = Set.copyOf(concerned);
    }
}
