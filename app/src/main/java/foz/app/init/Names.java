package foz.app.init;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes names for columns and sources: lower-case words of letters, digits and underscores, each once. */
final class Names {

    // Words that SQL keeps for itself where a column may stand.
    private static final Set<String> RESERVED = Set.of(
            "all",
            "and",
            "any",
            "array",
            "as",
            "asc",
            "between",
            "both",
            "by",
            "case",
            "cast",
            "check",
            "column",
            "constraint",
            "create",
            "cross",
            "current",
            "cursor",
            "date",
            "day",
            "default",
            "desc",
            "distinct",
            "else",
            "end",
            "except",
            "exists",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "full",
            "grant",
            "group",
            "having",
            "hour",
            "in",
            "inner",
            "interval",
            "intersect",
            "into",
            "is",
            "join",
            "left",
            "like",
            "limit",
            "minute",
            "month",
            "natural",
            "not",
            "null",
            "offset",
            "on",
            "or",
            "order",
            "outer",
            "over",
            "partition",
            "primary",
            "references",
            "result",
            "right",
            "row",
            "rows",
            "second",
            "select",
            "set",
            "some",
            "start",
            "table",
            "then",
            "time",
            "timestamp",
            "to",
            "true",
            "union",
            "unique",
            "user",
            "using",
            "value",
            "values",
            "when",
            "where",
            "window",
            "with",
            "year");

    private final Set<String> taken = new HashSet<>();

    String unique(String text) {
        String plain = of(text);
        String name = plain;
        for (int i = 2; !taken.add(name); i++) {
            name = plain + "_" + i;
        }
        return name;
    }

    static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        if (plain.isEmpty()) {
            return "column";
        }
        String word = plain.charAt(0) >= '0' && plain.charAt(0) <= '9' ? "c_" + plain : plain;
        return RESERVED.contains(word) ? word + "_" : word;
    }
}
