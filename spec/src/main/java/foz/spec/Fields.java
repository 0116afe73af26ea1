package foz.spec;

import foz.api.failure.Nearest;
import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.spec.Node.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one map on their way into records. Several records may share a map: a source's own keys and those of its kind.
 * When all have been read, {@link #finish} reports the keys that none of them knows and those that are missing.
 */
final class Fields {

    private final Node.Entries entries;
    private final String where;
    private final Problems problems;
    private final Map<String, Key> known = new LinkedHashMap<>();
    private final List<Key> missing = new ArrayList<>();
    private boolean takesTables;

    Fields(Node.Entries entries, String where, Problems problems) {
        this.entries = entries;
        this.where = where;
        this.problems = problems;
    }

    /** A record made of its keys; null when one can't be had or its constructor refuses, which is reported. */
    <R extends Record> @Nullable R read(RecordShape<R> shape) {
        shape.writtenKeys().forEach(k -> known.put(k.name(), k));
        takesTables |= shape.keys().stream().anyMatch(k -> k.sort() == Key.Sort.REST);
        @Nullable Object[] values = new Object[shape.keys().size()];
        boolean whole = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = value(shape.keys().get(i));
            whole &= values[i] != null;
        }
        try {
            return whole ? shape.make(values) : null;
        } catch (IllegalArgumentException refused) {
            reportRefusal(String.valueOf(refused.getMessage()));
            return null;
        }
    }

    /** A constructor's complaint that begins with a key's name belongs to that key. */
    private void reportRefusal(String reason) {
        Optional<Entry> key = entries.entry(reason.split("[^a-z0-9-]", 2)[0]);
        Place place = key.map(e -> e.value().place()).orElse(entries.place());
        problems.report(place, SpecProblem.UNFIT_OPTION, "reason", key.isPresent() ? reason : where + ": " + reason);
    }

    private @Nullable Object value(Key key) {
        return switch (key.sort()) {
            case INLINE -> inline(key);
            case REST -> ((MappingShape<?, ?>) key.shape()).read(tables(), where, problems);
            case LATER -> later(key);
            case VALUE -> {
                Optional<Entry> entry = entries.entry(key.name());
                yield entry.isPresent() ? written(key, entry.get().value()) : absent(key);
            }
        };
    }

    private @Nullable Object inline(Key key) {
        Object inner = read((RecordShape<?>) key.shape());
        return key.optional() ? Optional.ofNullable(inner) : inner;
    }

    private List<Entry> tables() {
        return entries.entries().stream().filter(e -> isTable(e.key().text())).toList();
    }

    private boolean isTable(String key) {
        return key.contains(".") && !known.containsKey(key);
    }

    private Later later(Key key) {
        entries.entry(key.name())
                .ifPresent(e -> problems.report(
                        e.key().place(), SpecProblem.NOT_AVAILABLE, "key", key.name(), "comes", key.comesWith()));
        return Later.ABSENT;
    }

    private @Nullable Object written(Key key, Node node) {
        if (key.optional()
                && key.standard() != null
                && node instanceof Node.Text t
                && t.text().equals("none")) {
            return Optional.empty();
        }
        Object value = key.shape().read(node, key.name(), problems);
        return value == null ? key.absent() : key.optional() ? Optional.of(value) : value;
    }

    private @Nullable Object absent(Key key) {
        if (key.required()) {
            missing.add(key);
        }
        return key.absent();
    }

    /** Reports unknown and missing keys. A missing key that is there misspelt is one mistake, not two. */
    void finish() {
        Set<String> meant = new HashSet<>();
        for (Entry entry : entries.entries()) {
            String key = entry.key().text();
            if (!known.containsKey(key) && !(takesTables && isTable(key))) {
                Nearest.to(key, known.keySet()).ifPresent(meant::add);
                reportUnknown(entry.key());
            }
        }
        reportMissing(meant);
    }

    /** Reports missing keys, and those misspelt, only; for a map that may hold keys which nobody here can know. */
    void finishOpen() {
        List<String> wanted = missing.stream().map(Key::name).toList();
        Set<String> meant = new HashSet<>();
        for (Entry entry : entries.entries()) {
            Optional<String> near = known.containsKey(entry.key().text())
                    ? Optional.empty()
                    : Nearest.to(entry.key().text(), wanted);
            near.ifPresent(meant::add);
            near.ifPresent(key -> reportUnknown(entry.key()));
        }
        reportMissing(meant);
    }

    /** Suggests the nearest key, or the place where the key belongs; the whole list helps only where neither is known. */
    private void reportUnknown(Node.Text key) {
        Optional<String> meant = Nearest.to(key.text(), known.keySet()).or(() -> below(key.text()));
        List<String> useful = known.values().stream()
                .filter(k -> k.sort() != Key.Sort.LATER)
                .map(Key::name)
                .toList();
        SpecProblem code = meant.isPresent() ? SpecProblem.UNKNOWN_KEY : SpecProblem.UNKNOWN_KEY_AMONG;
        Problem problem =
                Problem.at(key.place(), code, "key", key.text(), "where", where, "known", String.join(", ", useful));
        problems.addAll(List.of(problem.suggesting(meant)));
    }

    /** A key that stands one level too high. */
    private Optional<String> below(String key) {
        return known.values().stream()
                .filter(k -> k.keysBelow().anyMatch(i -> i.name().equals(key)))
                .map(k -> k.name() + ": {" + key + ": …}")
                .findFirst();
    }

    /** What uses a key of a later version can't be complete in this one. */
    private void reportMissing(Set<String> meant) {
        boolean usesLater = known.values().stream()
                .anyMatch(k ->
                        k.sort() == Key.Sort.LATER && entries.entry(k.name()).isPresent());
        for (Key key : missing) {
            if (!usesLater && !meant.contains(key.name())) {
                problems.report(
                        entries.place(),
                        SpecProblem.KEY_MISSING,
                        "key",
                        key.name(),
                        "where",
                        where,
                        "expected",
                        key.shape().words());
            }
        }
    }
}
