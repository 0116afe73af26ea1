package foz.spec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/** The shape of every Java type that may be a component of an option record. */
final class Shapes {

    private Shapes() {}

    /**
     * The shape of a type: scalars of {@link Scalars}, {@code List}, {@link Mapping}, {@link Placed}, records of these.
     *
     * @throws IllegalStateException when the type has none, which is a defect of the option record
     */
    static Shape<?> of(Type type) {
        return switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == List.class -> new ListShape<>(of(generic.getActualTypeArguments()[0]));
            case ParameterizedType generic
            when generic.getRawType() == Placed.class -> new PlacedShape<>(of(generic.getActualTypeArguments()[0]));
            case ParameterizedType generic
            when generic.getRawType() == Mapping.class ->
                new MappingShape<>(
                        scalar((Class<?>) generic.getActualTypeArguments()[0]),
                        of(generic.getActualTypeArguments()[1]));
            case Class<?> plain -> ofClass(plain);
            default -> throw new IllegalStateException("an option can't be a " + type);
        };
    }

    private static Shape<?> ofClass(Class<?> type) {
        if (type == Node.class) {
            return new NodeShape();
        }
        if (type == Later.class) {
            return new LaterShape();
        }
        if (type == Cell.class) {
            return new CellShape();
        }
        var scalar = Scalars.of(type);
        return scalar.isPresent()
                ? scalar.get()
                : type.isRecord() ? RecordShape.of(type.asSubclass(Record.class)) : scalar(type);
    }

    private static Scalar<?> scalar(Class<?> type) {
        return Scalars.of(type).orElseThrow(() -> new IllegalStateException("an option can't be a " + type.getName()));
    }
}
