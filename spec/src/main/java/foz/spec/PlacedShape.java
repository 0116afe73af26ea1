package foz.spec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value whose place is kept, because what it says is checked later. */
record PlacedShape<T>(Shape<T> inner) implements Shape<Placed<T>> {

    @Override
    public @Nullable Placed<T> read(Node node, String key, Problems problems) {
        T value = inner.read(node, key, problems);
        return value == null
                ? null
                : new Placed<>(value, node.place(), node instanceof Node.Text t ? t.inside() : node.place());
    }

    @Override
    public String words() {
        return inner.words();
    }

    @Override
    public Map<String, Object> schema() {
        return inner.schema();
    }
}
