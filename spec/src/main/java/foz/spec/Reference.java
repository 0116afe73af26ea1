package foz.spec;

import foz.api.source.SourceKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What can be written in a pipeline's folder, as a page to read and as JSON Schema for editors. Both come from the records that
 * the folder is read into, so that neither can fall behind.
 */
public final class Reference {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final List<SourceKind<?>> kinds;

    /** A reference that covers these kinds of sources. */
    public Reference(List<SourceKind<?>> kinds) {
        this.kinds = kinds.stream()
                .sorted(Comparator.comparing(k -> (String) k.name()))
                .toList();
    }

    /** The page {@code foz.yaml}, in Markdown. */
    public String page() {
        return new ReferencePage(kinds).text();
    }

    /** The JSON Schema of {@code foz.yaml} (draft 2020-12). */
    public String schema() {
        RecordShape<FozYaml> top = RecordShape.of(FozYaml.class);
        Map<String, Object> properties = top.properties();
        Map<String, Object> anySource =
                Json.object("anyOf", kinds.stream().map(Reference::source).toList());
        properties.put(
                "sources",
                Json.object(
                        "description", meaning(top, "sources"), "type", "object", "additionalProperties", anySource));
        Map<String, Object> schema =
                heading("foz.yaml", "A pipeline of Foz: what comes in, and what SQL can't say about tables.");
        schema.putAll(object(properties, top.required()));
        return Json.of(schema);
    }

    /** The JSON Schema of the files in {@code tests/} (draft 2020-12). */
    public String testsSchema() {
        Map<String, Object> schema = heading("tests/*.yaml", "Tests of a pipeline of Foz.");
        schema.putAll(RecordShape.of(TestsYaml.class).schema());
        return Json.of(schema);
    }

    private static Map<String, Object> heading(String title, String description) {
        return Json.object("$schema", DIALECT, "title", title, "description", description);
    }

    /** A source of one kind: Foz's keys and the kind's own, in one object. */
    private static Map<String, Object> source(SourceKind<?> kind) {
        RecordShape<SourceYaml> ours = RecordShape.of(SourceYaml.class);
        RecordShape<?> own = RecordShape.of(kind.options());
        Map<String, Object> properties = ours.properties();
        properties.putAll(own.properties());
        properties.put("kind", Json.object("description", meaning(ours, "kind"), "const", kind.name()));
        return object(
                properties,
                Stream.concat(ours.required().stream(), own.required().stream()).toList());
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        return Json.object(
                "type", "object", "properties", properties, "required", required, "additionalProperties", false);
    }

    private static String meaning(RecordShape<?> shape, String key) {
        return shape.writtenKeys()
                .filter(k -> k.name().equals(key))
                .findFirst()
                .orElseThrow()
                .meaning();
    }
}
