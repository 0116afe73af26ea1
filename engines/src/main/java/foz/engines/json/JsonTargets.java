package foz.engines.json;

import foz.api.plan.Column;
import foz.engines.record.ReadPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a value that columns are read from, as a tree of their pointers (RFC 6901). */
final class JsonTargets {

    private final Map<String, JsonTargets> members = new HashMap<>();
    private final List<Integer> columns = new ArrayList<>();

    /** The tree of a source's columns. A {@code from} that is no pointer is the name of a member. */
    static JsonTargets of(ReadPlan plan) {
        JsonTargets root = new JsonTargets();
        List<Column> declared = plan.source().columns();
        for (int i = 0; i < declared.size(); i++) {
            root.add(declared.get(i).from(), i);
        }
        for (int i = 0; i < plan.drifted().size(); i++) {
            root.members
                    .computeIfAbsent(plan.drifted().get(i), _ -> new JsonTargets())
                    .columns
                    .add(declared.size() + i);
        }
        return root;
    }

    private void add(String from, int column) {
        JsonTargets node = this;
        if (!from.startsWith("/")) {
            node = node.members.computeIfAbsent(from, _ -> new JsonTargets());
        } else {
            for (String part : from.substring(1).split("/", -1)) {
                String name = part.replace("~1", "/").replace("~0", "~");
                node = node.members.computeIfAbsent(name, _ -> new JsonTargets());
            }
        }
        node.columns.add(column);
    }

    /** What is wanted of a member; null when nothing is. */
    @Nullable
    JsonTargets member(String name) {
        return members.get(name);
    }

    /** The columns that take the value itself. */
    List<Integer> columns() {
        return columns;
    }

    /** Whether parts of the value are wanted. */
    boolean hasMembers() {
        return !members.isEmpty();
    }
}
