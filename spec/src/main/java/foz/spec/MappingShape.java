package foz.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of the user's choice, each with a value of one shape. */
record MappingShape<K, V>(Scalar<K> name, Shape<V> value) implements Shape<Mapping<K, V>> {

    @Override
    public @Nullable Mapping<K, V> read(Node node, String key, Problems problems) {
        if (node instanceof Node.Text t && t.isNothing()) {
            return new Mapping<>(List.of());
        }
        if (!(node instanceof Node.Entries entries)) {
            Shape.wrong(node, key, words(), problems);
            return null;
        }
        return read(entries.entries(), key, problems);
    }

    /** The pairs of some entries. */
    Mapping<K, V> read(List<Node.Entry> entries, String key, Problems problems) {
        List<Mapping.Pair<K, V>> pairs = new ArrayList<>();
        for (Node.Entry entry : entries) {
            K known = name.read(entry.key(), key, problems);
            V read = value.read(entry.value(), entry.key().text(), problems);
            if (known != null && read != null) {
                pairs.add(new Mapping.Pair<>(known, entry.key().place(), read));
            }
        }
        return new Mapping<>(pairs);
    }

    @Override
    public String words() {
        return "names, each with " + (value instanceof Scalar<?> ? value.words() : "settings");
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (name.schema().containsKey("enum")) {
            schema.put("propertyNames", name.schema());
        }
        schema.put("additionalProperties", value.schema());
        return schema;
    }
}
