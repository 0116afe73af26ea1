package foz.spec;

import foz.api.plan.Doc;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key that a record's component is written under.
 *
 * @param name the component's name in kebab-case
 * @param shape how its value is written, without {@link Optional}
 * @param sort how it stands in the record
 * @param meaning the sentence that explains it
 * @param standardText what stands for it when it isn't written, as the user would write it; empty for nothing
 * @param standard the same, read
 * @param example an example value; may be empty
 * @param optional whether the component is an {@link Optional}
 * @param comesWith for {@link Sort#LATER}: with what it comes
 */
record Key(
        String name,
        Shape<?> shape,
        Sort sort,
        String meaning,
        String standardText,
        @Nullable Object standard,
        String example,
        boolean optional,
        String comesWith) {

    /** How a key stands in its record. */
    enum Sort {
        VALUE,
        /** A record whose keys stand beside the others. */
        INLINE,
        /** All keys that are names of tables. */
        REST,
        LATER
    }

    static Key of(RecordComponent component) {
        Type type = component.getGenericType();
        boolean optional = component.getType() == Optional.class;
        Shape<?> shape = Shapes.of(optional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type);
        Doc doc = component.getAnnotation(Doc.class);
        ComesWith comesWith = component.getAnnotation(ComesWith.class);
        String name = kebab(component.getName());
        String standardText = doc == null ? "" : doc.standard();
        return new Key(
                name,
                shape,
                sort(component, shape, doc),
                doc == null ? "" : doc.value(),
                standardText,
                standardText.isEmpty() ? null : read(standardText, name, shape),
                doc == null ? "" : doc.example(),
                optional,
                comesWith == null ? "a later version" : comesWith.value());
    }

    private static Sort sort(RecordComponent component, Shape<?> shape, @Nullable Doc doc) {
        return shape instanceof LaterShape
                ? Sort.LATER
                : component.isAnnotationPresent(Rest.class)
                        ? Sort.REST
                        : doc != null && doc.inline() ? Sort.INLINE : Sort.VALUE;
    }

    private static Object read(String standard, String name, Shape<?> shape) {
        Problems problems = new Problems();
        Object value = shape.read(YamlReader.read(name, standard, Variables.UNTOUCHED, problems), name, problems);
        if (value == null || problems.count() > 0) {
            throw new IllegalStateException("the standard of " + name + " can't be read: " + problems.inOrder());
        }
        return value;
    }

    /** {@code maxBad} as users write it: {@code max-bad}. An underscore at the end is for words that Java keeps for itself. */
    private static String kebab(String name) {
        return name.replace("_", "").replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The keys one level below it, when it takes keys of Foz's own. */
    Stream<Key> keysBelow() {
        Shape<?> inner = shape instanceof PlacedShape<?> placed ? placed.inner() : shape;
        return inner instanceof RecordShape<?> record ? record.writtenKeys() : Stream.empty();
    }

    /** Whether it must be written. */
    boolean required() {
        return sort == Sort.VALUE && absent() == null;
    }

    /** What stands for it when it isn't written; null when it must be. */
    @Nullable
    Object absent() {
        if (optional) {
            return Optional.ofNullable(standard);
        }
        if (standard != null) {
            return standard;
        }
        return switch (shape) {
            case ListShape<?> list -> List.of();
            case MappingShape<?, ?> mapping -> new Mapping<>(List.of());
            case RecordShape<?> record -> record.allStandard();
            case LaterShape later -> Later.ABSENT;
            case Scalar<?> s -> null;
            case PlacedShape<?> s -> null;
            case NodeShape s -> null;
            case CellShape s -> null;
        };
    }
}
