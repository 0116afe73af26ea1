package foz.spec;

import foz.api.failure.Place;
import foz.spec.Node.Entries;
import foz.spec.Node.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lays {@code env/NAME.yaml} over {@code foz.yaml}: addresses, secrets and the lake, nothing else. It works on what is written,
 * not on what it means, so that every later message names the file in which the value stands.
 */
final class Overlay {

    private static final Set<String> SECTIONS = Set.of("sources", "sinks", "notify");
    private static final Set<String> ADDRESSES = Set.of("from", "to", "door");
    private static final String SECRET = "secret:";

    private final Problems problems;

    Overlay(Problems problems) {
        this.problems = problems;
    }

    /** The base with the overrides in their places. */
    Entries lay(Entries over, Entries base) {
        Entries result = base;
        for (Entry entry : over.entries()) {
            String key = entry.key().text();
            if (key.equals("lake")) {
                result = with(result, entry);
            } else if (SECTIONS.contains(key)) {
                result = section(entry, result);
            } else {
                problems.reportWord(entry.key().place(), key, SECTIONS, SpecProblem.NOT_AN_OVERRIDE, "key", key);
            }
        }
        return result;
    }

    private Entries section(Entry over, Entries base) {
        Optional<Entries> below = base.entry(over.key().text()).flatMap(e -> entries(e.value()));
        Optional<Entries> names = entries(over.value());
        if (names.isEmpty()) {
            Shape.wrong(over.value(), over.key().text(), "names, each with addresses", problems);
            return base;
        }
        Entries section = below.orElse(new Entries(List.of(), over.key().place()));
        for (Entry named : names.get().entries()) {
            section = named(named, section, over.key().text());
        }
        return with(base, new Entry(over.key(), section));
    }

    private Entries named(Entry over, Entries section, String sectionName) {
        String name = over.key().text();
        Optional<Entries> own = section.entry(name).flatMap(e -> entries(e.value()));
        Optional<Entries> keys = entries(over.value());
        if (own.isEmpty()) {
            List<String> known =
                    section.entries().stream().map(e -> e.key().text()).toList();
            problems.reportWord(
                    over.key().place(),
                    name,
                    known,
                    SpecProblem.NOTHING_NAMED,
                    "sort",
                    sectionName.equals("notify") ? sectionName : sectionName.substring(0, sectionName.length() - 1),
                    "name",
                    name);
            return section;
        }
        if (keys.isEmpty()) {
            Shape.wrong(over.value(), name, "addresses and secrets", problems);
            return section;
        }
        Entries result = own.get();
        for (Entry key : keys.get().entries()) {
            result = overridden(key, result);
        }
        return with(section, new Entry(keyOf(section, name, over), result));
    }

    private Entries overridden(Entry over, Entries own) {
        String key = over.key().text();
        boolean secret = over.value() instanceof Node.Text t && t.text().startsWith(SECRET);
        if (!ADDRESSES.contains(key) && !secret) {
            problems.reportWord(over.key().place(), key, ADDRESSES, SpecProblem.NOT_AN_OVERRIDE, "key", key);
            return own;
        }
        return with(key.equals("from") ? without(own, "door") : key.equals("door") ? without(own, "from") : own, over);
    }

    /** The key as {@code foz.yaml} has it, so that the whole is still found there. */
    private static Node.Text keyOf(Entries section, String name, Entry otherwise) {
        return section.entry(name).map(Entry::key).orElse(otherwise.key());
    }

    private static Optional<Entries> entries(Node node) {
        return node instanceof Entries e ? Optional.of(e) : Optional.empty();
    }

    private static Entries with(Entries base, Entry entry) {
        List<Entry> all = new ArrayList<>(base.entries());
        int at = all.stream()
                .map(e -> e.key().text())
                .toList()
                .indexOf(entry.key().text());
        if (at < 0) {
            all.add(entry);
        } else {
            all.set(at, entry);
        }
        Place place = base.place();
        return new Entries(all, place);
    }

    private static Entries without(Entries base, String key) {
        return new Entries(
                base.entries().stream().filter(e -> !e.key().text().equals(key)).toList(), base.place());
    }
}
