package foz.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several values of one shape; where they are scalars, a single one needs no brackets. */
record ListShape<T>(Shape<T> item) implements Shape<List<T>> {

    @Override
    public @Nullable List<T> read(Node node, String key, Problems problems) {
        List<Node> nodes = node instanceof Node.Items items ? items.items() : isOne(node) ? List.of(node) : null;
        if (nodes == null) {
            Shape.wrong(node, key, words(), problems);
            return null;
        }
        List<T> values = new ArrayList<>();
        for (Node each : nodes) {
            T value = item.read(each, key, problems);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private boolean isOne(Node node) {
        return takesOne() && node instanceof Node.Text t && !t.isNothing();
    }

    private boolean takesOne() {
        return item instanceof Scalar<?>
                || item instanceof PlacedShape<?> placed && placed.inner() instanceof Scalar<?>;
    }

    @Override
    public String words() {
        return "a list, each item " + item.words();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("items", item.schema());
        return takesOne() ? Json.object("anyOf", List.of(list, item.schema())) : list;
    }
}
