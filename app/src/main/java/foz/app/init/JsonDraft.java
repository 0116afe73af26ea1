package foz.app.init;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import foz.app.init.ColumnProfile.Misses;
import foz.app.init.Draft.DraftColumn;
import foz.app.terminal.Amount;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a file of JSON objects, in an array or one after another, to its end and drafts a source that reads it. Plain values become
 * columns by their pointers; lists are named in a remark.
 */
final class JsonDraft {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** What the values at one pointer were. */
    private static final class Leaf {
        private final ColumnProfile texts = new ColumnProfile();
        private final ColumnProfile numbers = new ColumnProfile();
        private long booleans;
        private long lists;
        private boolean nested;
        private final ColumnProfile elements = new ColumnProfile();
        private boolean onlyNumbers = true;

        private boolean isEmpty() {
            return texts.values() + numbers.values() + booleans + lists == 0
                    && texts.nullish().isEmpty();
        }
    }

    private final Map<String, Leaf> leaves = new LinkedHashMap<>();
    private Map<String, String> sample = Map.of();
    private final Set<String> tops = new LinkedHashSet<>();
    private final Misses torn = new Misses();
    private long objects;
    private long lines;

    static Draft of(Path file, String name, String from, boolean lines) throws IOException {
        JsonDraft draft = new JsonDraft();
        TextEncoding encoding = TextEncoding.of(file);
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(TextEncoding.open(file), encoding.charset()))) {
            if (lines) {
                draft.readLines(in);
            } else {
                draft.readWhole(in);
            }
        }
        return draft.draft(name, from, lines);
    }

    private void readWhole(BufferedReader in) throws IOException {
        try (JsonParser json = FACTORY.createParser(in)) {
            read(json);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "it is no JSON in line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage(),
                    e);
        }
    }

    // A line that is torn costs only itself, as in a run.
    private void readLines(BufferedReader in) throws IOException {
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            lines++;
            try (JsonParser json = FACTORY.createParser(text)) {
                read(json);
            } catch (JsonProcessingException e) {
                torn.add(text, lines);
            }
        }
    }

    private void read(JsonParser json) throws IOException {
        Deque<String> path = new ArrayDeque<>();
        Map<String, String> row = new LinkedHashMap<>();
        String field = "";
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            switch (token) {
                case START_OBJECT -> {
                    if (!field.isEmpty()) {
                        path.addLast(field);
                    }
                    field = "";
                }
                case END_OBJECT -> {
                    if (path.isEmpty()) {
                        objects++;
                        sample = row.size() > sample.size() ? Map.copyOf(row) : sample;
                        row = new LinkedHashMap<>();
                    } else {
                        path.removeLast();
                    }
                    field = "";
                }
                case START_ARRAY -> {
                    if (!field.isEmpty()) {
                        list(leaf(path, field), json);
                        field = "";
                    }
                }
                case FIELD_NAME -> {
                    field = json.currentName();
                    if (path.isEmpty()) {
                        tops.add("/" + escaped(field));
                    }
                }
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
                    value(leaf(path, field), token, json);
                    row.put(pointer(path, field), json.getText());
                    field = "";
                }
                case VALUE_NULL -> {
                    leaf(path, field);
                    field = "";
                }
                case END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> {}
            }
        }
    }

    private void list(Leaf leaf, JsonParser json) throws IOException {
        leaf.lists++;
        for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
            boolean number = t == JsonToken.VALUE_NUMBER_INT || t == JsonToken.VALUE_NUMBER_FLOAT;
            leaf.onlyNumbers &= number;
            if (t == JsonToken.START_OBJECT || t == JsonToken.START_ARRAY) {
                leaf.nested = true;
                json.skipChildren();
            } else if (t != JsonToken.VALUE_NULL) {
                leaf.elements.take(json.getText(), line(json));
            }
        }
    }

    private void value(Leaf leaf, JsonToken token, JsonParser json) throws IOException {
        long line = line(json);
        switch (token) {
            case VALUE_STRING -> leaf.texts.take(json.getText(), line);
            case VALUE_TRUE, VALUE_FALSE -> leaf.booleans++;
            default -> leaf.numbers.take(json.getText(), line);
        }
    }

    private long line(JsonParser json) {
        return lines > 0 ? lines : json.currentTokenLocation().getLineNr();
    }

    private Leaf leaf(Deque<String> path, String field) {
        return leaves.computeIfAbsent(pointer(path, field), p -> new Leaf());
    }

    private static String pointer(Deque<String> path, String field) {
        StringBuilder pointer = new StringBuilder();
        path.forEach(p -> pointer.append('/').append(escaped(p)));
        return pointer.append('/').append(escaped(field)).toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private Draft draft(String name, String from, boolean lines) {
        Names names = new Names();
        List<DraftColumn> columns = new ArrayList<>();
        List<String> remarks = new ArrayList<>(List.of(Amount.count(objects, "object", "objects")));
        Map<String, String> row = new LinkedHashMap<>();
        leaves.forEach((pointer, leaf) -> {
            if (leaf.isEmpty() && leaves.keySet().stream().anyMatch(p -> p.startsWith(pointer + "/"))) {
                return; // an object that is null somewhere
            }
            if (leaf.lists > 0) {
                if (leaf.nested) {
                    remarks.add(pointer + " holds lists of objects; to take it in, declare it as list<struct<…>>");
                } else {
                    String element = leaf.onlyNumbers && leaf.elements.values() > 0
                            ? TypeChoice.of(leaf.elements, NumberStyle.POINT, false)
                                    .type()
                            : "string";
                    columns.add(new DraftColumn(
                            names.unique(pointer.substring(1)),
                            "list<" + element + ">",
                            pointer,
                            List.of(),
                            List.of(),
                            false));
                }
                return;
            }
            TypeChoice choice = choice(leaf);
            String column = names.unique(pointer.substring(1));
            columns.add(new DraftColumn(
                    column,
                    choice.type(),
                    pointer,
                    DatePattern.letters(choice.date()),
                    choice.remarks(),
                    choice.isText() && leaf.texts.distinct().size() > 1));
            String value = sample.get(pointer);
            if (value != null) {
                row.put(
                        column,
                        choice.date()
                                .flatMap(d -> d.reading(value))
                                .map(d -> d.iso(value))
                                .orElse(value));
            }
        });
        boolean all = tops.stream()
                .allMatch(top -> columns.stream()
                        .anyMatch(c -> c.from().equals(top) || c.from().startsWith(top + "/")));
        List<String> after = new ArrayList<>();
        if (!all) {
            after.add("on-drift: ignore");
        }
        if (torn.count() > 0) {
            remarks.add(
                    Amount.count(torn.count(), "line is", "lines are") + " no JSON, the first is line " + torn.line());
            Draft.maxBad(torn.count(), this.lines).ifPresent(after::add);
        }
        return new Draft(name, from, lines ? "ndjson" : "json", List.of(), columns, after, remarks, row);
    }

    private static TypeChoice choice(Leaf leaf) {
        boolean onlyNumbers = leaf.texts.values() == 0
                && leaf.booleans == 0
                && leaf.texts.nullish().isEmpty();
        if (onlyNumbers && leaf.numbers.values() > 0) {
            return TypeChoice.of(leaf.numbers, NumberStyle.POINT, false);
        }
        if (leaf.booleans > 0 && leaf.texts.values() == 0 && leaf.numbers.values() == 0) {
            return new TypeChoice("boolean", java.util.Optional.empty(), 0, List.of());
        }
        if (leaf.numbers.values() == 0
                && leaf.booleans == 0
                && leaf.texts.nullish().isEmpty()) {
            TypeChoice choice = TypeChoice.of(leaf.texts, NumberStyle.POINT, false);
            boolean dated = choice.date().isPresent() || choice.type().equals("uuid");
            return dated && choice.bad() == 0
                    ? choice
                    : new TypeChoice("string", java.util.Optional.empty(), 0, List.of());
        }
        return new TypeChoice(
                "string", java.util.Optional.empty(), 0, List.of("texts and other values are mixed here"));
    }
}
