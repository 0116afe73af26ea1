package foz.spec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How values of one Java type are written in YAML. Made from the type alone ({@link Shapes}), it reads a value, names what is
 * expected in messages and on the reference page, and describes itself as JSON Schema, so that the three can't disagree.
 *
 * @param <T> the Java type
 */
sealed interface Shape<T>
        permits Scalar, ListShape, MappingShape, PlacedShape, RecordShape, LaterShape, NodeShape, CellShape {

    /**
     * Reads a value.
     *
     * @param key what it belongs to, for messages
     * @return the value, as good as it can be had; null when there is none. Every mistake has been reported then.
     */
    @Nullable
    T read(Node node, String key, Problems problems);

    /** What is expected, to be put behind "expected": {@code a duration such as 30d}. */
    String words();

    /** The JSON Schema of the value. */
    Map<String, Object> schema();

    /** Reports that something else was written; says nothing about what has been reported already. */
    static void wrong(Node node, String key, String expected, Problems problems) {
        if (!(node instanceof Node.Broken)) {
            problems.report(
                    node.place(), SpecProblem.WRONG_VALUE, "key", key, "expected", expected, "found", node.words());
        }
    }
}
