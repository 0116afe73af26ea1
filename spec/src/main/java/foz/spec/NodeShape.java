package foz.spec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anything; whoever asked for it reads it on, because its keys depend on one another. */
record NodeShape() implements Shape<Node> {

    @Override
    public @Nullable Node read(Node node, String key, Problems problems) {
        return node instanceof Node.Broken ? null : node;
    }

    @Override
    public String words() {
        return "settings";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of();
    }
}
