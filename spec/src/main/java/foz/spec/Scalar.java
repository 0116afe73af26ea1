package foz.spec;

import foz.api.failure.Nearest;
import foz.spec.Node.Text;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value written as one word or number.
 *
 * @param type the Java type
 * @param sort what it is, shortly: {@code a type}
 * @param words what is expected, at length
 * @param schema its JSON Schema
 * @param known the words that a misspelt one may have meant
 * @param parse the value of a text; null or an {@link IllegalArgumentException} when the text is none
 */
record Scalar<T>(
        Class<?> type,
        String sort,
        String words,
        Map<String, Object> schema,
        List<String> known,
        Function<String, @Nullable T> parse)
        implements Shape<T> {

    @Override
    public @Nullable T read(Node node, String key, Problems problems) {
        if (!(node instanceof Text text) || text.isNothing()) {
            Shape.wrong(node, key, words, problems);
            return null;
        }
        T value = valueOf(text.text());
        if (value == null) {
            String expected = Nearest.to(text.text(), known).isPresent() ? sort : words;
            problems.reportWord(
                    text.place(),
                    text.text(),
                    known,
                    SpecProblem.WRONG_VALUE,
                    "key",
                    key,
                    "expected",
                    expected,
                    "found",
                    text.words());
        }
        return value;
    }

    /** The value of a text, or null. */
    @Nullable
    T valueOf(String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }
}
