package foz.spec;

import foz.spec.Node.Entry;
import foz.spec.Node.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Mends values that YAML tore apart because they stand unquoted between braces: {@code {type: decimal(12,2)}} is to YAML the type
 * {@code decimal(12} and a key {@code 2)}. The mistake is reported with the quoted text; the mended value is handed on, so that
 * nothing else is said about it.
 */
final class Torn {

    private Torn() {}

    /** The entries of a map in braces, torn ones put together. */
    static List<Entry> mendEntries(List<Entry> entries, Problems problems) {
        List<Entry> mended = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            List<Text> rest = entries.subList(i + 1, entries.size()).stream()
                    .takeWhile(e -> e.value() instanceof Text t && t.isNothing())
                    .map(Entry::key)
                    .toList();
            Optional<Joined> joined = entry.value() instanceof Text t ? join(t, rest) : Optional.empty();
            mended.add(
                    joined.map(j -> new Entry(entry.key(), j.report(problems))).orElse(entry));
            i += joined.map(Joined::pieces).orElse(0);
        }
        return mended;
    }

    /** The items of a list in brackets, torn ones put together. */
    static List<Node> mendItems(List<Node> items, Problems problems) {
        List<Node> mended = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Node item = items.get(i);
            List<Text> rest = items.subList(i + 1, items.size()).stream()
                    .takeWhile(Text.class::isInstance)
                    .map(Text.class::cast)
                    .toList();
            Optional<Joined> joined = item instanceof Text t ? join(t, rest) : Optional.empty();
            mended.add(joined.<Node>map(j -> j.report(problems)).orElse(item));
            i += joined.map(Joined::pieces).orElse(0);
        }
        return mended;
    }

    /** Whether parentheses or quotes of an unquoted text stay open, so that it looks like the first half of something. */
    static boolean looksTorn(Text text) {
        return text.plain() && !isBalanced(text.text());
    }

    private static Optional<Joined> join(Text first, List<Text> rest) {
        if (!looksTorn(first)) {
            return Optional.empty();
        }
        StringBuilder joined = new StringBuilder(first.text());
        for (int i = 0; i < rest.size(); i++) {
            joined.append(", ").append(rest.get(i).text());
            if (isBalanced(joined.toString())) {
                return Optional.of(new Joined(first, joined.toString(), i + 1));
            }
        }
        return Optional.empty();
    }

    private static boolean isBalanced(String text) {
        int open = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else {
                open += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return open == 0 && quote == 0;
    }

    private record Joined(Text first, String text, int pieces) {

        Text report(Problems problems) {
            problems.report(first.place(), SpecProblem.YAML_TORN, "found", first.text(), "quoted", quoted());
            return new Text(text, false, first.place(), first.inside());
        }

        private String quoted() {
            return text.contains("\"") ? "'" + text.replace("'", "''") + "'" : "\"" + text + "\"";
        }
    }
}
