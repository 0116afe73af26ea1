package foz.api.failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * One sentence to a user: a code and the facts that fill its template. Templates hold named gaps, as in
 * <code>expected {expected}, found {found}</code>.
 *
 * @param code what is said
 * @param facts gap name to text, in the order given
 */
public record Sentence(Code code, Map<String, String> facts) {

    private static final Properties TEMPLATES = load();

    public Sentence {
        facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** A sentence from alternating gap names and values. */
    public static Sentence of(Code code, Object... namesAndValues) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            facts.put(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
        }
        return new Sentence(code, facts);
    }

    /** The template filled in. */
    public String text() {
        String text = TEMPLATES.getProperty(code.id(), code.id() + " " + facts);
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            text = text.replace("{" + fact.getKey() + "}", fact.getValue());
        }
        return text;
    }

    /** Whether a template exists for the code; a test asks this of every code. */
    public static boolean isWritten(Code code) {
        return TEMPLATES.containsKey(code.id());
    }

    private static Properties load() {
        Properties templates = new Properties();
        try (InputStream in = Sentence.class.getResourceAsStream("/foz/sentences.properties")) {
            if (in == null) {
                throw new IllegalStateException("foz/sentences.properties is not on the class path");
            }
            templates.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return templates;
    }
}
