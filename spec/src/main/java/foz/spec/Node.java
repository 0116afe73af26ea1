package foz.spec;

import foz.api.failure.Place;
import java.util.List;
import java.util.Optional;

/** A piece of a YAML text and where it stands. Scalars have no type here: the record they are bound to gives them one. */
sealed interface Node {

    /** Where it begins. */
    Place place();

    /** What it is, to be put behind "found". */
    String words();

    /**
     * A scalar, with its variables filled in.
     *
     * @param plain whether it stands without quotes
     * @param inside the place of the first character of its content, behind a quote or below a {@code |}
     */
    record Text(String text, boolean plain, Place place, Place inside) implements Node {

        /** Whether nothing is written at all. */
        boolean isNothing() {
            return plain && text.isEmpty();
        }

        @Override
        public String words() {
            String line = text.length() <= 60 ? text : text.substring(0, 60) + "…";
            return isNothing() ? "nothing" : line.isBlank() ? "blank text" : line.replace("\n", "⏎");
        }
    }

    /** A list. */
    record Items(List<Node> items, Place place) implements Node {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String words() {
            return "a list";
        }
    }

    /** Keys with values, in the order written; no key twice. */
    record Entries(List<Entry> entries, Place place) implements Node {
        public Entries {
            entries = List.copyOf(entries);
        }

        /** The entry of that key. */
        Optional<Entry> entry(String key) {
            return entries.stream().filter(e -> e.key().text().equals(key)).findFirst();
        }

        @Override
        public String words() {
            return "keys with values";
        }
    }

    /** Something whose mistake has been reported; whoever meets it says nothing more. */
    record Broken(Place place) implements Node {
        @Override
        public String words() {
            return "something that can't be read";
        }
    }

    /** A key and its value. */
    record Entry(Text key, Node value) {}
}
