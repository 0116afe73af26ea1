package foz.spec;

import foz.spec.Node.Text;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value written as one word or number.
 *
 * @param words what is expected
 * @param schema its JSON Schema
 * @param known the words that a misspelt one may have meant
 * @param parse the value of a text; null or an {@link IllegalArgumentException} when the text is none
 */
record Scalar<T>(String words, Map<String, Object> schema, List<String> known, Function<String, @Nullable T> parse) implements Shape<T> {

    @Override
    public @Nullable T read(Node node, String key, Problems problems) {
        if (!(node instanceof Text text) || text.isNothing()) {
            Shape.wrong(node, key, words, problems);
            return null;
        }
        T value = valueOf(text.text());
        if (value == null) {
            problems.reportWord(
                    text.place(), text.text(), known, SpecProblem.WRONG_VALUE, "key", key, "expected", words, "found", text.words());
        }
        return value;
    }

    /** The value of a text, or null. */
    @Nullable T valueOf(String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }
}
