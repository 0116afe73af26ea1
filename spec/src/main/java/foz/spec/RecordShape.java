package foz.spec;

import foz.api.plan.Doc;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keys with values that make a record: its components are the only declaration. {@link Doc} on a component gives its sentence, its
 * standard and an example; {@link ComesWith} marks what is known but comes later; {@link Alone} on the record allows a short form.
 *
 * @param type the record
 * @param keys one per component, in order
 * @param constructor its canonical constructor, which may refuse with {@link IllegalArgumentException}
 * @param alone the key that a lone scalar stands for
 */
record RecordShape<R extends Record>(Class<R> type, List<Key> keys, Constructor<R> constructor, Optional<String> alone)
        implements Shape<R> {

    private static final ClassValue<RecordShape<?>> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape<?> computeValue(Class<?> type) {
            return make(type.asSubclass(Record.class));
        }
    };

    /** The shape of a record class. */
    @SuppressWarnings("unchecked") // computeValue makes a shape of the very class it is given
    static <R extends Record> RecordShape<R> of(Class<R> type) {
        return (RecordShape<R>) SHAPES.get(type);
    }

    private static <R extends Record> RecordShape<R> make(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            Alone alone = type.getAnnotation(Alone.class);
            List<Key> keys = Arrays.stream(components).map(Key::of).toList();
            return new RecordShape<>(
                    type, keys, constructor, Optional.ofNullable(alone).map(Alone::value));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable R read(Node node, String key, Problems problems) {
        Node.Entries entries = switch (node) {
            case Node.Entries written -> written;
            case Node.Text text
            when alone.isPresent() -> {
                Node.Text name = new Node.Text(alone.get(), true, text.place(), text.place());
                yield new Node.Entries(List.of(new Node.Entry(name, text)), text.place());
            }
            case Node.Text text when text.isNothing() -> new Node.Entries(List.of(), text.place());
            case Node.Text text -> null;
            case Node.Items items -> null;
            case Node.Broken reported -> null;
        };
        if (entries == null) {
            Shape.wrong(node, key, words(), problems);
            return null;
        }
        Fields fields = new Fields(entries, key, problems);
        R value = fields.read(this);
        fields.finish();
        return value;
    }

    /** Every key that may be written, those of inline records included. */
    Stream<Key> writtenKeys() {
        return keys.stream().flatMap(k -> switch (k.sort()) {
            case INLINE -> k.shape() instanceof RecordShape<?> inner ? inner.writtenKeys() : Stream.empty();
            case REST -> Stream.empty();
            case VALUE, LATER -> Stream.of(k);
        });
    }

    /** The record when nothing is written; null when something must be. */
    @Nullable
    R allStandard() {
        List<@Nullable Object> values = new ArrayList<>();
        for (Key key : keys) {
            values.add(key.absent());
        }
        try {
            return values.contains(null) ? null : constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The record of these components, or what its constructor has against them. */
    R make(@Nullable Object[] components) {
        try {
            return constructor.newInstance(components);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String words() {
        Optional<String> shortForm = alone.flatMap(
                        a -> keys.stream().filter(k -> k.name().equals(a)).findFirst())
                .map(k -> k.shape().words() + ", or ");
        List<String> names = writtenKeys()
                .filter(k -> k.sort() == Key.Sort.VALUE)
                .map(Key::name)
                .toList();
        return shortForm.orElse("") + "keys with values (" + String.join(", ", names) + ")";
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> object = Json.object("type", "object", "properties", properties(), "required", required());
        object.put(
                "additionalProperties",
                rest().map(k -> (Object)
                                ((MappingShape<?, ?>) k.shape()).value().schema())
                        .orElse(false));
        return alone.<Map<String, Object>>map(a -> Json.object("anyOf", List.of(ofKey(a), object)))
                .orElse(object);
    }

    /** The JSON Schema of each key. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        writtenKeys().forEach(k -> properties.put(k.name(), schema(k)));
        return properties;
    }

    /** The keys that must be written. */
    List<String> required() {
        return writtenKeys().filter(Key::required).map(Key::name).toList();
    }

    private Optional<Key> rest() {
        return keys.stream().filter(k -> k.sort() == Key.Sort.REST).findFirst();
    }

    private Object ofKey(String name) {
        return keys.stream()
                .filter(k -> k.name().equals(name))
                .findFirst()
                .orElseThrow()
                .shape()
                .schema();
    }

    private static Map<String, Object> schema(Key key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        String comes = key.sort() == Key.Sort.LATER
                ? " (not available in this version; comes with " + key.comesWith() + ")"
                : "";
        schema.put("description", key.meaning() + comes);
        schema.putAll(key.shape().schema());
        if (!key.standardText().isEmpty()) {
            schema.put("x-standard", key.standardText());
        }
        return schema;
    }
}
