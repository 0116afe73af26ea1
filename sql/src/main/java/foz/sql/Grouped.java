package foz.sql;

import foz.api.type.TableName;
import java.util.List;
import java.util.Set;

/**
 * A block whose rows hang together in groups, and which of them are touched.
 *
 * @param touched the groups that a change may have touched
 * @param outputs for each key, the output column that has its value; -1 for none
 */
record Grouped(Block block, Restriction touched, List<Integer> outputs, Set<TableName> concerned) {

    Grouped {
        outputs = List.copyOf(outputs);
        concerned = Set.copyOf(concerned);
    }

    List<Key> keys() {
        return touched.keys();
    }
}
